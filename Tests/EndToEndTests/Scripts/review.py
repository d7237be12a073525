"""Packages checked as the other side would (S9, and S10's keys): files, signatures, records, times, marks; the
page in a real browser. The packages are written by Support/package_writer.py, not by the program."""

import json
import pathlib
import shutil
import time
import zipfile

import verify_page
from harness import FORBIDDEN, ORIGINALS, UNRELATED, Topic, sha256
from package_writer import PackageWriter
from pictures import pixels, steal
from PIL import Image
from time_authority import Infrastructure, TimeAuthority

# Kept for whoever wants to see what the browser showed.
SCREENSHOT = pathlib.Path(__file__).resolve().parents[3] / ".build" / "screenshots" / "verify-page.png"


def moment(seconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


class Scene:
    """A shop with an original, its issued copy, a time stamp over both records, and a suspect."""

    def __init__(self, topic, authority):
        self.topic, self.shop = topic, topic.shop()
        self.original = ORIGINALS / "denim-jacket.jpg"
        self.shop.run("stamp", "authority", "add", authority.url, "--anchors", authority.infrastructure.root)
        self.shop.run("originals", "add", self.original)
        self.shop.protect(self.original, out=topic.path("out"))
        self.copy = topic.path("out") / self.original.name
        self.shop.run("stamp")
        for name, path in (("original", self.original), ("copy", self.copy)):
            self.shop.run("manifest", "extract", path, "--out", topic.path(f"{name}.c2pa"))
            self.shop.run("stamp", "export", path, "--out", topic.path(f"{name}-time"))
        issued = self.shop.run("mark", "detect", self.copy, "--json").events[0]["payload"]
        self.key = self.shop.run("mark", "disclose", "--payload", issued, "--json").events[0]["pictureKey"]
        self.suspect = topic.path("suspect.jpg")
        steal(pixels(self.copy), self.suspect, "crop-jpeg")

    def write(self, name, key=None, home=None):
        package = PackageWriter(moment())
        package.add("00_README.txt", "先看这里 read me first\n".encode(), "readme")
        package.add("04_suspect/01.jpg", self.suspect, "suspect")
        package.add("04_suspect/02.jpg", UNRELATED / "别家-黑裤.jpg", "suspect")
        package.add("06_originals/01_original.jpg", self.original, "original")
        package.add("06_originals/02_copy.jpg", self.copy, "copy")
        package.record(self.topic.path("original.c2pa"), self.original, self.topic.path("original-time"))
        package.record(self.topic.path("copy.c2pa"), self.copy, self.topic.path("copy-time"), key or self.key)
        return package.finish(home or self.shop.home, self.topic.path(name))


def review(topic, package, *options):
    result = topic.run("review", package, "--json", *options)
    return result, (result.events[0] if result.out.startswith("{") else {})


def states(found):
    return {file["path"]: file["state"] for file in found["files"]}


def check_sound(topic, scene, authority):
    folder, archive = scene.write("case")
    for package, name in ((folder, "folder"), (archive, "zip")):
        result, found = review(topic, package)
        topic.check(result.code == 0 and found["sound"] and set(states(found).values()) == {"pass"},
                    f"a package that another program wrote passes as a {name}", result)
    topic.check("package.signerNotCompared" in found["findings"]
                and "package.authorityNotCompared" in found["records"][1]["findings"],
                "without --anchors it says that neither key nor authority was compared", found)
    suspects = {suspect["file"]: suspect for suspect in found["suspects"]}
    traced = suspects["04_suspect/01.jpg"]
    topic.check("mark.disclosedKey" in traced["findings"] and traced["relation"] == "R4" and traced["falseMatchLog10"] < -9 and traced["recordCheck"] == "pass",
                "the cropped and recompressed suspect: R4 with the disclosed key", traced)
    topic.equal(suspects["04_suspect/02.jpg"]["relation"], "R1", "another picture: R1")
    root = scene.shop.home / "root.pem"
    result, found = review(topic, folder, "--anchors", root, "--tsa-anchors", authority.infrastructure.root,
                           "--at", moment(60))
    topic.check(result.code == 0 and "package.signerKnown" in found["findings"]
                and {record["timeKind"] for record in found["records"]} == {"rfc3161-batch"},
                "with the roots given, signer and time stamp are known", result)
    again = review(topic, archive, "--anchors", root, "--tsa-anchors", authority.infrastructure.root, "--at",
                   moment(60))[1]
    topic.equal(again["records"], found["records"], "the same records by folder and by zip")
    for language, words in (("zh-Hans", ["核对通过", "最迟于"]), ("en", ["Passed", "no later than"])):
        text = topic.run("review", folder, "--language", language).out
        topic.check(all(word in text for word in words) and not FORBIDDEN.search(text),
                    f"the text says so in {language}", text)
    return folder, archive


def check_report(topic, scene, folder, archive):
    """The report again, made by the reviewer."""
    when = moment(60)
    said = []
    for package, name in ((folder, "by-folder"), (archive, "by-zip")):
        result = topic.run("review", package, "--report", topic.path(name), "--at", when, "--json")
        said.append(json.loads((topic.path(name) / "report.json").read_text()))
        topic.equal(result.code, 0, f"the reviewer's report is written {name}")
    topic.equal(said[0], said[1], "the same report from the folder and from the zip")
    relations = [one["level"] for one in said[0]["examinations"]]
    topic.equal(relations, ["R4", "R1"], "it has the reviewer's own levels")
    hashes = {one["recorded"]["sha256"] for one in said[0]["examinations"] if one.get("recorded")}
    topic.check(hashes <= {sha256(scene.original), sha256(scene.copy)} and hashes,
                "it shows the recorded picture of the package", hashes)
    files = {path.name for path in topic.path("by-zip").iterdir()}
    topic.check({"report.json", "report_zh.html", "report_en.pdf", "report_zh_01.jpg"} <= files
                and not {"signer.pem", "report.json.sig"} & files, "in all renderings, signed by nobody", files)
    pages = sorted(topic.path("by-zip").glob("report_*.jpg"))
    for page in pages:
        with Image.open(page) as image:
            topic.check(image.size == (1240, 1754) and page.stat().st_size <= 1_000_000,
                        f"{page.name} is a page of 1240 x 1754, at most 1 MB")
    text = (topic.path("by-zip") / "report_en.html").read_text()
    topic.check("yuantu review" in text and when in text and not FORBIDDEN.search(text),
                "it says how to come to the same")
    again = topic.run("review", folder, "--report", topic.path("by-zip"))
    topic.equal(again.code, 1, "a report that is there is not replaced")


def contents(archive):
    """What an archive holds, by Python's zipfile; None when it cannot be read whole."""
    try:
        with zipfile.ZipFile(archive) as packed:
            return {item.filename: packed.read(item) for item in packed.infolist()}
    except Exception:  # noqa: BLE001 (zipfile raises all kinds for broken archives)
        return None


def check_archive_flips(topic, archive):
    """A bit anywhere in the zip: noticed, or it changes nothing that is in it."""
    whole = archive.read_bytes()
    wanted = contents(archive)
    flipped = topic.path("flipped.zip")
    # Many of the places in the directory at the end, where a byte has most to say.
    tail = min(len(whole) // 2, 6000)
    places = [len(whole) * n // 24 for n in range(24)] + [len(whole) - 1 - tail * n // 16 for n in range(16)]
    missed = []
    for number, place in enumerate(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << number % 8
        flipped.write_bytes(changed)
        result = topic.run("review", flipped, "--json")
        if result.code == 0 and contents(flipped) != wanted:
            missed.append((place, number % 8))
    topic.check(not missed, f"of {len(places)} bits in the zip, each is noticed or changes nothing inside", missed)


def check_changes(topic, folder):
    case = topic.path("changed")
    shutil.copytree(folder, case)
    victim = case / "06_originals" / "01_original.jpg"
    data = bytearray(victim.read_bytes())
    data[1000] ^= 4
    victim.write_bytes(data)
    (case / "00_README.txt").unlink()
    (case / "new.txt").write_text("x")
    result, found = review(topic, case)
    seen = {path: state for path, state in states(found).items() if state != "pass"}
    topic.check(result.code == 3 and seen == {"06_originals/01_original.jpg": "fail", "00_README.txt": "missing",
                                              "new.txt": "unlisted"},
                "changed, missing and unlisted files are named, the others pass", result)
    (case / "index.sig").unlink()
    result, found = review(topic, case)
    topic.check(result.code == 3 and "package.signatureInvalid" in found["findings"],
                "a list without its signature does not pass", result)


def check_refused(topic, folder):
    def archive(name, write):
        path = topic.path(f"{name}.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.write(folder / "index.json", "index.json")
            write(packed)
        return path

    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    for name, write, code in (
            ("climbing", lambda z: z.writestr("../../x", b"x"), "unsafeName"),
            ("absolute", lambda z: z.writestr("/tmp/x", b"x"), "unsafeName"),
            ("twice", lambda z: z.writestr("INDEX.json", b"x"), "duplicateName"),
            ("link", lambda z: z.writestr(link, "/etc/passwd"), "notAFile"),
            ("bomb", lambda z: z.writestr("bomb", b"\0" * (200 << 20)), "compressionBomb")):
        result = topic.run("review", archive(name, write), "--json")
        codes = [event["code"] for event in result.of_kind("problem")]
        topic.check(result.code == 1 and codes == [f"package.{code}"] and result.seconds < 20,
                    f"an archive is refused as a whole: {name}", result)
    case = topic.path("linked")
    shutil.copytree(folder, case)
    (case / "passwd").symlink_to("/etc/passwd")
    result = topic.run("review", case, "--json")
    topic.check(result.code == 1 and "package.notAFile" in result.out, "a folder with a link is refused", result)
    for path, code in ((ORIGINALS, "notAPackage"), (folder / "00_README.txt", "notAPackage"),
                       (topic.path("nothing"), "notFound")):
        result = topic.run("review", path, "--json")
        topic.check(result.code == 1 and code in result.out, f"{path.name}: {code}", result)


def check_keys(topic, scene, folder):
    other = topic.shop("other")
    result, found = review(topic, folder, "--anchors", other.home / "root.pem")
    topic.check(result.code == 3 and "package.signerUnknown" in found["findings"],
                "another shop's root: the package is somebody else's", result)
    foreign, _ = scene.write("foreign", home=other.home)
    result, found = review(topic, foreign)
    topic.check(result.code == 3 and {record["recordCheck"] for record in found["records"]} == {"fail"},
                "records under a list that another shop signed do not pass", result)
    result, found = review(topic, folder, "--at", "2026-01-01T00:00:00Z")
    topic.check(result.code == 3 and "package.madeInFuture" in found["findings"]
                and all("package.recordInFuture" in record["findings"] for record in found["records"]),
                "a package and records from the future do not pass", result)
    wrong, _ = scene.write("wrong-key", key="05" * 32)
    result, found = review(topic, wrong)
    topic.check(result.code == 3 and "package.commitmentDiffers" in found["records"][1]["findings"]
                and found["suspects"][0]["relation"] != "R4",
                "a key the record did not commit itself to is not used", result)
    former = topic.path("former")
    shutil.copytree(scene.shop.home, former)
    scene.shop.run("keys", "revoke", "--since", moment()[:10])
    shutil.copy(scene.shop.home / "revocations.pem", former)
    revoked, _ = scene.write("revoked", home=former)
    result, found = review(topic, revoked)
    topic.check(result.code == 3 and "package.signerRevoked" in found["findings"],
                "a package signed with a revoked key does not pass", result)


def check_page(topic, folder, archive):
    if verify_page.executable() is None:
        topic.skip("verify.html in a browser", "there is no chromium")
        return
    SCREENSHOT.parent.mkdir(parents=True, exist_ok=True)
    for words, holds, seen in verify_page.expectations(folder, archive, flips=2000, screenshot=SCREENSHOT):
        topic.check(holds, f"verify.html: {words}", str(seen)[:2000])


with Topic("review") as topic:
    infrastructure = Infrastructure(topic.path("authority", "x").parent)
    authority = TimeAuthority(infrastructure)
    try:
        scene = Scene(topic, authority)
        folder, archive = check_sound(topic, scene, authority)
        check_report(topic, scene, folder, archive)
        check_archive_flips(topic, archive)
        check_changes(topic, folder)
        check_refused(topic, folder)
        check_page(topic, folder, archive)
        check_keys(topic, scene, folder)
    finally:
        authority.stop()
