// Bytes, text and digests.
const toHex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");
const fromHex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
const toText = bytes => new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
const fromText = text => new TextEncoder().encode(text);
const fromBase64 = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const sameBytes = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

async function sha256(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

// The DER of every block of this label in PEM text (RFC 7468).
function pemBlocks(text, label) {
  const pattern = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, "g");
  return Array.from(text.matchAll(pattern), match => fromBase64(match[1].replace(/\s/g, "")));
}

// JSON in which no object has a name twice, which JSON.parse would let pass.
function strictJSON(text) {
  const value = JSON.parse(text);
  let count = 0;
  const counted = item => {
    if (item === null || typeof item !== "object") return 0;
    const inner = Object.values(item).reduce((sum, each) => sum + counted(each), 0);
    return inner + (Array.isArray(item) ? 0 : Object.keys(item).length);
  };
  // Every name in the text is a string followed by a colon.
  for (const _ of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/gs)) if (_[1]) count += 1;
  if (count !== counted(value)) throw new Error("a name twice");
  return value;
}
