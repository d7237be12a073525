"""C2PA manifests: in every issued copy, beside no original, shown, checked, taken out and put back."""

import datetime
import json
import os
import shutil
import subprocess
import sys

from cryptography import x509
from PIL import Image

from harness import REPOSITORY, Topic, output_path, sha256, snapshot
from pictures import product

sys.path.insert(0, str(REPOSITORY / "Tests" / "ConformanceTests" / "Support"))
import maker  # noqa: E402
import pki  # noqa: E402

LISTING_BYTES = 20 * 1024
RECORD = b"org.yuantu.record"


def verified(topic, *arguments, **options):
    """The result and the one event of a `manifest verify`."""
    result = topic.run("manifest", "verify", *arguments, "--json", **options)
    events = result.of_kind("manifest")
    return result, events[0] if events else {}


def check_copies(topic, shop, originals, exports, out):
    """Every format carries a small manifest that holds, whose parent is the original's."""
    shop.run("originals", "add", originals)
    before = snapshot(originals)
    run = shop.protect(exports, out=out)
    topic.equal(run.code, 0, "protect writes copies")
    roots = ("--home", shop.home)
    for copy in run.of_kind("copy"):
        path = output_path(topic, copy)
        ending = path.suffix
        result, event = verified(topic, path, *roots)
        topic.equal((result.code, event.get("state"), event["evidence"]["binding"]),
                    (0, "trusted", "bound"), f"{ending}: the copy's manifest holds the file")
        topic.equal(len(event["manifests"]), 2 if copy.get("original") else 1,
                    f"{ending}: the original's manifest is its parent")
        with Image.open(path) as picture:
            picture.load()
        data = path.read_bytes()
        changed = topic.path(f"changed{ending}")
        changed.write_bytes(data[:-60] + bytes([data[-60] ^ 1]) + data[-59:])
        result, event = verified(topic, changed, *roots)
        topic.check(result.code == 3 and event.get("state") in ("invalid", None),
                    f"{ending}: one changed bit shows", event)
    topic.check(snapshot(originals) == before and not list(originals.glob("*.c2pa")),
                "originals are as they were, with nothing beside them")
    return {output_path(topic, copy).suffix: copy for copy in run.of_kind("copy")}


def check_size(topic, shop, copy):
    path = output_path(topic, copy)
    bare = topic.path("bare.jpg")
    topic.run("manifest", "strip", path, "--out", bare)
    added = path.stat().st_size - bare.stat().st_size
    topic.check(0 < added <= LISTING_BYTES, f"a manifest takes {added} bytes, at most 20 KB")
    result, _ = verified(topic, bare, "--home", shop.home)
    topic.equal(result.code, 3, "a copy without its manifest has none")
    store = topic.path("store.c2pa")
    topic.equal(topic.run("manifest", "extract", path, "--out", store).code, 0,
                "the manifest can be taken out")
    again = topic.path("again.jpg")
    topic.run("manifest", "embed", bare, "--sidecar", store, "--out", again)
    topic.equal(sha256(again), sha256(path), "and put back: the very same file")
    topic.equal(topic.run("manifest", "embed", again, "--sidecar", store, "--out",
                          topic.path("twice.jpg")).code, 1, "a second one is refused")
    tags = json.loads(subprocess.run(
        ["exiftool", "-json", "-JUMBF:all", path], check=True, stdout=subprocess.PIPE).stdout)[0]
    topic.check(any("c2pa" in str(value) for value in tags.values()),
                "exiftool finds the JUMBF boxes", tags)


def check_original(topic, shop, original, copy):
    """The original's manifest, and the proof that a file is the original."""
    path = output_path(topic, copy)
    store = topic.path("original.c2pa")
    shop.run("manifest", "extract", original, "--out", store)
    topic.check(store.exists() and b"DSC_0001.jpg" in store.read_bytes(),
                "an original's manifest comes out of the catalogue and names the file")
    topic.check(path.read_bytes().count(b"DSC_0001.jpg") == 0 and RECORD in path.read_bytes(),
                "the copy does not tell the original's file name")
    root = shop.home / "root.pem"
    no_shop = ("--home", topic.path("no-shop"))
    _, event = verified(topic, original, "--sidecar", store, "--anchors", root, *no_shop)
    topic.equal((event.get("state"), event["evidence"]["binding"]), ("trusted", "bound"),
                "without the shop, root and sidecar are enough for the original")
    for file, answer in ((original, "original-proved"), (path, "original-mismatch")):
        _, event = verified(topic, path, "--original", file, "--anchors", root, *no_shop)
        topic.equal(event["evidence"]["original"], answer, f"the original shown: {answer}")
    result, event = verified(topic, path, "--anchors", root, "--at", "2020-01-01T00:00:00Z",
                             *no_shop)
    topic.check(result.code == 3 and event["state"] == "invalid", "--at is what counts", event)
    _, event = verified(topic, path, *no_shop)
    topic.equal(event["state"], "valid", "without anchors the signer is unknown, not wrong")


