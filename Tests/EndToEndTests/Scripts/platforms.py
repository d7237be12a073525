"""Forty exports to three platforms: every file within its slot, and a second run that does nothing."""

import csv
import io
import json
import statistics

import numpy
from PIL import Image

from harness import Topic, output_path, sha256, snapshot
from pictures import exif, pixels, product, recompressed, resized, wide_gamut_profile
from slot_limits import LIMITS, breaches

# Below this the program itself says visible.illegible.
LEGIBLE = 35
PLATFORMS = ("-p", "pdd", "-p", "taobao", "-p", "抖音")


def make_exports(topic):
    """Forty pictures as an art worker names them: main, white-background, portrait, detail."""
    folder = topic.path("exports", "详情", "x").parent.parent
    profile = wide_gamut_profile()
    for number in range(16):
        product(number, 1440, 1440).save(
            folder / f"SKU{number:02} 主图{1 + number % 4}.jpg", quality=94, exif=exif(orientation=1),
            icc_profile=profile)
    for number in range(4):
        white = numpy.asarray(product(100 + number, 1000, 1000)).copy()
        white[:, :200] = white[:, -200:] = white[:120] = white[-120:] = 255
        Image.fromarray(white).save(folder / f"SKU{number:02} 白底图.png")
    for number in range(4):
        product(200 + number, 1200, 1600).save(folder / f"模特{number}.jpg", quality=93)
    for number in range(16):
        product(300 + number, 900 + 20 * number, 1150).save(
            folder / "详情" / f"{number:02}.jpg", quality=90 + number % 6)
    return folder


def check_limits(topic, events):
    wrong = []
    for event in events:
        path = output_path(topic, event)
        wrong += [f"{path.name} ({event['platform']} {event['slot']}): {breach}"
                  for breach in breaches(path, event["platform"], event["slot"])]
    topic.check(not wrong, f"each of {len(events)} files is within its slot's limits, by Pillow",
                "\n".join(wrong[:10]))
    topic.check({(e["platform"], e["slot"]) for e in events} <= set(LIMITS),
                "every slot is one that the script has limits for")
    topic.equal(len({event["payload"] for event in events}), len(events),
                "every copy has a mark of its own")
    folders = {path.name for path in topic.path("out", "x").parent.iterdir()}
    topic.equal(folders, {"pdd", "taobao", "douyin"}, "each platform has its folder")


def check_visible(topic, events):
    """The visible mark is in detail pictures and nowhere else."""
    marked = {event["slot"] for event in events if event.get("legibility") is not None}
    topic.equal(marked, {"detail"}, "by default a visible mark is only in detail pictures")


def check_metadata(topic, exports, events):
    source = exports / "SKU00 主图1.jpg"
    with Image.open(source) as image:
        wanted = image.info["icc_profile"], dict(image.getexif())
    for event in events:
        if event["path"] != str(source):
            continue
        with Image.open(output_path(topic, event)) as image:
            topic.equal((image.info.get("icc_profile"), dict(image.getexif())), wanted,
                        f"{event['platform']} keeps colour profile and EXIF")


def check_trace(topic, shop, events):
    """What the platforms show leads back to the very copy, and the visible mark stays."""
    chosen = [next(event for event in events if (event["platform"], event["slot"]) == place)
              for place in (("pdd", "main"), ("taobao", "white"), ("douyin", "detail"),
                            ("taobao", "detail"))]
    for event in chosen:
        found = topic.path("found", f"{event['platform']}-{event['slot']}.webp")
        shown = resized(pixels(output_path(topic, event)), 500)
        recompressed(shown, 75).save(found, "WEBP", quality=75)
        verdict = shop.verify(found).events[0]
        copy = verdict.get("copy") or {}
        is_read = {"mark.read", "mark.matched"} & set(verdict["findings"])
        topic.equal((bool(is_read), copy.get("id"), copy.get("platform"), copy.get("slot")),
                    (True, event["copy"], event["platform"], event["slot"]),
                    f"500 px, JPEG 75, WebP: {event['platform']} {event['slot']} is named as the source")
    said = shop.run("verify", topic.path("found", "douyin-detail.webp"), "--language", "zh-Hans")
    topic.check("抖音 · 详情图" in said.out, "and in the merchant's words", said)


