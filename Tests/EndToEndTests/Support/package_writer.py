"""Writes case packages a second time, in Python, from their description alone: what `yuantu review` and
verify.html must accept although our own writer did not make it."""

import hashlib
import json
import pathlib
import struct
import zipfile

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from harness import REPOSITORY

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PAGE_PARTS = ("bytes", "asn1", "cbor", "zip", "words", "checks", "records", "page")


def digest(data):
    return hashlib.sha256(data).hexdigest()


def boxes(data):
    place = 0
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place:place + 8])
        yield kind, data[place + 8:place + length]
        place += length


def superbox(body):
    (_, description), *children = boxes(body)
    return description[17:].split(b"\0")[0].decode(), children


def signed(store):
    """The Sig_structure of a store's active manifest, and its signature (RFC 9052 §4.4)."""
    _, manifests = superbox(next(boxes(store))[1])
    _, children = superbox(manifests[-1][1])
    parts = dict(superbox(body) for _, body in children)
    claim = next(body for kind, body in parts["c2pa.claim.v2"] if kind == b"cbor")
    cose = cbor2.loads(next(body for kind, body in parts["c2pa.signature"] if kind == b"cbor")).value
    return cbor2.dumps(["Signature1", cose[0], b"", claim]), cose[3]


def low(r, s):
    return utils.encode_dss_signature(r, min(s, ORDER - s))


def page():
    folder = REPOSITORY / "Sources" / "CAssets"
    text = (folder / "verify.html").read_text("utf-8")
    script = "".join((folder / f"verify-{part}.js").read_text("utf-8") for part in PAGE_PARTS)
    return text.replace("/*style*/", (folder / "verify.css").read_text("utf-8")).replace("/*script*/", script)


class PackageWriter:
    """Collects files; `finish` signs and writes them with the key in a shop's home."""

    def __init__(self, created_at, form="platform"):
        self.created_at, self.form = created_at, form
        self.files, self.records = {}, []

    def add(self, path, data, role, **more):
        data = data if isinstance(data, bytes) else pathlib.Path(data).read_bytes()
        self.files[path] = (data, dict(role=role, words={"zh-Hans": "测试文件", "en": "a file of a test"}, **more))

    def record(self, store, subject, time=None, picture_key=None):
        """A record from a manifest store about a file, with the folder that `stamp export` wrote."""
        store = pathlib.Path(store).read_bytes()
        message, signature = signed(store)
        identifier = digest(signature)
        folder = f"05_records/{len(self.records) + 1:02}_{identifier[:8]}"
        self.add(f"{folder}/record.c2pa", store, "record", record=identifier)
        self.add(f"{folder}/signed.bin", message, "record", record=identifier)
        halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        self.add(f"{folder}/signed.sig", utils.encode_dss_signature(*halves), "record", record=identifier)
        for file in sorted(pathlib.Path(time).iterdir()) if time else []:
            self.add(f"{folder}/time/{file.name}", file, "time", record=identifier)
        entry = dict(id=identifier, folder=folder, subject=digest(pathlib.Path(subject).read_bytes()))
        self.records.append(entry | ({"pictureKey": picture_key} if picture_key else {}))

    def finish(self, home, folder):
        home, folder = pathlib.Path(home), pathlib.Path(folder)
        private = serialization.load_pem_private_key((home / "signing-key.pem").read_bytes(), None)
        public = private.public_key()
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        self.add("05_records/signer.pem", home / "certificate.pem", "certificate")
        self.add("05_records/root.pem", home / "root.pem", "certificate")
        self.add("05_records/public-key.pem",
                 public.public_bytes(serialization.Encoding.PEM, form), "certificate")
        if (home / "revocations.pem").exists():
            self.add("05_records/revocations.pem", home / "revocations.pem", "certificate")
        self.add("09_verify/verify.html", page().encode(), "verification")
        index = {
            "format": "yuantu-package", "version": 1, "name": "20261124_pdd_appeal", "form": self.form,
            "kind": "appeal", "platform": "pdd", "shop": "青禾家居", "createdAt": self.created_at,
            "keyFingerprint": digest(public.public_bytes(serialization.Encoding.DER, form)),
            "generator": "a test in Python", "records": self.records,
            "files": [dict(path=path, bytes=len(data), sha256=digest(data), **facts)
                      for path, (data, facts) in self.files.items()],
        }
        data = json.dumps(index, ensure_ascii=False).encode()
        signature = private.sign(data, ec.ECDSA(hashes.SHA256()))
        everything = {path: data for path, (data, _) in self.files.items()}
        everything |= {"index.json": data, "index.sig": low(*utils.decode_dss_signature(signature))}
        for path, data in everything.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        archive = folder.with_suffix(".zip")
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path, data in everything.items():
                packed.writestr(path, data)
        return folder, archive