def check_restored(topic, shop, exports, out, copies):
    """What was lost is written again to the byte, though a signature cannot be made twice."""
    paths = [output_path(topic, copy) for copy in copies.values()]
    before = {path: sha256(path) for path in paths}
    for path in paths:
        os.unlink(path)
    run = shop.protect(exports, out=out)
    topic.equal([copy["status"] for copy in run.of_kind("copy")], ["restored"] * len(paths),
                "lost copies are restored")
    topic.check({path: sha256(path) for path in paths} == before, "to the byte")


def check_ceiling(topic, shop, exports):
    run = shop.protect(exports, out=topic.path("small"), options=["--max-bytes", "90000"])
    sizes = [output_path(topic, copy).stat().st_size for copy in run.of_kind("copy")
             if copy["output"].endswith(".jpg")]
    topic.check(sizes and max(sizes) <= 90000, "a ceiling of bytes holds with the manifest", sizes)


def check_chain(topic, shop, copy):
    """A file with a manifest of its own, taken in as an original: its manifests come along."""
    other = topic.shop("other")
    exports = topic.path("chain")
    exports.mkdir()
    source = exports / "signed.jpg"
    source.write_bytes(output_path(topic, copy).read_bytes())
    added = other.run("originals", "add", source, "--json")
    topic.check("provenance.found" in added.out, "an original's own manifest is noticed", added)
    run = other.protect(exports, out=topic.path("chain-out"))
    path = output_path(topic, run.of_kind("copy")[0])
    result, event = verified(topic, path, "--home", other.home)
    topic.equal((result.code, event["state"], len(event["manifests"])), (0, "trusted", 4),
                "and carried along in the copies made of it")


def check_camera_files(topic, keys):
    """Manifests that a camera put into TIFF, HEIC and AVIF are found where C2PA has them put."""
    folder = topic.path("camera", "x").parent
    picture = product(41, 640, 480)
    picture.save(folder / "plain.tif")
    picture.save(folder / "plain.png")
    for kind, options in (("heic", []), ("avif", ["-A"])):
        if shutil.which("heif-enc"):
            subprocess.run(["heif-enc", *options, "-q", "90", folder / "plain.png", "-o",
                            folder / f"plain.{kind}"], capture_output=True, check=False)
    for kind in ("tif", "heic", "avif"):
        plain = folder / f"plain.{kind}"
        if not plain.exists():
            topic.skip(f"{kind}: a camera's manifest", "heif-enc cannot make it here")
            continue
        one = maker.Maker(keys, kind=kind)
        file = topic.path(f"DSC.{kind}")
        file.write_bytes(one.embed(plain.read_bytes()))
        _, event = verified(topic, file, "--anchors", keys / "root.pem")
        topic.equal((event.get("state"), event["evidence"]["binding"], event["place"]),
                    ("trusted", "bound", "embedded"), f"{kind}: a camera's manifest is read")
        shop = topic.shop(f"camera-{kind}")
        added = shop.run("originals", "add", file, "--json")
        topic.check(added.code == 0 and "provenance.found" in added.out,
                    f"{kind}: it is noticed when the original is taken in", added)
        kept = subprocess.run(
            ["sqlite3", shop.home / "catalogue.sqlite", "SELECT hex(bytes) FROM record"],
            capture_output=True, text=True, check=True).stdout.strip()
        topic.check(len(one.final_store) > 1000 and children_of(one.final_store)[-1].hex().upper()
                    in kept, f"{kind}: and carried along, byte for byte")
        changed = topic.path(f"changed.{kind}")
        data = bytearray(file.read_bytes())
        data[400] ^= 1
        changed.write_bytes(data)
        added = shop.run("originals", "add", changed, "--json")
        topic.check("provenance.found" not in added.out, f"{kind}: not with a bit changed", added)
    added = topic.shop("no-camera").run("originals", "add", folder / "plain.tif", "--json")
    topic.check(added.code == 0 and "provenance" not in added.out,
                "a TIFF without a manifest has none", added)


def children_of(store):
    return maker.children(store[8:])