def check_list(topic, events):
    """The table of what was issued, as a spreadsheet program reads it."""
    with open(topic.path("list.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {str(output_path(topic, event)): (event["platform"], event["slot"], str(event["bytes"])) for event in events}
    topic.equal({row["file"]: (row["platform"], row["slot"], row["bytes"]) for row in rows}, wanted,
                "the list names every file with its platform, slot and bytes")
    wrong = [row["file"] for row in rows if row["SHA-256"] != sha256(row["file"])]
    topic.check(not wrong, "and its SHA-256", wrong[:3])
    return rows


def check_growth(topic, shop, events):
    """The mark does not make files larger: compared with Pillow's file of the unmarked picture at 95."""
    for event in [event for event in events if event["slot"] == "main"][:3]:
        bare = topic.path("bare", f"{event['copy']}.jpg")
        shop.run("manifest", "strip", output_path(topic, event), "--out", bare)
        with Image.open(event["path"]) as image:
            unmarked = io.BytesIO()
            image.resize((event["width"], event["height"]), Image.BILINEAR).save(
                unmarked, "JPEG", quality=95, subsampling=0, optimize=True,
                exif=image.getexif(), icc_profile=image.info["icc_profile"])
        growth = bare.stat().st_size / len(unmarked.getvalue())
        with Image.open(bare) as image:
            step = image.quantization[0][0]
        # Pillow makes pictures smaller in a slightly other way; at quality 90 the first step is 3.
        topic.check(0.8 < growth < 1.1 and step <= 3,
                    f"{event['platform']}: {growth:.2f} times the unmarked file, first step {step}")


def check_legible(topic, shop, events):
    """After a platform's pass the visible mark is still what it was, measured here by itself."""
    details = [event for event in events if event["slot"] == "detail"]
    scores = [event["legibility"] for event in details]
    topic.check(min(scores) >= LEGIBLE and statistics.median(scores) > 42,
                f"visible marks are legible at 500 px and JPEG 75 (median {statistics.median(scores):.0f},"
                f" lowest {min(scores):.0f})", scores)
    event = next(event for event in details if event["platform"] == "taobao")
    plain = shop.protect(event["path"], out=topic.path("plain"),
                         options=("-p", "taobao", "--slot", "detail")).of_kind("copy")[0]
    marked, bare = (resized(pixels(output_path(topic, copy)), 500) for copy in (event, plain))
    seen = [numpy.asarray(recompressed(recompressed(image, 75), 75, "WEBP").convert("L"), float)
            for image in (marked, bare)]
    true = numpy.asarray(marked.convert("L"), float) - numpy.asarray(bare.convert("L"), float)
    agreement = numpy.corrcoef((seen[0] - seen[1]).ravel(), true.ravel())[0, 1]
    topic.check(agreement > 0.6, f"500 px, JPEG 75, WebP 75 keep the visible mark ({agreement:.2f})")


def check_bad_input(topic, shop):
    small = topic.path("odd", "主图-small.jpg")
    product(1, 300, 300).save(small)
    good = topic.path("odd", "主图-good.jpg")
    product(2, 900, 900).save(good)
    result = shop.protect(small.parent, out=topic.path("odd-out"),
                          options=("-p", "taobao", "-p", "nosuch"))
    codes = {event["code"] for event in result.of_kind("problem")}
    topic.equal((result.code, codes, result.summary.get("issued")),
                (4, {"slot.tooSmall", "platform.unknown"}, 1),
                "too small and unknown platform are named, the rest goes on")
    topic.check(not topic.path("odd-out", "taobao", "主图-small.jpg").exists(),
                "nothing is enlarged")
    result = shop.protect(small.parent, out=topic.path("odd-out"), options=("-p", "nosuch"))
    topic.equal(result.code, 1, "no known platform at all fails")
    for language, word in (("zh-Hans", "平台"), ("en", "platform")):
        said = shop.run("protect", small.parent, "--out", topic.path("odd-out"), "-p", "nosuch",
                        "--language", language)
        topic.check(word in said.err, f"unknown platform is said in {language}", said)
    result = shop.protect(good, out=topic.path("odd-out"), options=("-p", "pdd", "--slot", "roof"))
    topic.equal([event["code"] for event in result.of_kind("problem")], ["slot.unknown"],
                "a slot that does not exist is named")


def check_rules_file(topic, shop):
    rules = topic.path("rules.json")
    topic.equal(shop.run("platforms", "--export", rules).code, 0, "rules can be written out")
    text = rules.read_text(encoding="utf-8")
    edited = json.loads(text)
    edited["platforms"][0]["slots"][0]["bytes"]["maximum"] = 60_000
    edited["platforms"][1]["slots"][0]["bytes"]["maximun"] = 5
    rules.write_text(json.dumps(edited), encoding="utf-8")
    picture = topic.path("ruled", "主图.jpg")
    product(3, 1000, 1000).save(picture)
    result = shop.protect(picture, out=topic.path("ruled-out"),
                          options=("-p", "pdd", "-p", "taobao", "--rules", rules))
    codes = [event["code"] for event in result.of_kind("problem")]
    topic.equal((result.code, codes), (4, ["rules.unknownField", "platform.unknown"]),
                "a mistake in one platform's rules is named, the others are used")
    copies = result.of_kind("copy")
    topic.check(len(copies) == 1 and copies[0]["bytes"] <= 60_000, "an edited ceiling is kept",
                copies)
    rules.write_text(text[:-20], encoding="utf-8")
    result = shop.protect(picture, out=topic.path("ruled-out"),
                          options=("-p", "pdd", "--rules", rules))
    topic.equal((result.code, [event["code"] for event in result.of_kind("problem")]),
                (1, ["rules.notJSON"]), "a rules file that is no JSON stops the run")


def check_recipients(topic, shop):
    picture = topic.path("for", "主图.jpg")
    product(5, 1000, 1000).save(picture)
    result = shop.protect(picture, out=topic.path("for-out"),
                          options=("-p", "taobao", "-r", "分销商甲", "-r", "分销商乙"))
    copies = result.of_kind("copy")
    topic.equal(sorted(copy["recipient"] for copy in copies), ["分销商乙", "分销商甲"],
                "each recipient has a copy")
    topic.check(len({sha256(output_path(topic, copy)) for copy in copies}) == 2,
                "with a mark of its own")
    for copy in copies:
        found = topic.path("for-found", f"{copy['copy']}.jpg")
        resized(pixels(output_path(topic, copy)), 640).save(found, quality=75)
        verdict = shop.verify(found).events[0]
        topic.equal((verdict.get("copy") or {}).get("recipient"), copy["recipient"],
                    f"a found copy names {copy['recipient']}")
    for name in ("../up", "a/b", "", ".hidden", "x" * 65):
        result = shop.protect(picture, out=topic.path("for-out"), options=("-r", name))
        topic.equal(result.code, 2, f"recipient {name[:10]!r} is refused")


with Topic("platforms") as topic:
    shop = topic.shop()
    exports = make_exports(topic)
    before = snapshot(exports)
    topic.equal(shop.run("template", "save", "detail", "--text", "青禾家居 QINGHE").code, 0,
                "a template can be saved")
    options = (*PLATFORMS, "-t", "detail", "--list", topic.path("list.csv"))
    first = shop.protect(exports, out=topic.path("out"), options=options)
    events = first.of_kind("copy")
    topic.equal((first.code, len(events)), (0, 120), "40 exports become 120 files")
    check_limits(topic, events)
    check_visible(topic, events)
    check_metadata(topic, exports, events)
    listed = check_list(topic, events)
    outputs = snapshot(topic.path("out"))
    second = shop.protect(exports, out=topic.path("out"), options=options)
    topic.equal((second.code, second.summary.get("unchanged"), second.summary.get("issued")),
                (0, 120, 0), "a second run does nothing")
    topic.equal(snapshot(topic.path("out")), outputs, "and touches no file")
    again = check_list(topic, events)
    topic.equal([row["SHA-256"] for row in again], [row["SHA-256"] for row in listed],
                "its list names the same files")
    topic.equal(snapshot(exports), before, "the exports are as they were")
    check_trace(topic, shop, events)
    check_growth(topic, shop, events)
    check_legible(topic, shop, events)
    check_bad_input(topic, shop)
    check_rules_file(topic, shop)
    check_recipients(topic, shop)
