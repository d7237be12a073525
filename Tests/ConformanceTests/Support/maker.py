"""A C2PA writer of our own for tests, independent of the Swift code: cbor2 and cryptography only.

A manifest is made in stages; a mutation replaces what a stage gives. The stages, in order:

    assertions      [(label, box type, content bytes, salt)] before anything is hashed
    actions         the list of actions        ingredient     the ingredient's map
    binding         the data hash's map        references     the created_assertions
    gathered        the gathered_assertions    claim          the claim's map
    claim_bytes     its encoding               signer         the name of key and chain
    protected       the protected header       signed         the bytes that are signed
    signature       the signature's bytes      unprotected    the unprotected header
    cose            the encoded COSE           parts          the boxes of the manifest
    manifests       the boxes of the store     store          the store's bytes
    exclusions      [(start, length)]          embedded       (store, asset) to file and place
    authority       the name of the time-stamp authority
    boxed           the box hash's map, in place of `binding` when the Maker is `boxed`
    file            the finished file

Each is a function of (context, value); `context` is the Maker.
"""

import ctypes
import hashlib
import pathlib
import struct
import uuid
import zlib

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, utils

import pki

COSE_SIZE = 5000
BINDING_SIZE = 160
FILE_TYPE = bytes.fromhex("40CB0C32BB8A489DA70B2AD6F47F4369")
PREFIX, ASSERTIONS = "self#jumbf=", "self#jumbf=c2pa.assertions/"
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


def encoded(value):
    return cbor2.dumps(value, canonical=True)


def sha256(data):
    return hashlib.sha256(data).digest()


def uuid_type(code):
    return code.encode() + bytes.fromhex("00110010800000AA00389B71")


def box(kind, payload):
    return struct.pack(">I", len(payload) + 8) + kind.encode() + payload


def superbox(kind, label, *contents, salt=None):
    kind = kind if isinstance(kind, bytes) else uuid_type(kind)
    toggles = 0x13 if salt else 0x03
    description = kind + bytes([toggles]) + label.encode() + b"\0"
    if salt:
        description += box("c2sh", salt)
    return box("jumb", box("jumd", description) + b"".join(contents))


def box_hash(superbox_bytes):
    return sha256(superbox_bytes[8:])


def children(payload):
    boxes, position = [], 0
    while position < len(payload):
        size = struct.unpack(">I", payload[position:position + 4])[0]
        boxes.append(payload[position:position + size])
        position += size
    return boxes


def label_of(superbox_bytes):
    return superbox_bytes[33:].split(b"\0", 1)[0].decode()


def brotli(data):
    library = ctypes.CDLL("libbrotlienc.so.1")
    size = ctypes.c_size_t(len(data) + 1024)
    output = ctypes.create_string_buffer(size.value)
    if not library.BrotliEncoderCompress(
            9, 22, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(size), output):
        raise ValueError("cannot be compressed")
    return output.raw[:size.value]


def compressed(superbox_bytes, content=None):
    """A manifest's superbox as a compressed manifest; `content` instead of its Brotli stream."""
    return superbox("c2cm", label_of(superbox_bytes), box(
        "brob", brotli(superbox_bytes) if content is None else content))


def opened(superbox_bytes):
    """The superbox in a compressed manifest, any other as it is."""
    content = children(superbox_bytes[8:])[1]
    if content[4:8] != b"brob":
        return superbox_bytes
    library = ctypes.CDLL("libbrotlidec.so.1")
    size = ctypes.c_size_t(1 << 20)
    output = ctypes.create_string_buffer(size.value)
    if library.BrotliDecoderDecompress(ctypes.c_size_t(len(content) - 8), content[8:],
                                       ctypes.byref(size), output) != 1:
        raise ValueError("cannot be opened")
    return output.raw[:size.value]


# Embedding: (store, asset) gives (file, start, length).

