"""Makes hash_vectors.json: what pdqhash and iscc-core say of pictures that both sides can draw.

    pip install pdqhash==0.2.8 iscc-core==1.5.0 pillow==12.0.0 numpy
    python make_hash_vectors.py > hash_vectors.json

The preparation of pictures for ISCC (on white, borders trimmed, grey, 32 x 32) is done by Pillow in
the way iscc-sdk 0.9.7 documents it. Pillow 13 resamples some tall pictures in the other order of axes and
rounds a few grey levels differently; versions before it, which made most codes in use, agree.
"""

import json

import iscc_core
import numpy
import pdqhash
from PIL import Image

MASK = (1 << 64) - 1
CASES = [(400, 533, 1, 0, False), (533, 400, 2, 0, False), (64, 64, 3, 0, False),
         (127, 900, 4, 0, False), (801, 601, 5, 17, False), (33, 40, 6, 3, True),
         (32, 32, 7, 0, False), (5, 6, 8, 0, False), (1200, 900, 9, 60, True), (90, 31, 10, 5, False),
         (250, 250, 11, 24, True), (1023, 767, 12, 0, False)]


def generator(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def picture(width, height, seed, border, transparent):
    """Integer arithmetic only: a coarse random grid, interpolated, with a little noise."""
    values = generator(seed)
    columns, rows = 7, 6
    grid = [next(values) % 256 for _ in range(columns * rows * 3)]
    out = numpy.zeros((height, width, 4), numpy.uint8)
    for y in range(height):
        v = y * (rows - 1) * 256 // height
        for x in range(width):
            u = x * (columns - 1) * 256 // width
            noise = next(values)
            inside = border <= x < width - border and border <= y < height - border
            for c in range(3):
                corner = ((v >> 8) * columns + (u >> 8)) * 3 + c
                a, b = u & 255, v & 255
                top = grid[corner] * (256 - a) + grid[corner + 3] * a
                bottom = grid[corner + columns * 3] * (256 - a) + grid[corner + columns * 3 + 3] * a
                value = (top * (256 - b) + bottom * b) >> 16
                value += (noise >> (8 * c)) % 17 - 8
                out[y, x, c] = min(max(value, 0), 255) if inside else 240 + (noise >> 24) % 4
            out[y, x, 3] = (noise >> 32) % 256 if transparent and inside else 255
    return out


def trim(image, tolerance=16):
    def box(part, limit):
        reference = part.getpixel((0, 0))
        return part.point([255 if abs(v - c) > limit else 0
                           for c in reference for v in range(256)]).getbbox()
    for _ in range(16):
        found = box(image, tolerance)
        if found is None or found == (0, 0) + image.size:
            break
        width, height = image.size
        sides = (found[0] > 0) + (found[1] > 0) + (found[2] < width) + (found[3] < height)
        if sides == 1 and box(image, tolerance // 2) != found:
            break
        image = image.crop(found)
    return image


def hexadecimal(bits):
    return numpy.packbits(numpy.asarray(bits, numpy.uint8)).tobytes().hex()


def main():
    vectors = []
    for width, height, seed, border, transparent in CASES:
        pixels = picture(width, height, seed, border, transparent)
        rgb = numpy.ascontiguousarray(pixels[..., :3])
        forms, quality = pdqhash.compute_dihedral(rgb)
        image = Image.fromarray(rgb)
        if transparent:
            paper = Image.new("RGB", image.size, (255, 255, 255))
            with_alpha = Image.fromarray(pixels, "RGBA")
            paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
            image = paper
        small = trim(image).convert("L").resize((32, 32), Image.BICUBIC)
        levels = list(small.tobytes())
        vectors.append({
            "width": width, "height": height, "seed": seed, "border": border,
            "transparent": transparent, "pdq": [hexadecimal(form) for form in forms],
            "quality": quality, "iscc64": iscc_core.gen_image_code(levels, 64)["iscc"],
            "iscc256": iscc_core.gen_image_code(levels, 256)["iscc"]})
    print(json.dumps(vectors, indent=1))


if __name__ == "__main__":
    main()
