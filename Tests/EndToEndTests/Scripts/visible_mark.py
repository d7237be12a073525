"""The visible mark: templates, what is refused, the preview, and what the rules of platforms do."""

import io

import numpy
from PIL import Image, ImageDraw

from harness import Topic, output_path
from pictures import pixels, product, psnr, recompressed, resized

SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script></svg>'
OUTSIDE = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
           '<image href="http://example.org/a.png" width="9" height="9"/></svg>')
DRAWING = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">'
           '<path d="M5 55 L45 5 L85 55 Z" fill="none" stroke="#b00" stroke-width="8"/></svg>')


def logos(topic):
    """Logos by name: a good one, and each kind that is refused."""
    good = Image.new("RGBA", (480, 480), (0, 0, 0, 0))
    ImageDraw.Draw(good).ellipse((40, 40, 440, 440), outline=(20, 90, 40, 255), width=60)
    good.save(topic.path("good.png"))
    good.resize((20, 20)).save(topic.path("tiny.png"))
    good.convert("RGB").convert("CMYK").save(topic.path("cmyk.jpg"))
    Image.new("RGB", (400, 300), "white").save(topic.path("opaque.png"))
    Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(topic.path("clear.png"))
    topic.path("script.svg").write_text(SCRIPT)
    topic.path("outside.svg").write_text(OUTSIDE)
    topic.path("drawing.svg").write_text(DRAWING)
    topic.path("nothing.png").write_bytes(b"nothing")


def check_refusals(topic, shop):
    logos(topic)
    cases = [
        (("--logo", topic.path("tiny.png")), "logo.tooSmall"),
        (("--logo", topic.path("cmyk.jpg")), "logo.cmyk"),
        (("--logo", topic.path("clear.png")), "logo.invisible"),
        (("--logo", topic.path("script.svg")), "visible.forbiddenInSVG"),
        (("--logo", topic.path("outside.svg")), "visible.forbiddenInSVG"),
        (("--logo", topic.path("nothing.png")), "codec.notAnImage"),
        (("--logo", topic.path("no-such.png")), "file.notFound"),
        (("--text", ""), "visible.emptyText"),
        (("--text", "长" * 200), "visible.textTooLong"),
        (("--text", "青禾😀"), "visible.emoji"),
        (("--text", "青禾 ሀ"), "visible.missingGlyph"),
        (("--text", "青禾", "--font", "No Such Font"), "visible.fontNotFound"),
        (("--text", "青禾", "--color", "red"), "usage.color"),
        (("--text", "青禾", "--opacity", "7"), "usage.opacity"),
        (("--text", "青禾", "--logo", topic.path("good.png")), "usage.templateSubject"),
        ((), "usage.templateSubject"),
    ]
    for arguments, code in cases:
        result = shop.run("template", "save", "x", *arguments, "--json")
        codes = [event["code"] for event in result.of_kind("problem")]
        topic.equal(codes, [code], f"{' '.join(str(a)[-24:] for a in arguments)[:60]}: {code}")
        chinese = shop.run("template", "save", "x", *arguments, "--language", "zh-Hans")
        topic.check(chinese.code in (1, 2) and any("\u4e00" <= c <= "\u9fff" for c in chinese.err),
                    f"and {code} is said in Chinese", chinese)
    missing = shop.run("template", "save", "x", "--text", "青禾 ሀ")
    topic.check("ሀ (U+1200)" in missing.err, "a missing glyph names the character", missing)
    topic.equal(shop.run("template", "list").out, "", "nothing of this was saved")


def check_templates(topic, shop):
    for name, arguments in (
            ("detail", ("--text", "青禾家居 QINGHE")),
            ("竖排", ("--text", "青禾家居", "--vertical", "--layout", "corner", "--corner", "top-right")),
            ("logo", ("--logo", topic.path("good.png"), "--layout", "corner")),
            ("svg", ("--logo", topic.path("drawing.svg"), "--layout", "band"))):
        result = shop.run("template", "save", name, *arguments, "--json")
        topic.equal((result.code, [e["notices"] for e in result.of_kind("template")]), (0, [[]]),
                    f"template {name} is saved")
    opaque = shop.run("template", "save", "box", "--logo", topic.path("opaque.png"), "--json")
    topic.equal(opaque.of_kind("template")[0]["notices"], ["logo.opaque"],
                "an opaque logo is said to be one")
    topic.equal(shop.run("template", "remove", "box").code, 0, "a template can be removed")
    topic.equal(shop.run("template", "remove", "box").code, 1, "but not twice")
    names = [e["name"] for e in shop.run("template", "list", "--json").of_kind("template")]
    topic.equal(names, ["detail", "logo", "svg", "竖排"], "the templates are there")