def embed_jpeg(store, asset, repeats=True, numbers=True, most=65525, between=b""):
    position = 2
    while asset[position:position + 2] == b"\xff\xe0":
        position += 2 + struct.unpack(">H", asset[position + 2:position + 4])[0]
    out, number, done = b"", 1, 0
    while done < len(store):
        head = store[:8] if number > 1 and repeats else b""
        part = store[done:done + most - len(head)]
        body = b"JP" + struct.pack(">HI", 0x0211, number if numbers else 1) + head + part
        out += (between if number > 1 else b"") + b"\xff\xeb" + struct.pack(
            ">H", len(body) + 2) + body
        done += len(part)
        number += 1
    return asset[:position] + out + asset[position:], position, len(out)


def embed_png(store, asset, position=33, damage=0):
    chunk = struct.pack(">I", len(store)) + b"caBX" + store
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]) ^ damage)
    return asset[:position] + chunk + asset[position:], position, len(chunk)


def embed_webp(store, asset, grows=True):
    chunk = b"C2PA" + struct.pack("<I", len(store)) + store + b"\0" * (len(store) & 1)
    body = asset[12:]
    size = 4 + len(body) + (len(chunk) if grows else 0)
    return (b"RIFF" + struct.pack("<I", size) + b"WEBP" + body + chunk, 12 + len(body),
            8 + len(store))


def embed_tiff(store, asset, tag=52545, kind=7, ring=False):
    """As the only entry of one more directory, the last one of a little-endian file."""
    link = 4
    while True:
        position = struct.unpack("<I", asset[link:link + 4])[0]
        if not position:
            break
        link = position + 2 + 12 * struct.unpack("<H", asset[position:position + 2])[0]
    start = len(asset) + len(asset) % 2
    directory = start + len(store) + len(store) % 2
    entry = struct.pack("<HHHIII", 1, tag, kind, len(store), start, directory if ring else 0)
    file = asset[:link] + struct.pack("<I", directory) + asset[link + 4:]
    file = file.ljust(start, b"\0") + store
    return file.ljust(directory, b"\0") + entry, start, len(store)


def embed_heif(store, asset):
    """In a box behind all others, so that no offset in the file changes."""
    header = bytes.fromhex("D8FEC3D61B0E483C92975828877EC481") + bytes(4) + b"manifest\0" + bytes(8)
    part = box("uuid", header + store)
    return asset + part, len(asset), len(part)


EMBED = {"jpg": embed_jpeg, "png": embed_png, "webp": embed_webp, "tif": embed_tiff,
         "heic": embed_heif, "avif": embed_heif}


# The boxes of a file as the general box hash names them: [(name, start, end)].

JPEG_NAMES = {0xc4: "DHT", 0xda: "SOS", 0xdb: "DQT", 0xdd: "DRI", 0xd8: "SOI", 0xd9: "EOI",
              0xfe: "COM", **{0xe0 + n: f"APP{n}" for n in range(16)},
              **{0xd0 + n: f"RST{n}" for n in range(8)},
              **{0xc0 + n: f"SOF{n}" for n in (0, 1, 2)}}


def boxes_jpeg(file, store_start, store_length):
    boxes, position = [], 0
    while True:
        if position == store_start:
            boxes.append(("C2PA", position, position + store_length))
            position += store_length
            continue
        marker, end = file[position + 1], position + 2
        if marker not in (0xd8, 0xd9) and not 0xd0 <= marker <= 0xd7:
            end += struct.unpack(">H", file[end:end + 2])[0]
        if marker == 0xda or 0xd0 <= marker <= 0xd7:
            while file[end] != 0xff or file[end + 1] == 0:
                end += 1
        boxes.append((JPEG_NAMES[marker], position, end))
        position = end
        if marker == 0xd9:
            return boxes


def boxes_png(file, store_start, store_length):
    boxes, position = [("PNGh", 0, 8)], 8
    while position < len(file):
        end = position + 12 + struct.unpack(">I", file[position:position + 4])[0]
        kind = file[position + 4:position + 8].decode()
        boxes.append(("C2PA" if kind == "caBX" else kind, position, end))
        position = end
    return boxes


def boxes_webp(file, store_start, store_length):
    boxes, position = [("WEBP", 0, 12)], 12
    while position < len(file):
        size = struct.unpack("<I", file[position + 4:position + 8])[0]
        end = position + 8 + size + size % 2
        boxes.append((file[position:position + 4].decode(), position, end))
        position = end
    return boxes