def check_revocation_list(topic, keys):
    """--crl: as of the time stamp where there is one, else as of the question."""
    picture = topic.path("plain-for-crl.jpg")
    product(42, 320, 400).save(picture)
    files = {}
    for words, options in (("stamped", {"stamped": True}), ("undated", {})):
        files[words] = topic.path(f"{words}.jpg")
        files[words].write_bytes(maker.Maker(keys, **options).embed(picture.read_bytes()))
    serial = x509.load_pem_x509_certificate((keys / "es256.pem").read_bytes()).serial_number
    now = datetime.datetime.utcnow()
    day = datetime.timedelta(days=1)
    lists = {}
    for name, issuer, since in (("before", "issuer", now - day), ("after", "issuer", now + day),
                                ("strange", "tsaroot", now - day)):
        lists[name] = topic.path(f"{name}.crl")
        lists[name].write_bytes(pki.revocation_list(keys, issuer, serial, since))
    subprocess.run(["openssl", "crl", "-in", lists["before"], "-outform", "DER", "-out",
                    topic.path("before.der")], check=True, capture_output=True)
    lists["before, in DER"] = topic.path("before.der")
    later = (now + 2 * day).strftime("%Y-%m-%dT%H:%M:%SZ")
    revoked, fine = (3, "invalid", True), (0, "trusted", False)
    for file, list_name, options, expected in (
            ("undated", "before", (), revoked), ("undated", "before, in DER", (), revoked),
            ("stamped", "before", (), revoked), ("undated", "after", (), fine),
            ("undated", "after", ("--at", later), revoked),
            ("stamped", "after", ("--at", later), fine), ("undated", "strange", (), fine)):
        result, event = verified(
            topic, files[file], "--crl", lists[list_name], "--anchors", keys / "root.pem",
            "--tsa-anchors", keys / "tsaroot.pem", *options)
        codes = [status["code"] for status in event["results"]["failure"]]
        topic.equal((result.code, event["state"], "evidence.credentialRevoked" in codes), expected,
                    f"{file}, list: {list_name}{', asked later' if options else ''}")
    topic.equal(topic.run("manifest", "verify", files["undated"], "--crl", picture).code, 1,
                "a list that is none is a failure")


def check_remote(topic):
    """A manifest somewhere else is named; nothing is fetched."""
    address = "https://manifests.example/a.c2pa"
    file = topic.path("remote.jpg")
    product(43, 320, 400).save(file)
    packet = b"http://ns.adobe.com/xap/1.0/\0" + (
        f'<rdf:Description dcterms:provenance="{address}"/>').encode()
    data = file.read_bytes()
    file.write_bytes(data[:2] + b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet + data[2:])
    result, event = verified(topic, file)
    topic.check(result.code == 3 and event["absenceCode"] == "manifest.inaccessible"
                and address in event["absence"], "a manifest elsewhere is inaccessible", event)


def check_words(topic, copy):
    path = output_path(topic, copy)
    for language, word in (("zh-Hans", "签名锁定文件的每一个字节"), ("en", "holds every byte")):
        result = topic.run("manifest", "show", path, "--language", language)
        topic.check(word in result.out and "c2pa.actions.v2" in result.out,
                    f"manifest show speaks {language}", result)
    shown = topic.run("manifest", "show", path, "--json").events[0]
    labels = [part["label"] for part in shown["contents"][-1]["assertions"]]
    topic.check("org.yuantu.record" in labels and "c2pa.soft-binding" in labels,
                "manifest show --json gives the contents", labels)


def check_bad_input(topic):
    empty = topic.path("empty.jpg")
    empty.write_bytes(b"")
    text = topic.path("text.c2pa")
    text.write_text("no manifest")
    plain = topic.path("plain.jpg")
    product(77, 320, 400).save(plain)
    topic.equal(topic.run("manifest", "verify", empty, text, plain).code, 3,
                "files without manifests are examined, none valid")
    topic.equal(topic.run("manifest", "verify", topic.path("none.jpg")).code, 1,
                "a missing file is a failure")
    topic.equal(topic.run("manifest", "verify", plain, "--at", "yesterday").code, 2,
                "a time that is none is a mistake of usage")
    topic.equal(topic.run("manifest", "extract", plain, "--out", topic.path("x.c2pa")).code, 1,
                "nothing to extract")
    topic.equal(topic.run("manifest", "strip", plain, "--out", topic.path("x.jpg")).code, 1,
                "nothing to strip")


with Topic("manifests") as topic:
    shop = topic.shop()
    originals, exports, out = topic.path("shoot"), topic.path("exports"), topic.path("out")
    originals.mkdir()
    exports.mkdir()
    picture = product(31, 900, 1200)
    picture.save(originals / "DSC_0001.jpg", quality=95)
    picture.resize((600, 800)).save(exports / "a.jpg", quality=90)
    picture.resize((600, 800)).crop((0, 100, 600, 700)).save(exports / "b.png")
    product(32, 600, 800).save(exports / "c.webp", quality=90)
    copies = check_copies(topic, shop, originals, exports, out)
    check_size(topic, shop, copies[".jpg"])
    check_original(topic, shop, originals / "DSC_0001.jpg", copies[".jpg"])
    check_restored(topic, shop, exports, out, copies)
    check_ceiling(topic, shop, exports)
    check_chain(topic, shop, copies[".jpg"])
    keys = pki.make(topic.path("keys", "x").parent)
    check_camera_files(topic, keys)
    check_revocation_list(topic, keys)
    check_remote(topic)
    check_words(topic, copies[".jpg"])
    check_bad_input(topic)
