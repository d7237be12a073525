// Files out of a zip archive, for whoever drops it as it came. The central directory decides.
const zipLimits = {files: 4096, bytes: 512 * 1048576, total: 1024 * 1048576};

async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("zip: no end");
  const count = view.getUint16(end + 10, true);
  if (count > zipLimits.files) throw new Error("zip: too many files");
  let place = view.getUint32(end + 16, true);
  let total = 0;
  const files = new Map();
  for (let i = 0; i < count; i++) {
    if (view.getUint32(place, true) !== 0x02014b50) throw new Error("zip: directory");
    const method = view.getUint16(place + 10, true);
    const packed = view.getUint32(place + 20, true);
    const size = view.getUint32(place + 24, true);
    const nameLength = view.getUint16(place + 28, true);
    const start = view.getUint32(place + 42, true);
    const name = toText(bytes.subarray(place + 46, place + 46 + nameLength));
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
    total += size;
    if (size > zipLimits.bytes || total > zipLimits.total) throw new Error("zip: too large");
    if (!isSafeName(name) || files.has(name)) throw new Error("zip: name");
    if (name.endsWith("/")) continue;
    const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const content = bytes.subarray(data, data + packed);
    files.set(name, method === 0 ? content : await inflated(content, method, size));
  }
  return files;
}

function isSafeName(name) {
  return !name.startsWith("/") && !/[\\:\u0000-\u001f]/.test(name)
    && name.replace(/\/$/, "").split("/").every(part => part !== "" && part !== "." && part !== "..");
}

async function inflated(bytes, method, size) {
  if (method !== 8) throw new Error("zip: method");
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let count = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    count += piece.value.length;
    if (count > size) throw new Error("zip: longer than it says");
    parts.push(piece.value);
  }
  return joined(...parts);
}
