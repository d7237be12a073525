"""Without any mark: which registered picture is this, where, what was changed; and the self-check."""

import os
import signal
import subprocess
import time

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from harness import ORIGINALS, UNRELATED, Topic
from pictures import pixels


def paste(canvas, image, box):
    canvas.paste(ImageOps.fit(image, (box[2] - box[0], box[3] - box[1])), box[:2])


def banner(image):
    image = image.copy()
    width, height = image.size
    ImageDraw.Draw(image).rectangle((0, 0, width, height // 6), fill=(220, 30, 60))
    return image


def collage(image, others):
    canvas = Image.new("RGB", (1200, 1200), "white")
    for number, other in enumerate([*others[:3], image]):
        x, y = number % 2 * 600, number // 2 * 600
        paste(canvas, other, (x, y, x + 590, y + 590))
    return canvas


def screenshot(image):
    page = Image.new("RGB", (720, 1440), "white")
    shown = ImageOps.contain(image, (720, 1000))
    page.paste(shown, (0, 120))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 720, 60), fill=(30, 30, 30))
    draw.rectangle((40, 1300, 680, 1390), fill=(255, 90, 0))
    return page


def crop(image):
    width, height = image.size
    return image.crop((width // 5, height // 6, width * 9 // 10, height * 9 // 10))


def with_other_product(image, other, area):
    """Another product's photo over the middle of a registered one, on `area` of it."""
    image = image.copy()
    side = area ** 0.5
    size = (round(image.width * side), round(image.height * side))
    other = ImageOps.fit(other, size)
    image.paste(other, ((image.width - size[0]) // 2, (image.height - size[1]) // 2))
    return image


def verdicts(result):
    return {os.path.basename(event["file"]): event for event in result.events
            if "relation" in event}


with Topic("content-match") as topic:
    names = sorted(path.name for path in ORIGINALS.iterdir())
    photos = {name: ImageOps.contain(pixels(ORIGINALS / name), (1000, 1000)) for name in names}
    foreign = [pixels(path) for path in sorted(UNRELATED.iterdir())]
    shop = topic.shop()
    added = shop.run("originals", "add", ORIGINALS, "--json")
    topic.equal(added.summary.get("failed"), 0, "the originals are taken in")
    topic.equal(shop.run("catalogue", "check").code, 0, "the index agrees with the catalogue")

    edits = {
        "crop": crop, "mirrored": ImageOps.mirror, "quarter": lambda i: i.rotate(90, expand=True),
        "small": lambda i: ImageOps.contain(i, (320, 320)), "banner": banner,
        "turned": lambda i: i.rotate(7, expand=True, fillcolor="white"),
        "soft": lambda i: i.filter(ImageFilter.GaussianBlur(1.5)), "screenshot": screenshot,
        "collage": lambda i: collage(i, foreign),
    }
    suspects = {}
    for number, name in enumerate(names):
        for edit, change in list(edits.items())[number % 3::3]:
            path = topic.path("suspects", f"{edit}-{number}.jpg")
            change(photos[name]).save(path, quality=70)
            suspects[path.name] = (path, name)
    found = verdicts(shop.verify(*[path for path, _ in suspects.values()]))
    wrong = {name: found[name]["relation"] for name, (_, source) in suspects.items()
             if not (found[name].get("content") or {}).get("best")
             or os.path.basename(found[name]["content"]["best"]["path"]) != source}
    topic.check(not wrong, "every edit is traced to its original by content alone", wrong)
    levels = {event["relation"] for event in found.values()}
    topic.check(levels <= {"R3", "R2"}, "content alone never exceeds R3", levels)
    strong = [name for name, event in found.items() if event["relation"] == "R3"]
    topic.check(len(strong) >= len(found) * 0.8, "most edits are R3, the same photograph",
                f"{len(strong)} of {len(found)}")
    mirrored = [event for name, event in found.items() if name.startswith("mirrored")]
    topic.check(mirrored and all(event["content"]["best"]["mirrored"] for event in mirrored),
                "mirroring is noticed")

    unrelated = verdicts(shop.verify(*sorted(UNRELATED.iterdir())))
    topic.check(unrelated and all(event["relation"] in ("R1", "R2") for event in unrelated.values()),
                "unrelated pictures are no match",
                {name: event["relation"] for name, event in unrelated.items()})

    # Another shirt on the same floor, photographed like the first: real points agree, and are not
    # enough.
    pair = topic.path("one-of-two", "x").parent
    for name in names:
        if name != "白衬衫-02.jpg":
            (pair / name).write_bytes((ORIGINALS / name).read_bytes())
    without = topic.shop("without-sibling")
    without.run("originals", "add", pair)
    sibling = verdicts(without.verify(ORIGINALS / "白衬衫-02.jpg"))["白衬衫-02.jpg"]
    topic.equal((sibling["relation"], sibling["content"]["best"]["grade"]), ("R1", "C"),
                "another product on the same set is a common backdrop and no match")

    # A registered photo as backdrop, another product in its middle: whoever has that photo has only
    # the same set.
    pasted = []
    for number, name in enumerate(names):
        path = topic.path("pasted", f"{number}.jpg")
        with_other_product(photos[name], foreign[(number + 1) % len(foreign)],
                           (0.12, 0.25, 0.45)[number % 3]).save(path, quality=85)
        pasted.append(path)
    accused = verdicts(shop.verify(*pasted))
    wrong = {name: event["content"]["best"] for name, event in accused.items()
             if event["relation"] not in ("R1", "R2")
             or (event["content"]["best"] or {"grade": "none"})["grade"] == "A"}
    topic.check(not wrong, "another product over the middle is never the same photograph", wrong)
    told = [event for event in accused.values() if event["content"]["best"]]
    topic.check(len(told) >= len(pasted) * 0.8
                and all(event["content"]["best"]["changed"] for event in told),
                "it is told where the other product lies",
                {name: event["content"]["best"] for name, event in accused.items()})

    pages = topic.path("pages", "x").parent
    some = [path for name, (path, _) in suspects.items() if name.startswith(("banner", "mirrored"))]
    shop.run("verify", *some, "--pictures", pages)
    texts = [page.read_text("utf-8") for page in pages.iterdir()]
    topic.equal(len(texts), len(some), "a page is written for every suspect with a correspondence")
    topic.check(all('class="lines"' in text for text in texts), "with the strongest matched points")
    topic.check(all("data:image/jpeg;base64," in text and "http" not in text and
                    "<script" not in text for text in texts),
                "the pages hold their pictures and refer to nothing outside")

    # What a killed import leaves is completed by the next run.
    other = topic.shop("killed")
    process = subprocess.Popen(
        [topic.program, "originals", "add", ORIGINALS, "--jobs", "1", "--home", other.home],
        env=topic.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    other.run("originals", "add", ORIGINALS)
    index = other.run("catalogue", "index", "--json")
    topic.equal(index.summary.get("failed"), 0, "the index is completed after a kill")
    topic.equal(other.run("catalogue", "check").code, 0, "and nothing is missing then")
    again = other.run("catalogue", "index", "--json").summary
    topic.equal((again.get("indexed"), again.get("known")), (0, len(names)),
                "a second run has nothing to do")
    segments = list(topic.path("killed", "home", "index").glob("*.segment"))
    for segment in segments:
        segment.write_bytes(segment.read_bytes()[:-9])
    topic.equal(other.run("catalogue", "check").code, 3, "a damaged index is reported")
    broken = other.run("verify", some[0], "--json")
    topic.check("index" in broken.text, "and verify says so instead of finding nothing", broken)
    rebuilt = other.run("catalogue", "index", "--rebuild", "--json").summary
    topic.equal(rebuilt.get("indexed"), len(names), "it is built again by one command")
    topic.equal(other.run("catalogue", "check").code, 0, "and is right again")

    # The accused side: own files against the complainant's picture.
    own = topic.path("own", "x").parent
    accused = topic.path("accused.jpg")
    photos[names[1]].save(accused, quality=85)
    crop(photos[names[1]]).save(own / "detail.jpg", quality=80)
    collage(photos[names[1]], foreign).save(own / "sub-collage.jpg", quality=80)
    photos[names[2]].save(own / "innocent.jpg", quality=80)
    audit = topic.run("audit", own, "--against", accused, "--json")
    hits = {os.path.basename(hit["path"]) for hit in audit.of_kind("hit")}
    topic.equal(hits, {"detail.jpg", "sub-collage.jpg"},
                "audit lists every own file that shows the accused picture, and no other")
    topic.equal(audit.code, 0, "a listed file gives exit 0")
