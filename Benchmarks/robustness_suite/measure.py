"""One picture through one tool: marked, judged, attacked, looked for again."""

import io
import json
import os
import pathlib
import tempfile
import time

import numpy as np
from PIL import Image
from ssimulacra2 import compute_ssimulacra2

from . import attacks, tools

CLASSES = {"1.1 MP": 1_100_000, "400x533": 400 * 533, "packshot": 800 * 800}
DEFAULT_CLASSES = "1.1 MP,400x533"
FOREIGN_KEY = bytes(range(32, 64)).hex()


def source(path, size):
    """The photo in a class: a packshot is what an ellipse of it leaves on pure white, in a square."""
    if size != "packshot":
        return prepared(path, CLASSES[size])
    photo = prepared(path, 2 * CLASSES[size])
    return photo and attacks.white_background(
        attacks.square(photo).resize((800, 800), Image.LANCZOS))


def prepared(path, area):
    """The photo shrunk to an area, or None when it is much smaller."""
    with Image.open(path) as opened:
        photo = opened.convert("RGB")
    pixels = photo.width * photo.height
    if pixels < 0.9 * area:
        return None
    return photo if pixels <= area else attacks.scaled(photo, (area / pixels) ** 0.5)


def payload(label, bits):
    random = attacks.generator("payload", label)
    return random.bytes(bits // 8).hex()


def score(reference, picture):
    """SSIMULACRA 2 by the PyPI package."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a.png", "b.png")]
        reference.save(paths[0], compress_level=1)
        picture.save(paths[1], compress_level=1)
        return float(compute_ssimulacra2(*paths))


def psnr(reference, picture):
    difference = np.asarray(reference, np.float64) - np.asarray(picture, np.float64)
    return float(10 * np.log10(255 ** 2 / max(1e-9, (difference ** 2).mean())))


def quality(source, marked):
    """Of the lossless picture, and of its JPEG against the same JPEG of the source."""
    pair = attacks.jpeg(source, 90), attacks.jpeg(marked, 90)
    return {"psnr": psnr(source, marked), "score": score(source, marked),
            "jpeg_psnr": psnr(*pair), "jpeg_score": score(*pair)}


def yardstick(picture):
    """Milliseconds to decode and encode the picture's JPEG."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        Image.open(io.BytesIO(data.getvalue())).convert("RGB").save(
            io.BytesIO(), "JPEG", quality=90)
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[2]


def outcome(found, wanted):
    if found.payload is None:
        return "missed"
    if found.payload != wanted:
        return "wrong"
    return "catalogue" if found.mode == "catalogue" else "blind"


def measure(job):
    """All of one picture in one size by one tool, as a JSON line."""
    tool = tools.make(job["tool"], job["program"], job["folder"], job["candidates"])
    original = source(job["path"], job["class"])
    line = {key: job[key] for key in ("tool", "class", "picture")}
    if original is None:
        return json.dumps(line | {"skipped": "too small"})
    wanted = payload(f"{job['class']} {job['picture']}", tool.bits)
    try:
        marked, milliseconds = tool.embed(original, wanted)
    except Exception as error:  # noqa: BLE001  (a tool's failure is a result)
        return json.dumps(line | {"skipped": f"embed: {error}"[:200]})
    line |= {"bits": tool.bits, "embed_ms": milliseconds, "yardstick_ms": yardstick(marked),
             "quality": quality(original, marked), "attacks": {}, "detect_ms": {}}
    for name in job["attacks"]:
        attacked = attacks.apply(name, marked, f"{job['class']} {job['picture']}")
        try:
            found = tool.detect(attacked)
        except Exception:  # noqa: BLE001
            found = tools.Found(None, 0)
        line["attacks"][name] = outcome(found, wanted)
        line["detect_ms"][name] = found.milliseconds
    line["unmarked"] = tool.detect(original).payload is not None
    if isinstance(tool, tools.Yuantu):
        foreign = pathlib.Path(job["folder"]) / "foreign.txt"
        foreign.write_text(FOREIGN_KEY)
        line["foreign"] = tool.detect(marked, key=foreign).payload is not None
    return json.dumps(line)
