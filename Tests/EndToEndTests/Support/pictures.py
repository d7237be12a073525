"""Pictures the tests make: product-like scenes, profiles, and a thief's edits, all by Pillow."""

import io
import struct

import numpy
from PIL import Image, ImageOps


def smooth(generator, width, height, cells):
    """Smooth noise in −1…1: a coarse random grid scaled up."""
    grid = generator.uniform(-1, 1, (max(2, cells * height // max(width, height) + 2),
                                     max(2, cells * width // max(width, height) + 2)))
    picture = Image.fromarray(grid.astype(numpy.float32), "F")
    return numpy.asarray(picture.resize((width, height), Image.BICUBIC))


def product(seed, width=800, height=800):
    """A product-like picture: a garment-like shape with cloth texture on a plain ground."""
    generator = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    u, v = x / width - 0.5, y / height - 0.5
    wobble = 0.06 * smooth(generator, width, height, 6)
    body = (numpy.abs(u + wobble) < generator.uniform(0.22, 0.32)) & (numpy.abs(v) < 0.4)
    sleeves = (numpy.abs(u) < 0.46) & (numpy.abs(v + 0.25 - 0.3 * numpy.abs(u)) < 0.1)
    shape = Image.fromarray(((body | sleeves) * 255).astype(numpy.uint8))
    mask = numpy.asarray(shape.resize((width, height)), numpy.float32)[..., None] / 255
    ground = generator.uniform(120, 250, 3) + 12 * smooth(generator, width, height, 4)[..., None]
    period, angle = generator.uniform(5, 14), generator.uniform(0, numpy.pi)
    weave = numpy.sin((x * numpy.cos(angle) + y * numpy.sin(angle)) * 2 * numpy.pi / period)
    cloth = generator.uniform(30, 220, 3) + (
        10 * weave + 25 * smooth(generator, width, height, 9)
        + 8 * smooth(generator, width, height, 60))[..., None]
    pixels = ground * (1 - mask) + cloth * mask + generator.normal(0, 2.5, (height, width, 1))
    return Image.fromarray(numpy.clip(pixels, 0, 255).astype(numpy.uint8), "RGB")


def wide_gamut_profile():
    """A small ICC profile (version 2.1, matrix and gamma 1.8) that is not sRGB."""
    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def colour(x, y, z):
        return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)

    name = b"Yuantu test profile\0"
    # After the ASCII name: an empty Unicode one (8 bytes) and an empty Macintosh one (70).
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(1.8 * 256)) + b"\0\0"
    tags = [
        (b"desc", description),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", colour(0.9642, 1.0, 0.8249)),
        (b"rXYZ", colour(0.6097, 0.3111, 0.0195)),
        (b"gXYZ", colour(0.2053, 0.6257, 0.0609)),
        (b"bXYZ", colour(0.1492, 0.0632, 0.7446)),
        (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve),
    ]
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for signature, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += signature + struct.pack(">II", start + len(body), len(data))
        body += data
    header = bytearray(128)
    header[0:4] = struct.pack(">I", start + len(body))
    header[8:12] = bytes([2, 0x10, 0, 0])
    header[12:24] = b"mntrRGB XYZ "
    header[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    header[36:40] = b"acsp"
    header[68:80] = fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return bytes(header) + table + body


def exif(orientation=None, software=None, make="Yuantu", model="Test camera"):
    """EXIF bytes with camera facts, and an orientation or an editing program when given."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = make, model
    tags[0x0132] = "2026:05:04 10:11:12"
    tags[0x8769] = {0x9003: "2026:05:04 10:11:12"}
    if orientation is not None:
        tags[0x0112] = orientation
    if software is not None:
        tags[0x0131] = software
    return tags.tobytes()


def pixels(path):
    """A file's pixels as shown: orientation applied, first frame, RGB."""
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def psnr(one, other):
    """Peak signal-to-noise ratio of two pictures of one size, in dB."""
    difference = numpy.asarray(one, numpy.float64) - numpy.asarray(other, numpy.float64)
    return 10 * numpy.log10(255 ** 2 / max(numpy.mean(difference ** 2), 1e-12))


def recompressed(image, quality=75, form="JPEG"):
    """A picture after one encoding and decoding."""
    buffer = io.BytesIO()
    image.save(buffer, form, quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def resized(image, width):
    """A picture scaled to a width, proportions kept."""
    return image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)


def cropped(image, share, left=0.37, top=0.61):
    """A part with `share` of each side, off centre as a thief's crop is."""
    width, height = round(image.width * share), round(image.height * share)
    x, y = round((image.width - width) * left), round((image.height - height) * top)
    return image.crop((x, y, x + width, y + height))


def steal(image, target, edit):
    """Writes what a thief makes of a picture. `edit` is one of `EDITS`."""
    if edit == "resize-jpeg":
        resized(image, 760).save(target, "JPEG", quality=75)
    elif edit == "resize-jpeg-webp":
        recompressed(resized(image, 760)).save(target, "WEBP", quality=75)
    else:
        cropped(image, 0.8).save(target, "JPEG", quality=75)


# The three edits a stolen listing picture has at least been through.
EDITS = {"resize-jpeg": ".jpg", "resize-jpeg-webp": ".webp", "crop-jpeg": ".jpg"}
