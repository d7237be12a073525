"""Several copies of one picture together; a second mark over a first; a mark lifted from a picture."""

import pathlib
import tempfile

import numpy as np
from PIL import Image, ImageFilter

from . import attacks, measure

RECIPIENTS = 5
ATTACKS = {
    "mean": lambda copies: np.mean(copies, 0),
    "median": lambda copies: np.median(copies, 0),
    "middle of lowest and highest": lambda copies: (np.min(copies, 0) + np.max(copies, 0)) / 2,
}


def picture_of(samples):
    return Image.fromarray(np.clip(np.rint(samples), 0, 255).astype(np.uint8))


def named(tool, picture, source):
    """Every payload that is found with the original at hand."""
    with tempfile.TemporaryDirectory(dir=tool.folder) as folder:
        paths = pathlib.Path(folder) / "suspect.png", pathlib.Path(folder) / "original.png"
        picture.save(paths[0], compress_level=1)
        source.save(paths[1], compress_level=1)
        event = tool.run("detect", paths[0], "--original", paths[1], "--key", tool.key,
                         "--candidates", tool.candidates)
    return {event["payload"], *event["others"]} if event["detected"] else set()


def recipients(tool, index, source, issued):
    payloads = issued[RECIPIENTS * index:RECIPIENTS * (index + 1)]
    return payloads, [np.asarray(tool.embed(source, payload)[0], np.float32)
                      for payload in payloads]


def colluded(tool, sources, issued, pool):
    copies = list(pool.map(
        lambda pair: recipients(tool, *pair, issued), enumerate(sources)))
    rows = []
    for name, attack in ATTACKS.items():
        for count in range(2, RECIPIENTS + 1):
            def outcome(pair):
                source, (payloads, marked) = pair
                suspect = attacks.jpeg(picture_of(attack(marked[:count])), 85)
                found = named(tool, suspect, source)
                blind = tool.detect(suspect).payload
                guilty = set(payloads[:count])
                return (len(found & guilty), len(found - guilty), blind in guilty,
                        blind is not None and blind not in guilty)
            results = list(pool.map(outcome, zip(sources, copies, strict=True)))
            rows.append((name, count, sum(r[0] > 0 for r in results), sum(r[0] for r in results),
                         sum(r[1] + r[3] for r in results), sum(r[2] for r in results)))
    total = len(sources)
    markdown = (
        f"Collusion. {total} pictures, {RECIPIENTS} recipients each; their copies together, then "
        f"JPEG 85. Compared with {len(issued)} issued payloads.\n\n"
        "| attack | recipients | at least one named, with the original | named in all | innocent "
        "named | one named without the original |\n|---|---|---|---|---|---|\n"
        + "".join(f"| {name} | {count} | {one} of {total} | {every} of {count * total} | {wrong} | "
                  f"{blind} of {total} |\n" for name, count, one, every, wrong, blind in rows))
    return {"markdown": markdown, "values": rows}


def again(tool, sources, issued, pool):
    """Marked with one payload, then with another of the same key, or with another key."""
    other = pathlib.Path(tool.folder) / "other.txt"
    other.write_text(measure.FOREIGN_KEY)

    def second(picture, payload, key):
        with tempfile.TemporaryDirectory(dir=tool.folder) as folder:
            paths = pathlib.Path(folder) / "in.png", pathlib.Path(folder) / "out.png"
            picture.save(paths[0], compress_level=1)
            tool.run("embed", *paths, "--key", key, "--payload", payload)
            return Image.open(paths[1]).convert("RGB")

    def outcome(pair):
        index, source = pair
        first, second_payload = issued[2 * index], issued[2 * index + 1]
        marked = tool.embed(source, first)[0]
        twice = attacks.jpeg(second(marked, second_payload, tool.key), 85)
        overwritten = attacks.jpeg(second(marked, second_payload, other), 85)
        lifted = np.asarray(marked, np.float32) - np.asarray(
            marked.filter(ImageFilter.GaussianBlur(2)), np.float32)
        target = sources[(index + 1) % len(sources)].resize(source.size)
        copied = picture_of(np.asarray(target, np.float32) + lifted)
        return (named(tool, twice, source) >= {first, second_payload},
                tool.detect(twice).payload in (first, second_payload),
                tool.detect(overwritten).payload == first,
                tool.detect(overwritten, key=other).payload == second_payload,
                tool.detect(copied).payload == first)

    results = list(pool.map(outcome, enumerate(sources)))
    words = ("marked twice with one key: both found with the original",
             "marked twice with one key: one found without the original",
             "overwritten with another key: the first mark found with its key",
             "overwritten with another key: the second mark found with its key",
             "detail of a marked picture added to another: the mark is read there too")
    counts = [sum(column) for column in zip(*results, strict=True)]
    markdown = (
        "Marked again, and copied. A mark that is read says nothing of the content by itself: "
        "`verify` compares it, and says R2 where it does not correspond.\n\n"
        f"| of {len(sources)} pictures | |\n|---|---|\n"
        + "".join(f"| {w} | {n} |\n" for w, n in zip(words, counts, strict=True)))
    return {"markdown": markdown, "values": dict(zip(words, counts, strict=True))}


def measured(tool, sources, issued, pool):
    return [colluded(tool, sources, issued, pool), again(tool, sources, issued, pool)]
