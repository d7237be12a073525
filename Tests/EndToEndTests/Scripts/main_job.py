"""The main job: take originals, protect exports, recognise stolen copies; sources untouched."""

import os
import shutil

import numpy
from PIL import Image, ImageOps

from harness import ORIGINALS, UNRELATED, Topic, output_path, sha256, snapshot
from pictures import (exif, pixels, product, psnr, recompressed, resized, steal,
                      wide_gamut_profile)

SENTENCES = {
    "R1": ("未检出。不能据此认为未使用该图。",
           "Not detected. This does not show that the picture was not used."),
    "R5": ("被检文件与登记文件逐字节一致。",
           "The examined file is byte-identical to the recorded file."),
}


def make_originals(topic):
    """Samples, and camera-like pictures with EXIF, orientation or a profile of their own."""
    folder = topic.path("原图")
    shutil.copytree(ORIGINALS, folder)
    product(1, 1200, 900).save(folder / "IMG_0001.jpg", quality=95, exif=exif(6))
    product(2, 1200, 900).save(folder / "IMG_0002.jpg", quality=95, exif=exif(1),
                               icc_profile=wide_gamut_profile())
    product(3, 900, 1200).save(folder / "edited.jpg", quality=92,
                               exif=exif(1, software="Adobe Photoshop 25.0 (Windows)"))
    return folder


def make_exports(originals, folder):
    """Exports by another program; returns {export: original}."""
    pairs = {}
    (folder / "主图").mkdir(parents=True)
    (folder / "详情 页").mkdir()
    for number, original in enumerate(sorted(originals.iterdir())):
        if original.name in ("IMG_0001.jpg", "IMG_0002.jpg", "edited.jpg"):
            continue
        image = pixels(original)
        if number % 3 == 0:
            target = folder / "主图" / (original.stem + ".png")
            image.save(target)
        elif number % 3 == 1:
            target = folder / "主图" / original.name
            ImageOps.fit(image, (800, 800)).save(target, quality=90)
        else:
            target = folder / "详情 页" / (original.stem + ".webp")
            image.save(target, "WEBP", quality=92)
        pairs[target] = original
    # The orientation stays a tag in this one, and the profile stays in the next.
    with Image.open(originals / "IMG_0001.jpg") as image:
        target = folder / "主图" / "手机 竖拍.jpg"
        image.resize((800, 600), Image.LANCZOS).save(target, quality=92, exif=exif(6))
        pairs[target] = originals / "IMG_0001.jpg"
    with Image.open(originals / "IMG_0002.jpg") as image:
        target = folder / "wide-gamut.jpg"
        image.resize((800, 600), Image.LANCZOS).save(
            target, quality=92, exif=exif(1), icc_profile=image.info["icc_profile"])
        pairs[target] = originals / "IMG_0002.jpg"
        target = folder / "wide-gamut.png"
        image.resize((720, 540), Image.LANCZOS).save(target, icc_profile=image.info["icc_profile"])
        pairs[target] = originals / "IMG_0002.jpg"
    return pairs


def check_originals(topic, shop, folder):
    count = len(list(folder.iterdir()))
    first = shop.run("originals", "add", folder, "--json")
    topic.equal(first.code, 0, "originals add succeeds")
    topic.equal(first.summary.get("added"), count, "every original is added")
    events = {os.path.basename(event["path"]): event for event in first.of_kind("original")}
    topic.check(all(sha256(folder / name) == event["sha256"] for name, event in events.items())
                and len(events) == count, "the recorded hash of each original is its own")
    topic.check("exif.absent" in events["denim-jacket.jpg"]["findings"],
                "an original without EXIF is said to be so")
    topic.check("exif.absent" not in events["IMG_0001.jpg"]["findings"],
                "an original with EXIF is not called without", events["IMG_0001.jpg"])
    topic.check("edited.software" in events["edited.jpg"]["findings"],
                "an original saved by an editor is said to be so", events["edited.jpg"])
    second = shop.run("originals", "add", folder, "--json")
    topic.equal((second.summary.get("added"), second.summary.get("known")), (0, count),
                "adding the same originals again adds nothing")


