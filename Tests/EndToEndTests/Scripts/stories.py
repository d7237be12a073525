"""The case stories S4–S10: a recorded shoot, a suspect, the innocent, complaint, appeal, review, conflict."""

import datetime
import html.parser
import io
import json
import re
import subprocess

from harness import FORBIDDEN, UNRELATED, Topic, sha256, snapshot
from pictures import cropped, exif, pixels, product, recompressed, resized
from PIL import Image

ACCUSATION = re.compile(r"created at|\bowner\b|\bstolen\b|\bthief\b|盗图成立|小偷|归.{0,8}所有")
PAGE = (1240, 1754)


def make_shoot(topic):
    """Five frames of one camera, one of another place with an editor's name in it."""
    folder = topic.path("shoot")
    folder.mkdir()
    for number in range(5):
        product(100 + number, 1600, 1200).save(
            folder / f"DSC_10{number + 21}.jpg", quality=96,
            exif=exif(1, make="NIKON", model="D750"))
    edited = topic.path("edited")
    edited.mkdir()
    product(300, 1200, 1200).save(
        edited / "final.jpg", quality=92, exif=exif(1, software="Adobe Photoshop 25.0"))
    return folder, edited


def pages(folder, suffix):
    return sorted(folder.glob(f"report_{suffix}_*.jpg"))


class Local(html.parser.HTMLParser):
    """Every address an HTML file would load."""

    def __init__(self):
        super().__init__()
        self.loads, self.scripts = [], 0

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        self.loads += [value or "" for name, value in attributes if name in ("src", "href")]


def check_report(topic, folder, levels):
    """One value in four renderings."""
    report = json.loads((folder / "report.json").read_text())
    topic.equal([one["level"] for one in report["examinations"]], levels, "S5: the JSON report has the levels")
    for language in ("zh-Hans", "en"):
        suffix = language[:2]
        sentences = [one["sentence"][language] for one in report["examinations"]]
        text = (folder / f"report_{suffix}.html").read_text()
        topic.check(all(sentence in text for sentence in sentences),
                    f"S5: the HTML report ({suffix}) says the same sentences")
        parser = Local()
        parser.feed(text)
        topic.check(parser.scripts == 0 and all(value.startswith("data:image/jpeg;base64,")
                                                for value in parser.loads),
                    f"S5: the HTML report ({suffix}) loads nothing", parser.loads[:3])
        for page in pages(folder, suffix):
            with Image.open(page) as image:
                topic.check(image.size == PAGE and image.format == "JPEG"
                            and page.stat().st_size <= 1_000_000,
                            f"S5: {page.name} is a page of 1240 x 1754, at most 1 MB")
        pdf = subprocess.run(["pdftotext", "-raw", folder / f"report_{suffix}.pdf", "-"],
                             capture_output=True, check=False)
        said = re.sub(r"\s", "", pdf.stdout.decode())
        topic.check(pdf.returncode == 0 and all(
            one["suspect"]["sha256"] in said for one in report["examinations"]),
            f"S5: the PDF ({suffix}), read by poppler, has the hashes", pdf.stderr[:200])
    key = subprocess.run(["openssl", "x509", "-in", folder / "signer.pem", "-pubkey", "-noout"],
                         capture_output=True, check=True).stdout
    (folder / "public-key.pem").write_bytes(key)
    verified = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", folder / "public-key.pem", "-signature",
         folder / "report.json.sig", folder / "report.json"], capture_output=True, check=False)
    topic.check(verified.returncode == 0, "S5: openssl verifies the report's signature",
                verified.stderr)
    return report