def check_layouts(topic, shop):
    """Each template changes the picture visibly, and the invisible mark is found all the same."""
    source = topic.path("one", "picture.png")
    product(7, 800, 800).save(source)
    for name in ("detail", "logo", "svg", "竖排"):
        result = shop.protect(source, out=topic.path(f"out-{name}"), options=("-t", name))
        event = result.of_kind("copy")[0]
        output = output_path(topic, event)
        loss = psnr(pixels(source), pixels(output))
        topic.check(20 < loss < 38, f"{name} is seen ({loss:.1f} dB)")
        topic.check(event["score"] > 70, f"{name}: quality is measured against the visibly marked "
                    f"picture ({event['score']:.0f})")
        found = topic.path("found", f"{name}.webp")
        recompressed(resized(pixels(output), 560), 75).save(found, "WEBP", quality=75)
        verdict = shop.verify(found).events[0]
        topic.equal((verdict["relation"], (verdict.get("copy") or {}).get("id")),
                    ("R4", event["copy"]), f"{name}: the invisible mark is found under it")
    again = shop.protect(source, out=topic.path("out-detail"), options=("-t", "detail"))
    topic.equal(again.summary["unchanged"], 1, "a second run does nothing")


def inked(before, after):
    """Where a picture was changed by more than the invisible mark does, and a bit of compression."""
    difference = numpy.abs(numpy.asarray(before, numpy.int16) - numpy.asarray(after, numpy.int16))
    return difference.max(axis=2) > 24


def check_rules(topic, shop):
    source = topic.path("rules", "主图.jpg")
    product(11, 800, 800).save(source, quality=95)
    quiet = shop.protect(source, out=topic.path("a"), options=("-p", "pdd", "-t", "detail"))
    event = quiet.of_kind("copy")[0]
    topic.check(event.get("legibility") is None
                and not inked(pixels(source), pixels(output_path(topic, event))).any(),
                "a main picture gets no visible mark by default")
    loud = shop.protect(source, out=topic.path("b"),
                        options=("-p", "pdd", "-t", "detail", "--visible", "everywhere"))
    event = loud.of_kind("copy")[0]
    topic.check("visible.againstRules" in event["notices"] and event["legibility"] > 0,
                "overridden, it gets one and a warning", event)
    said = shop.run("protect", source, "--out", topic.path("c"), "-p", "pdd", "-t", "detail",
                    "--visible", "everywhere", "--language", "zh-Hans")
    topic.check("可能被驳回、降权或下架" in said.out, "the warning is in the merchant's words", said)
    boxed = shop.protect(source, out=topic.path("d"),
                         options=("-p", "taobao", "-t", "logo", "--visible", "everywhere"))
    event = boxed.of_kind("copy")[0]
    ink = inked(pixels(source), pixels(output_path(topic, event)))
    rows, columns = numpy.nonzero(ink)
    topic.check("visible.insideBox" in event["notices"] and len(rows)
                and columns.max() < 0.4 * 800 and rows.max() < 0.2 * 800,
                "where only a small logo is allowed, the mark stays inside its box",
                (event["notices"], columns.max(initial=0), rows.max(initial=0)))


def check_preview(topic, shop):
    folder = topic.path("many", "x").parent
    for number in range(8):
        product(40 + number, 600, 600).save(folder / f"{number}.jpg")
    Image.new("RGB", (500, 500), (5, 5, 9)).save(folder / "dark.png")
    Image.new("RGB", (500, 500), "white").save(folder / "white.png")
    product(60, 200, 900).save(folder / "long.jpg")
    product(61, 140, 150).save(folder / "small.jpg")
    noise = numpy.random.default_rng(1).integers(0, 255, (400, 400, 3), dtype=numpy.uint8)
    Image.fromarray(noise).save(folder / "noise.png")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    sheet = topic.path("sheet.png")
    result = shop.run("preview", folder, "-t", "detail", "--out", sheet, "--json")
    chosen = {e["kind"]: e["path"].rsplit("/", 1)[1] for e in result.of_kind("sample")}
    topic.equal(chosen, {"darkest": "dark.png", "lightest": "white.png", "busiest": "noise.png",
                         "longest": "long.jpg", "smallest": "small.jpg"},
                "the five worst pictures are chosen")
    topic.equal((result.code, [e["code"] for e in result.of_kind("problem")]),
                (4, ["codec.corrupt"]), "a broken one is named, the rest goes on")
    topic.check(all(0 <= e["legibility"] <= 100 for e in result.of_kind("sample")),
                "each has a score of legibility")
    with Image.open(io.BytesIO(sheet.read_bytes())) as image:
        topic.check(image.format == "PNG" and image.width > 2000, "they are on one PNG", image.size)
    topic.equal(shop.run("preview", folder, "-t", "detail", "--out", sheet).code, 1,
                "a file that is there is not overwritten")
    topic.equal(shop.run("preview", folder, "-t", "nosuch", "--out", topic.path("n.png")).code, 1,
                "an unknown template fails")


with Topic("visible_mark") as topic:
    shop = topic.shop()
    check_refusals(topic, shop)
    check_templates(topic, shop)
    check_layouts(topic, shop)
    check_rules(topic, shop)
    check_preview(topic, shop)