BOXES = {"jpg": boxes_jpeg, "png": boxes_png, "webp": boxes_webp}


class Maker:
    """Makes one file or sidecar. `stages` maps names of stages to functions (maker, value)."""

    def __init__(self, folder, stages=None, *, kind="jpg", parent=None, stamped=False,
                 updates=False, redacted=(), boxed=False):
        self.folder = pathlib.Path(folder)
        self.stages = stages or {}
        self.kind = kind
        self.parent = parent
        self.stamped = stamped
        self.updates = updates
        self.redacted = list(redacted)
        self.boxed = boxed
        self.label = "urn:c2pa:" + str(uuid.uuid4())

    def stage(self, name, value):
        return self.stages[name](self, value) if name in self.stages else value

    # The parts of a manifest

    def ingredient(self):
        value = {"relationship": "parentOf", "dc:format": "image/jpeg"}
        if self.parent:
            manifest = children(self.parent[8:])[-1]
            self.parent_label = label_of(manifest)
            signature = [part for part in children(opened(manifest)[8:])
                         if part[4:8] == b"jumb" and label_of(part) == "c2pa.signature"][0]
            base = f"{PREFIX}/c2pa/{self.parent_label}"
            value["activeManifest"] = {"url": base, "alg": "sha256", "hash": box_hash(manifest)}
            value["claimSignature"] = {
                "url": base + "/c2pa.signature", "alg": "sha256", "hash": box_hash(signature)}
            value["validationResults"] = {
                "activeManifest": {"success": [], "informational": [], "failure": []},
                "ingredientDeltas": []}
        return self.stage("ingredient", value)

    def binding(self, digest, exclusions):
        value = {"alg": "sha256", "hash": digest, "name": "jumbf manifest", "pad": b""}
        if exclusions:
            value["exclusions"] = [{"start": start, "length": n} for start, n in exclusions]
        value = self.stage("binding", value)
        if isinstance(value, bytes) or not exclusions:
            return value if isinstance(value, bytes) else encoded(value)
        for count in range(BINDING_SIZE):
            padded = encoded(dict(value, pad=value["pad"][:count].ljust(count, b"\0")))
            if len(padded) == BINDING_SIZE:
                return padded
        return encoded(value)

    def boxes(self, digest, exclusions):
        items = [("c2pa.ingredient.v3", "cbor", encoded(self.ingredient()), None)]
        for label, kind, content, salt in items:
            opened = {"url": ASSERTIONS + label, "hash": box_hash(
                superbox(kind, label, box(kind, content), salt=salt))}
        actions = [{"action": "c2pa.opened", "parameters": {"ingredients": [opened]}},
                   {"action": "c2pa.transcoded"}]
        if self.updates:
            actions = [{"action": "c2pa.edited.metadata"}]
        actions = self.stage("actions", actions)
        if actions is not None:
            items.append(("c2pa.actions.v2", "cbor", encoded(
                actions if isinstance(actions, dict)
                else {"actions": actions, "allActionsIncluded": True}), None))
        if self.boxed:
            items.append(("c2pa.hash.boxes", "cbor", encoded(
                self.stage("boxed", {"alg": "sha256", "boxes": self.box_entries})), None))
        elif not self.updates:
            items.append(("c2pa.hash.data", "cbor", self.binding(digest, exclusions), None))
        items = self.stage("assertions", items)
        return [superbox(kind, label, content if isinstance(kind, bytes) else box(kind, content),
                         salt=salt) for label, kind, content, salt in items]

    def claim(self, boxes):
        references = self.stage("references", [
            {"url": ASSERTIONS + label_of(one), "hash": box_hash(one)} for one in boxes])
        value = {"alg": "sha256", "instanceID": "xmp:iid:" + str(uuid.uuid4()),
                 "claim_generator_info": {"name": "maker", "version": "1"},
                 "signature": PREFIX + "c2pa.signature", "created_assertions": references}
        gathered = self.stage("gathered", [])
        if gathered:
            value["gathered_assertions"] = gathered
        if self.redacted:
            value["redacted_assertions"] = self.redacted
        return self.stage("claim_bytes", encoded(self.stage("claim", value)))

    def cose(self, claim):
        signer = self.stage("signer", "es256")
        key = serialization.load_pem_private_key(
            (self.folder / f"{signer}.key").read_bytes(), None)
        chain = [one.public_bytes(serialization.Encoding.DER) for one in
                 _certificates((self.folder / f"{signer}.pem").read_bytes())]
        self.chain = chain
        algorithm = -8 if isinstance(key, ed25519.Ed25519PrivateKey) else (
            -7 if isinstance(key, ec.EllipticCurvePrivateKey) else -37)
        protected = self.stage(
            "protected", {1: algorithm, 33: chain if len(chain) > 1 else chain[0]})
        header = encoded(protected)
        signed = self.stage("signed", cbor2.dumps(["Signature1", header, b"", claim]))
        self.key = key
        signature = self.stage("signature", _signed(key, signed))
        unprotected = {}
        if self.stamped:
            message = self.stage("stamped", cbor2.dumps(
                ["CounterSignature", header, b"", cbor2.dumps(signature)]))
            token = pki.stamp(self.folder, message, authority=self.stage("authority", "tsa"))
            unprotected["sigTst2"] = {"tstTokens": [{"val": token}]}
        unprotected = self.stage("unprotected", unprotected)
        for count in range(COSE_SIZE, -1, -1):
            whole = self.stage("cose", cbor2.dumps(cbor2.CBORTag(18, [
                header, dict(unprotected, pad=self.stage("pad", bytes(count))),
                self.stage("payload", None), signature])))
            if len(whole) <= COSE_SIZE:
                return whole
        raise ValueError("the signature does not fit")

    def make_store(self, digest, exclusions, signs):
        boxes = self.boxes(digest, exclusions)
        claim = self.claim(boxes)
        if signs or not hasattr(self, "cose_size"):
            signature = self.cose(claim)
            self.cose_size = len(signature)
        if not signs:
            signature = bytes(self.cose_size)
        parts = self.stage("parts", [
            superbox("c2as", "c2pa.assertions", *boxes),
            superbox("c2cl", "c2pa.claim.v2", box("cbor", claim)),
            superbox("c2cs", "c2pa.signature", box("cbor", signature))])
        manifest = superbox("c2um" if self.updates else "c2ma", self.label, *parts)
        parents = children(self.parent[8:])[1:] if self.parent else []
        manifests = self.stage("manifests", parents + [manifest])
        return self.stage("store", superbox("c2pa", "c2pa", *manifests))

    # The results

    def sidecar(self, asset):
        return self.make_store(sha256(asset), [], True)

    def embed(self, asset):
        """The finished file."""
        embed = self.stages.get("embedded") or (lambda _, pair: EMBED[self.kind](*pair))
        if self.boxed:
            self.box_entries = self.hashed_boxes(*embed(self, (bytes(100), asset)))
        draft = self.make_store(bytes(32), [(1, 1)], False)
        laid_out, start, length = embed(self, (draft, asset))
        if self.boxed:
            self.box_entries = self.hashed_boxes(laid_out, start, length)
        self.file_size = len(laid_out)
        exclusions = self.stage("exclusions", [(start, length)])
        digest, position = hashlib.sha256(), 0
        for first, count in sorted(exclusions):
            digest.update(laid_out[position:first])
            position = max(position, first + count)
        digest.update(laid_out[position:])
        store = self.make_store(digest.digest(), exclusions, True)
        if len(store) != len(draft) and not self.updates and not self.boxed:
            raise ValueError(f"the store grew from {len(draft)} to {len(store)}")
        self.final_store = store
        return self.stage("file", embed(self, (store, asset))[0])

    def hashed_boxes(self, file, start, length):
        self.laid_out, self.spans = file, BOXES[self.kind](file, start, length)
        return [{"names": [name], "hash": b"\0" if name == "C2PA" else sha256(file[first:end]),
                 "pad": b""} for name, first, end in self.spans]


def _certificates(pem):
    end = b"-----END CERTIFICATE-----\n"
    return [x509.load_pem_x509_certificate(part + end) for part in pem.split(end) if part.strip()]


def _signed(key, message):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return key.sign(message, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
