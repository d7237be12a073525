// DER (X.690) as far as certificates, ECDSA signatures and time stamps need it.
function derItems(bytes) {
  const items = [];
  let place = 0;
  while (place < bytes.length) {
    const start = place;
    const tag = bytes[place++];
    let length = bytes[place++];
    if (length > 0x80 && length <= 0x84) {
      const count = length - 0x80;
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + bytes[place++];
    } else if (length >= 0x80) throw new Error("DER length");
    if (!(place + length <= bytes.length)) throw new Error("DER too short");
    items.push({tag, body: bytes.subarray(place, place + length), whole: bytes.subarray(start, place + length)});
    place += length;
  }
  return items;
}

function derItem(bytes, tag) {
  const items = derItems(bytes);
  if (items.length !== 1 || items[0].tag !== tag) throw new Error("DER tag");
  return items[0];
}

const oid = {
  ecKey: "2a8648ce3d0201", p256: "2a8648ce3d030107", ed25519: "2b6570", rsa: "2a864886f70d010101",
  ecdsaSHA256: "2a8648ce3d040302", timeInfo: "2a864886f70d0109100104",
};

// What is needed of a certificate (RFC 5280 §4.1).
function readCertificate(der) {
  const [signed, algorithm, signature] = derItems(derItem(der, 0x30).body);
  const parts = derItems(signed.body);
  if (parts[0].tag === 0xa0) parts.shift();
  const [, , issuer, validity, subject, key] = parts;
  const [from, until] = derItems(validity.body).map(item => derTime(item));
  return {
    der, signed: signed.whole, algorithm: toHex(derItems(algorithm.body)[0].body),
    signature: signature.body.subarray(1), issuer: toHex(issuer.whole), subject: toHex(subject.whole),
    from, until, key: key.whole,
  };
}

// UTCTime and GeneralizedTime as milliseconds.
function derTime(item) {
  let text = toText(item.body);
  if (item.tag === 0x17) text = (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (!parts) throw new Error("DER time");
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + Math.floor(Number(parts[7] ?? 0) * 1000);
}

// An ECDSA signature in DER as r and s of 32 bytes each; strict, so that no byte is free.
function ecdsaRaw(der) {
  const numbers = derItems(derItem(der, 0x30).body);
  if (numbers.length !== 2) throw new Error("ECDSA");
  return joined(...numbers.map(({tag, body}) => {
    const padded = body[0] === 0 && body.length > 1;
    const plain = padded ? body.subarray(1) : body;
    const isCanonical = padded ? plain[0] >= 0x80 : plain[0] < 0x80;
    if (tag !== 2 || !isCanonical || plain.length > 32 || plain.length === 0) throw new Error("ECDSA");
    const whole = new Uint8Array(32);
    whole.set(plain, 32 - plain.length);
    return whole;
  }));
}

// How a public key signs: null for a kind that is not looked at.
function keyKind(key) {
  const parts = derItems(derItems(derItem(key, 0x30).body)[0].body).map(item => toHex(item.body));
  if (parts[0] === oid.ecKey && parts[1] === oid.p256) return "ES256";
  if (parts[0] === oid.ed25519) return "Ed25519";
  return parts[0] === oid.rsa ? "PS256" : null;
}

// true, false, or null when this browser cannot say. `signature` is in the form openssl takes.
async function isSigned(key, message, signature) {
  const kind = keyKind(key);
  const [imported, used] = {
    ES256: [{name: "ECDSA", namedCurve: "P-256"}, {name: "ECDSA", hash: "SHA-256"}],
    Ed25519: [{name: "Ed25519"}, {name: "Ed25519"}],
    PS256: [{name: "RSA-PSS", hash: "SHA-256"}, {name: "RSA-PSS", saltLength: 32}],
  }[kind] ?? [];
  if (!imported) return null;
  let handle;
  try {
    handle = await crypto.subtle.importKey("spki", key, imported, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") return null;
    return false;
  }
  const raw = kind === "ES256" ? ecdsaRaw(signature) : signature;
  return crypto.subtle.verify(used, handle, raw, message);
}

// Whether one certificate was issued by another: names and signature.
async function isIssued(certificate, issuer) {
  if (certificate.issuer !== issuer.subject) return false;
  return isSigned(issuer.key, certificate.signed, certificate.signature);
}

// What a time-stamp token says (RFC 3161 §2.4.2). Its own signature is not checked here.
function readToken(der) {
  const [, content] = derItems(derItem(der, 0x30).body);
  const signedData = derItems(derItem(content.body, 0x30).body);
  const [type, wrapped] = derItems(signedData[2].body);
  if (toHex(type.body) !== oid.timeInfo) throw new Error("not a time stamp");
  const info = derItems(derItem(derItem(wrapped.body, 0x04).body, 0x30).body);
  const imprint = derItems(info[2].body)[1].body;
  return {imprint: toHex(imprint), time: derTime(info[4])};
}