def check_outputs(topic, pairs, events):
    by_path = {os.path.basename(event["path"]): event for event in events}
    sizes, profiles, exifs, formats, near, paired = [], [], [], [], [], []
    for export, original in pairs.items():
        event = by_path[export.name]
        output = output_path(topic, event)
        with Image.open(export) as source, Image.open(output) as marked:
            marked.load()
            if ImageOps.exif_transpose(source).size != ImageOps.exif_transpose(marked).size:
                sizes.append(f"{export.name}: {source.size} → {marked.size}")
            if source.format != marked.format:
                formats.append(f"{export.name}: {source.format} → {marked.format}")
            if source.info.get("icc_profile") != marked.info.get("icc_profile"):
                profiles.append(export.name)
            if source.getexif().get(0x0110) != marked.getexif().get(0x0110):
                exifs.append(export.name)
        measured = psnr(pixels(export), pixels(output))
        if measured < 33:
            near.append(f"{export.name}: {measured:.1f} dB")
        if (event["original"] or {}).get("sha256") != sha256(original):
            paired.append(f"{export.name}: {event['original']}")
    topic.check(not sizes, "outputs have the size and orientation of their sources", sizes)
    topic.check(not formats, "outputs keep the format of their sources", formats)
    topic.check(not profiles, "outputs carry the colour profile of their sources", profiles)
    topic.check(not exifs, "outputs carry the EXIF facts of their sources", exifs)
    topic.check(not near, "outputs look like their sources (PSNR at least 33 dB)", near)
    topic.check(not paired, "each export is paired with its original by content", paired)
    payloads = [event["payload"] for event in events]
    topic.check(len(set(payloads)) == len(payloads) and all(len(p) == 16 for p in payloads),
                "every copy has a payload of its own")


def check_second_run(topic, shop, exports, out, first):
    before = snapshot(out)
    again = shop.protect(exports, out=out)
    topic.equal((again.code, again.summary.get("issued"), again.summary.get("unchanged")),
                (0, 0, len(first)), "a second run issues nothing")
    topic.check(snapshot(out) == before, "a second run rewrites no output")
    lost = output_path(topic, first[0])
    lost.unlink()
    third = shop.protect(exports, out=out)
    restored = [event for event in third.of_kind("copy") if event["status"] == "restored"]
    topic.check(len(restored) == 1 and restored[0]["payload"] == first[0]["payload"]
                and lost.exists(), "a lost output is restored with the same payload",
                third.summary)


def check_verify(topic, shop, first):
    stolen = topic.path("stolen")
    stolen.mkdir()
    expected = {}
    for number, event in enumerate(first):
        target = stolen / f"偷来的 {number}.jpg"
        steal(pixels(output_path(topic, event)), target, "resize-jpeg")
        expected[str(target)] = event
    result = shop.verify(*expected)
    topic.equal(result.code, 0, "verify of stolen copies says match by its exit code")
    verdicts = {os.path.basename(event["file"]): event for event in result.events
                if "relation" in event}
    wrong = []
    for path, event in expected.items():
        verdict = verdicts.get(os.path.basename(path), {})
        copy = verdict.get("copy") or {}
        if verdict.get("relation") != "R4" or copy.get("id") != event["copy"]:
            wrong.append(f"{event['path']}: {verdict.get('relation')} {copy.get('id')}")
        elif verdict.get("recordCheck") != "pass" or not verdict.get("recordedNoLaterThan"):
            wrong.append(f"{event['path']}: {verdict}")
    topic.check(not wrong, "each stolen copy leads to its own copy (R4) with a valid record",
                "\n".join(wrong))
    for language, start in (("zh-Hans", "被检图中检出本记录登记的隐形水印，且画面与登记图对应。"),
                            ("en", "The invisible mark registered in this record was read and")):
        said = shop.run("verify", next(iter(expected)), "--language", language)
        topic.check(start in said.out,
                    f"R4 is said in its fixed sentence ({language})", said)

    same = shop.verify(output_path(topic, first[1]))
    topic.equal([event.get("relation") for event in same.events], ["R5"],
                "an output itself is R5")
    strangers = sorted(UNRELATED.iterdir())
    none = shop.verify(*strangers)
    topic.equal((none.code, [event.get("relation") for event in none.events]),
                (3, ["R1"] * len(strangers)), "look-alikes never protected are R1, exit 3")
    for level, path in (("R1", strangers[0]), ("R5", output_path(topic, first[1]))):
        for language, sentence in zip(("zh-Hans", "en"), SENTENCES[level]):
            said = shop.run("verify", path, "--language", language)
            topic.check(sentence in said.out,
                        f"{level} is said in its fixed sentence ({language})", said)
    mixed = shop.verify(next(iter(expected)), strangers[0])
    topic.equal(mixed.code, 3, "a match beside a suspect without one is exit 3")