def words_of(folder):
    """Every text of a package, but for the pages that check it and what was signed before."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".json", ".html") and "09_verify" not in path.parts:
            yield path, path.read_text("utf-8")


def check_words(topic, folder, name):
    wrong = []
    for path, text in words_of(folder):
        for pattern in (FORBIDDEN, ACCUSATION):
            if path.name == "dmca-counter-notice_en.txt" and pattern is ACCUSATION:
                continue
            wrong += [f"{path.name}: {found.group(0)}" for found in pattern.finditer(text)]
    topic.check(not wrong, f"{name}: no text says more than was examined", wrong[:5])


def case(shop, kind, suspects, out, *options, platform="pdd", language="en"):
    named = [word for suspect in suspects for word in ("--suspect", suspect)]
    return shop.run("case", "new", "--platform", platform, "--kind", kind, *named, "--out", out,
                    "--json", "--language", language, *options)


def package_of(result, form):
    found = [event for event in result.events if event.get("event") == "case"]
    return found[0], next(path for path in found[0]["packages"] if path.endswith(form))


with Topic("stories") as topic:
    shoot, edited = make_shoot(topic)
    shop = topic.shop()
    before = snapshot(shoot)

    # S4: a shoot is recorded; exports lead back to it.
    shop.run("originals", "add", shoot, edited)
    exports, listed = topic.path("exports"), topic.path("listed")
    exports.mkdir()
    for frame in sorted(shoot.iterdir()):
        cropped(pixels(frame), 0.75, 0.5, 0.5).resize((900, 675), Image.LANCZOS).save(
            exports / frame.name, quality=95)
    resized(pixels(edited / "final.jpg"), 900).save(exports / "final.jpg", quality=95)
    copies = [event for event in shop.protect(exports, out=listed).events
              if event.get("event") == "copy"]
    topic.check(len(copies) == 6, "S4: six exports are protected", len(copies))
    topic.check(all(event.get("original") for event in copies),
                "S4: every export was paired with its original")

    # S5: a suspect from a CDN, and the report on it.
    suspect = topic.path("suspect.webp")
    recompressed(resized(cropped(pixels(listed / "DSC_1021.jpg"), 0.88), 760), 75).save(
        suspect, "WEBP", quality=75)
    not_picture = topic.path("page.jpg")
    not_picture.write_text("<html><script>alert(1)</script></html>")
    report_folder = topic.path("report")
    result = shop.verify(suspect, "--report", report_folder)
    topic.equal(result.code, 0, "S5: the suspect is recognised and a report written")
    report = check_report(topic, report_folder, ["R4"])
    one = report["examinations"][0]
    topic.check(one["measuredBound"]["pictures"] > 0 and one["computedBound"]["recordsSearched"] == 6
                and one["boundUsedLog10"] >= one["measuredBound"]["log10"],
                "S5: computed and measured bounds stand apart; the weaker one is used", one)
    topic.equal(one["suspect"]["sha256"], sha256(suspect), "S5: the report has the suspect's SHA-256")
    again = shop.verify(suspect, "--report", report_folder)
    topic.equal(again.code, 1, "S5: a report that is there is not replaced")
    odd = shop.verify(not_picture, "--report", topic.path("odd"))
    topic.equal(odd.events[0]["relation"], "R0", "S5: HTML named .jpg cannot be examined")
    check_words(topic, report_folder, "S5")

    # S6: strangers are not matched, and nobody is called innocent either.
    strangers = topic.path("strangers")
    strangers.mkdir()
    for number in range(4):
        product(900 + number, 800, 800).save(strangers / f"{number}.jpg", quality=85)
    result = shop.verify(strangers, UNRELATED)
    relations = {event["relation"] for event in result.events if "relation" in event}
    topic.check(relations <= {"R1", "R0", "R2"}, "S6: no stranger is matched", relations)

    # S7: a complaint for a form of pictures of at most 3 MB.
    large = topic.path("large")
    large.mkdir()
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(
        large / "DSC_2001.jpg", quality=97, exif=exif(1, make="NIKON", model="D750"))
    out = topic.path("cases")
    result = case(shop, "complaint", [suspect], out, "--goods-link", "https://example.com/g?id=618231",
                  "--position", "carousel, 2nd", "--confirm", "photographed",
                  "--set", large / "DSC_2001.jpg")
    event, platform_form = package_of(result, "_platform")
    _, shareable = package_of(result, "_shareable")
    platform_form, shareable = topic.folder / platform_form, topic.folder / shareable
    codes = {item["code"]: item["level"] for item in event["items"]}
    topic.equal((result.code, event["ready"]), (0, True), "S7: a complaint is ready in one command")
    topic.check("_pdd_complaint_618231_" in platform_form.name, "S7: the package is named after the goods")
    uploads = sorted((platform_form / "02_upload").iterdir())
    topic.check(2 <= len(uploads) <= 40 and all(path.stat().st_size <= 3_000_000 for path in uploads),
                "S7: at most 40 files of at most 3 MB", [(p.name, p.stat().st_size) for p in uploads])
    first = uploads[0]
    topic.equal(sha256(first), sha256(shoot / "DSC_1021.jpg"), "S7: an original that fits is byte for byte")
    derived = [path for path in uploads if "derived-copy" in path.name]
    index = json.loads((platform_form / "index.json").read_text())
    listed_files = {file["path"]: file for file in index["files"]}
    parent = listed_files.get(f"02_upload/{derived[0].name}", {}).get("derivedFrom") if derived else None
    topic.equal(parent, sha256(large / "DSC_2001.jpg"), "S7: a derived copy names its original's SHA-256")
    with Image.open(derived[0]) as image:
        topic.equal((image.getexif()[0x010F], image.getexif()[0x0110]), ("NIKON", "D750"),
                    "S7: a derived copy keeps EXIF")
    names = [path.name for path in uploads]
    topic.check(sum("_set" in name for name in names) >= 2 and any("report" in name for name in names),
                "S7: two pictures of the set and the report are among them", names)
    for length in (200, 500):
        for suffix in ("zh", "en"):
            text = (platform_form / f"08_statements/complaint_{length}_{suffix}.txt").read_text()
            topic.check(len(text.strip()) <= length, f"S7: the statement of {length} ({suffix}) fits")
    text = (platform_form / "08_statements/complaint_500_en.txt").read_text()
    topic.check("taken by us" in text and "permission" not in text,
                "S7: a statement says what was confirmed, and no more", text)
    readme = (platform_form / "00_README.txt").read_text()
    topic.check("capture metadata" in readme and "拍摄信息" in readme,
                "S7: it says that no capture metadata is ever written")
    check_words(topic, platform_form, "S7")

    # S7, two forms: the other side's has no originals, and no EXIF of theirs.
    kept = {path.relative_to(shareable).parts[0] for path in shareable.rglob("*") if path.is_file()}
    topic.check("02_upload" not in kept and "07_rights" not in kept,
                "S7: the shareable form has no uploads and no papers", kept)
    hashes = {sha256(path) for path in shareable.rglob("*") if path.is_file()}
    topic.check(sha256(shoot / "DSC_1021.jpg") not in hashes, "S7: the shareable form has no original")
    for path in (shareable / "06_originals").iterdir():
        with Image.open(path) as image:
            topic.check(max(image.size) <= 400 and not dict(image.getexif()),
                        "S7: its previews are small and without EXIF")
    check_words(topic, shareable, "S7 shareable")

    # S7, bad cases.
    other = topic.path("other.jpg")
    recompressed(resized(pixels(listed / "final.jpg"), 760), 75).save(other, quality=75)
    result = case(shop, "complaint", [other], topic.path("cases-edited"))
    event, path = package_of(result, "_platform")
    codes = {item["code"]: item["level"] for item in event["items"]}
    topic.equal((codes.get("original.edited"), codes.get("set.tooFew"), event["ready"], result.code),
                ("red", "red", False, 3), "S7: an edited original and a missing set are red: not ready")
    texts = "".join(text for _, text in words_of(topic.folder / path / "08_statements"))
    topic.check("we hold" not in texts, "S7: what is red is not claimed to be held")
    message = next(item["message"] for item in event["items"] if item["code"] == "original.edited")
    topic.check("Adobe Photoshop" in message, "S7: the red item names the program", message)
    stranger = strangers / "0.jpg"
    result = case(shop, "complaint", [stranger], topic.path("cases-none"))
    event, path = package_of(result, "_platform")
    texts = "".join(text for _, text in words_of(topic.folder / path / "08_statements"))
    topic.check(event["weak"] and "we hold" not in texts and "持有相机原图" not in texts,
                "S7: without an original the package is weak and no statement claims one")

    # S8: accused, the clock is running.
    notice = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=20)
    result = case(shop, "appeal", [listed / "DSC_1022.jpg", stranger], topic.path("appeal"),
                  "--notice-time", notice.strftime("%Y-%m-%dT%H:%MZ"), "--reference", "A-77",
                  "--confirm", "photographed", platform="taobao")
    event, path = package_of(result, "_platform")
    folder = topic.folder / path
    due = datetime.datetime.fromisoformat(event["dueAt"].replace("Z", "+00:00"))
    topic.check(abs((due - notice).total_seconds() - 24 * 3600) < 120,
                "S8: the shortest known deadline counts", event["dueAt"])
    topic.check([suspect["relation"] for suspect in event["suspects"]][0] == "R5"
                and any(item["code"] == "original.notFound" and item["subject"] == "0.jpg"
                        for item in event["items"]),
                "S8: each accused picture is matched or flagged", event["suspects"])
    notice_text = (folder / "08_statements/dmca-counter-notice_en.txt").read_text()
    topic.check("[ ] I swear, under penalty of perjury" in notice_text
                and "Signature: ____" in notice_text, "S8: the counter-notice is unsigned and unticked")
    topic.check((folder / "08_statements/non-infringement_zh.txt").exists(),
                "S8: the statement of non-infringement is there")
    readme = (folder / "00_README.txt").read_text()
    topic.check("replace them in every slot" in readme and "DSC_1022.jpg" in readme.split("own uses")[-1],
                "S8: it says what to replace, and where the shop itself uses the picture")
    check_words(topic, folder, "S8")
    cases = [e for e in shop.run("case", "list", "--json").events if e.get("event") == "case"]
    left = [entry["minutesLeft"] for entry in cases if entry["platform"] == "taobao"]
    topic.check(len(cases) == 8 and all(200 < minutes <= 240 for minutes in left),
                "S8: case list shows the clocks", cases)
    licensed = case(shop, "appeal", [listed / "DSC_1022.jpg"], topic.path("licensed"),
                    "--confirm", "licensed", platform="jd")
    event, path = package_of(licensed, "_platform")
    texts = "".join(text for _, text in words_of(topic.folder / path / "08_statements"))
    topic.check(any(item["code"] == "rights.missing" for item in event["items"])
                and "we hold" not in texts,
                "S8: a supplier's picture asks for the licence and is never called an original")

    # S9: the other side's check of the very package.
    result = topic.run("review", platform_form, "--json")
    topic.equal(result.code, 0, "S9: review passes the package as it was written")
    traced = result.events[0]["suspects"][0]
    topic.check(traced["relation"] == "R4" and "mark.disclosedKey" in traced["findings"]
                and traced["falseMatchLog10"] < -9,
                "S9: the reviewer finds the mark in the suspect with the disclosed key", traced)
    result = topic.run("review", shareable, "--json")
    topic.equal(result.code, 0, "S9: and the shareable one")
    changed = platform_form / "08_statements/complaint_200_en.txt"
    changed.write_text(changed.read_text().replace("correspond", "corresponD", 1))
    result = topic.run("review", platform_form, "--json")
    topic.check(result.code == 3 and "complaint_200_en.txt" in result.out,
                "S9: one changed byte is named", result.out[-500:])

    # S10: two shops have valid records about one picture; no winner is named.
    rival = topic.shop("rival")
    taken, theirs = topic.path("taken"), topic.path("theirs")
    taken.mkdir()
    pixels(listed / "DSC_1023.jpg").save(taken / "ours.png")
    rival.protect(taken, out=theirs)
    conflict = topic.path("conflict")
    result = shop.verify(next(theirs.iterdir()), "--report", conflict)
    topic.equal(result.events[0]["relation"], "RC", "S10: two valid records contradict each other")
    one = json.loads((conflict / "report.json").read_text())["examinations"][0]
    others = [row["value"]["en"] for row in one["material"] if row["label"]["en"] == "Other record"]
    topic.check(len(others) == 1 and "no later than" in others[0] and "clock" in others[0]
                and one["times"] and "does not decide" in one["sentence"]["en"],
                "S10: both times stand there with their kinds, and no winner", one)
    check_words(topic, conflict, "S10")
    bad = shop.run("case", "new", "--platform", "pdd", "--kind", "appeal", "--suspect", suspect,
                   "--notice-time", "yesterday", "--out", topic.path("bad"))
    topic.equal(bad.code, 2, "S10: a time that is none is refused")
    bad = case(shop, "appeal", [suspect], topic.path("bad2"), platform="nowhere")
    topic.check(bad.code == 1 and "known are" in bad.err, "S10: an unknown platform names those known")
    topic.equal(snapshot(shoot), before, "originals are byte for byte as before")
