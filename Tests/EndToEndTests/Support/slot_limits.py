"""What each slot of three platforms asks of a file, written down here by hand and checked with Pillow:
nothing is taken from the program's own rules."""

import os

from PIL import Image

RATIO_TOLERANCE = 0.01

# platform, slot: ratio, least and largest width, largest height, least and largest bytes
LIMITS = {
    ("pdd", "main"): ((1, 1), 480, None, None, 0, 1_000_000),
    ("pdd", "gallery"): ((1, 1), 480, None, None, 0, 1_000_000),
    ("pdd", "white"): ((1, 1), 480, None, None, 0, 1_000_000),
    ("pdd", "detail"): (None, 480, 1200, 1500, 0, 1_000_000),
    ("taobao", "main"): ((1, 1), 700, 800, None, 0, 3_000_000),
    ("taobao", "gallery"): ((1, 1), 700, 800, None, 0, 3_000_000),
    ("taobao", "white"): ((1, 1), 800, 800, None, 38_000, 300_000),
    ("taobao", "portrait"): ((3, 4), 750, 750, None, 0, 3_000_000),
    ("taobao", "detail"): (None, 0, 750, 1500, 0, 3_000_000),
    ("douyin", "main"): ((1, 1), 600, None, None, 0, 5_000_000),
    ("douyin", "white"): ((1, 1), 600, None, None, 0, 5_000_000),
    ("douyin", "detail"): (None, 0, 2000, 2000, 0, 5_000_000),
}


def breaches(path, platform, slot):
    """Every limit of a slot that a file does not keep, in words."""
    ratio, least, widest, highest, fewest, most = LIMITS[platform, slot]
    size = os.path.getsize(path)
    found = []
    with Image.open(path) as image:
        image.load()
        width, height = image.size
        if image.format not in ("JPEG", "PNG"):
            found.append(f"format {image.format}")
        if image.mode != "RGB":
            found.append(f"mode {image.mode}")
        if image.getexif().get(0x0112, 1) != 1:
            found.append("not upright")
    if ratio and abs(width / height / (ratio[0] / ratio[1]) - 1) > RATIO_TOLERANCE:
        found.append(f"{width} x {height} is not {ratio[0]}:{ratio[1]}")
    if width < least or (widest and width > widest) or (highest and height > highest):
        found.append(f"{width} x {height}")
    if not fewest <= size <= most:
        found.append(f"{size} bytes")
    return found
