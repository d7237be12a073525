// CBOR (RFC 8949) as far as leaves, claims and records need it; maps become Map.
function readCBOR(bytes) {
  const reader = {bytes, place: 0};
  const value = cborItem(reader, 0);
  if (reader.place !== bytes.length) throw new Error("CBOR: bytes left over");
  return value;
}

function cborItem(reader, depth) {
  if (depth > 32) throw new Error("CBOR: too deep");
  const first = cborBytes(reader, 1)[0];
  const kind = first >> 5;
  if (kind === 7) return cborSimple(reader, first & 31);
  const count = cborNumber(reader, first & 31);
  switch (kind) {
    case 0: return count;
    case 1: return -1 - count;
    case 2: return cborBytes(reader, count);
    case 3: return toText(cborBytes(reader, count));
    case 4: return cborList(reader, count, depth);
    case 5: {
      const flat = cborList(reader, 2 * count, depth);
      const map = new Map();
      for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
      if (map.size !== count) throw new Error("CBOR: a key twice");
      return map;
    }
    default: return cborItem(reader, depth + 1);
  }
}

function cborBytes(reader, count) {
  if (!(reader.place + count <= reader.bytes.length)) throw new Error("CBOR: too short");
  reader.place += count;
  return reader.bytes.subarray(reader.place - count, reader.place);
}

function cborNumber(reader, short) {
  if (short < 24) return short;
  if (short > 27) throw new Error("CBOR: length");
  return cborBytes(reader, 1 << (short - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
}

function cborList(reader, count, depth) {
  if (count > reader.bytes.length) throw new Error("CBOR: too long");
  return Array.from({length: count}, () => cborItem(reader, depth + 1));
}

function cborSimple(reader, short) {
  const known = {20: false, 21: true, 22: null, 23: undefined};
  if (short in known) return known[short];
  if (short === 27) {
    const part = cborBytes(reader, 8);
    return new DataView(part.buffer, part.byteOffset, 8).getFloat64(0);
  }
  cborNumber(reader, short);
  return NaN;
}

// The boxes of JUMBF (ISO 19566-5) one after the other.
function jumbfBoxes(bytes) {
  const boxes = [];
  let place = 0;
  while (place < bytes.length) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + place);
    const length = view.getUint32(0);
    if (length < 8 || place + length > bytes.length) throw new Error("JUMBF");
    boxes.push({type: String.fromCharCode(...bytes.subarray(place + 4, place + 8)),
      body: bytes.subarray(place + 8, place + length)});
    place += length;
  }
  return boxes;
}

// A superbox's label and what is in it.
function jumbfSuperbox(body) {
  const [description, ...children] = jumbfBoxes(body);
  if (description.type !== "jumd") throw new Error("JUMBF");
  const rest = description.body.subarray(17);
  return {label: toText(rest.subarray(0, rest.indexOf(0))), body, children};
}

// The assertion boxes of the manifest that speaks, by label.
function activeAssertions(store) {
  const root = jumbfSuperbox(jumbfBoxes(store)[0].body);
  const manifests = root.children.filter(box => box.type === "jumb");
  const active = jumbfSuperbox(manifests[manifests.length - 1].body);
  const parts = active.children.filter(box => box.type === "jumb").map(box => jumbfSuperbox(box.body));
  const assertions = parts.find(part => part.label === "c2pa.assertions");
  return new Map(assertions.children.map(box => {
    const part = jumbfSuperbox(box.body);
    return [part.label, part];
  }));
}
