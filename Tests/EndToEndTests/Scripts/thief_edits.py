"""What a thief's edits leave: every marked sample is found again, nothing unmarked is."""

import os

from PIL import ImageOps

from harness import ORIGINALS, UNRELATED, Topic, output_path
from pictures import EDITS, pixels, product, steal


def edited(topic, pictures, edit):
    """The edit of every picture; returns {file name: key of the picture}."""
    folder = topic.path(f"stolen-{edit}", "x").parent
    names = {}
    for number, (key, image) in enumerate(pictures.items()):
        target = folder / f"{edit}-{number:03}{EDITS[edit]}"
        steal(image, target, edit)
        names[str(target)] = key
    return names


def relations(result):
    return {os.path.basename(event["file"]): event for event in result.events
            if "relation" in event}


with Topic("thief-edits") as topic:
    exports = topic.path("exports")
    exports.mkdir()
    for original in ORIGINALS.iterdir():
        image = pixels(original)
        image.save(exports / (original.stem + "-竖.jpg"), quality=92)
        ImageOps.fit(image, (800, 800)).save(exports / (original.stem + "-方.jpg"), quality=90)
    shop = topic.shop()
    shop.run("originals", "add", ORIGINALS)
    copies = shop.protect(exports, out=topic.path("out")).of_kind("copy")
    topic.equal(len(copies), len(list(exports.iterdir())), "every sample export is protected")
    marked = {copy["copy"]: pixels(output_path(topic, copy)) for copy in copies}
    paths = {copy["copy"]: os.path.basename(copy["path"]) for copy in copies}

    for edit in EDITS:
        names = edited(topic, marked, edit)
        verdicts = relations(shop.verify(*names))
        missed = []
        for name, copy in names.items():
            verdict = verdicts.get(os.path.basename(name), {})
            if verdict.get("relation") != "R4" or verdict["copy"]["id"] != copy:
                missed.append(f"{paths[copy]}: {verdict.get('relation')}")
        topic.check(not missed, f"every marked sample is recognised after {edit}",
                    f"{len(missed)} of {len(names)} missed: {missed}")

    other = topic.shop("other")
    other.protect(exports, out=topic.path("other-out"))
    foreign = edited(topic, marked, "resize-jpeg")
    verdicts = relations(other.verify(*foreign))
    matched = [name for name, verdict in verdicts.items()
               if verdict["relation"] in ("R4", "R5")]
    topic.check(len(verdicts) == len(foreign) and not matched,
                "another shop's key reads nothing from them, though it knows the same pictures",
                matched)

    unmarked = {path.name: pixels(path) for path in exports.iterdir()}
    verdicts = relations(shop.verify(*edited(topic, unmarked, "resize-jpeg")))
    matched = [name for name, verdict in verdicts.items()
               if verdict["relation"] in ("R4", "R5")]
    topic.check(len(verdicts) == len(unmarked) and not matched,
                "the unmarked export of a registered picture is never called its marked copy",
                matched)

    strangers = {path.name: pixels(path) for path in UNRELATED.iterdir()}
    strangers |= {f"synthetic {seed}": product(seed, 640, 800) for seed in range(100, 112)}
    for edit in EDITS:
        result = shop.verify(*edited(topic, strangers, edit))
        seen = sorted({verdict["relation"] for verdict in relations(result).values()})
        topic.equal((result.code, seen), (3, ["R1"]), f"unrelated pictures are R1 after {edit}")

    nothing = topic.shop("empty")
    result = nothing.verify(*list(names)[:3])
    topic.equal((result.code, {verdict["relation"] for verdict in result.events}), (3, {"R1"}),
                "a shop that has issued nothing finds nothing")

    key, wrong = topic.path("key.txt"), topic.path("wrong.txt")
    key.write_text("5a" * 32 + "\n")
    wrong.write_text("a5" * 32 + "\n")
    bare = topic.path("bare.jpg")
    embedded = topic.run("mark", "embed", ORIGINALS / "denim-jacket.jpg", bare, "--key", key,
                         "--payload", "0123456789abcdef", "--json")
    topic.equal(embedded.code, 0, "mark embed works without a shop")
    stolen = topic.path("bare-stolen.webp")
    steal(pixels(bare), stolen, "resize-jpeg-webp")
    read = topic.run("mark", "detect", stolen, "--key", key, "--json")
    topic.equal((read.code, read.events[0].get("detected"), read.events[0].get("payload")),
                (0, True, "0123456789abcdef"), "mark detect reads the payload back")
    missed = topic.run("mark", "detect", stolen, "--key", wrong, "--json")
    topic.equal((missed.code, missed.events[0].get("detected")), (3, False),
                "mark detect with another key finds nothing, exit 3")