def check_options(topic, shop, exports):
    small = shop.protect(exports, out=topic.path("small"),
                         options=["--format", "jpeg", "--max-bytes", "60000"])
    sizes = [output_path(topic, event).stat().st_size for event in small.of_kind("copy")]
    topic.check(small.code == 0 and sizes and max(sizes) <= 60000,
                "--max-bytes keeps every output below the ceiling", f"{small.summary} {sizes}")
    webp = shop.protect(exports / "主图", out=topic.path("webp"), options=["--format", "webp"])
    kinds = {Image.open(output_path(topic, event)).format for event in webp.of_kind("copy")}
    topic.check(webp.code == 0 and kinds == {"WEBP"}, "--format webp writes WebP",
                f"{webp.summary} {kinds}")
    fewer = shop.protect(exports, out=topic.path("fewer"), options=["--max-pixels", "100000"])
    topic.check(fewer.code == 1 and fewer.summary.get("issued") == 0,
                "--max-pixels refuses larger pictures", fewer)


def check_white(topic, shop):
    """--keep-white: pure white stays so, and the product's mark still traces the copy."""
    size = 800
    y, x = numpy.mgrid[0:size, 0:size]
    pixels = numpy.asarray(product(77, size, size)).copy()
    pixels[(x - size / 2) ** 2 + (y - size / 2) ** 2 > (0.4 * size) ** 2] = 255
    folder = topic.path("packshots")
    folder.mkdir()
    Image.fromarray(pixels).save(folder / "white.png")
    blank = numpy.full((size, size, 3), 255, numpy.uint8)
    blank[380:420, 380:420] = 90
    Image.fromarray(blank).save(folder / "blank.png")
    kept = shop.protect(folder, out=topic.path("kept"), options=["--keep-white"])
    copies = kept.of_kind("copy")
    topic.equal((kept.code, len(copies)), (4, 1), "--keep-white issues what has room for a mark")
    marked = numpy.asarray(Image.open(output_path(topic, copies[0])).convert("RGB"))
    white = (pixels == 255).all(axis=2)
    topic.check((marked[white] == 255).all() and (marked != pixels).any(),
                "--keep-white changes the product and not one white pixel",
                f"{(marked[white] != 255).sum()} samples changed")
    topic.equal([event.get("code") for event in kept.of_kind("problem")],
                ["marking.whiteLeavesNoRoom"], "white that leaves no room is refused by name")
    suspect = topic.path("packshot-stolen.jpg")
    recompressed(resized(Image.fromarray(marked), 600)).save(suspect, quality=90)
    found = shop.verify(suspect)
    topic.equal([event.get("relation") for event in found.events], ["R4"],
                "a shrunk and recompressed packshot is traced")
    # Without the option the same picture is another copy, with white marked as well.
    plain = shop.protect(folder / "white.png", out=topic.path("not-kept"))
    event = plain.of_kind("copy")[0]
    topic.check(event["payload"] != copies[0]["payload"], "it is a copy of its own", event)
    topic.check(event["score"] >= 79 and event["ssim"] >= 0.98,
                "the report says what the mark costs in the file", event)


with Topic("main-job") as topic:
    originals = make_originals(topic)
    exports = topic.path("上架图")
    pairs = make_exports(originals, exports)
    before = snapshot(originals), snapshot(exports)
    shop = topic.shop()
    check_originals(topic, shop, originals)

    out = topic.path("out")
    result = shop.protect(exports, out=out)
    first = result.of_kind("copy")
    topic.equal(result.code, 0, "protect succeeds")
    topic.equal((result.summary.get("issued"), result.summary.get("failed")), (len(pairs), 0),
                "every export is issued")
    check_outputs(topic, pairs, first)
    check_second_run(topic, shop, exports, out, first)
    check_verify(topic, shop, first)
    check_options(topic, shop, exports)
    check_white(topic, shop)
    into = shop.protect(exports, out=exports)
    topic.check(into.code != 0 and into.err.strip(), "writing over the sources is refused", into)
    topic.check((snapshot(originals), snapshot(exports)) == before,
                "sources have the same bytes, modes and times as before")
    topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is sound")
