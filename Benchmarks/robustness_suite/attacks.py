"""What happens to stolen product photos, as functions from picture to picture.

Every attack takes an RGB picture and a generator of random numbers and gives an RGB picture. Codecs
are run for real. Geometric attacks are looked at in the size they leave.
"""

import io
import zlib

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps
import pillow_avif  # noqa: F401  (registers AVIF with Pillow)

LANCZOS, BICUBIC, BILINEAR = Image.LANCZOS, Image.BICUBIC, Image.BILINEAR
WHITE, RED, YELLOW, BLUE = (255, 255, 255), (214, 30, 34), (250, 205, 10), (25, 85, 190)


def generator(attack, picture):
    """Random numbers that depend on the attack and the picture alone."""
    return np.random.default_rng([zlib.crc32(attack.encode()), zlib.crc32(picture.encode())])


def through(picture, codec, **options):
    data = io.BytesIO()
    picture.save(data, codec, **options)
    data.seek(0)
    return Image.open(data).convert("RGB")


def jpeg(picture, quality):
    return through(picture, "JPEG", quality=quality)


def webp(picture, quality):
    return through(picture, "WEBP", quality=quality, method=2)


def avif(picture, quality):
    return through(picture, "AVIF", quality=quality, speed=9, max_threads=1)


def scaled(picture, across, down=None, resample=LANCZOS):
    down = across if down is None else down
    size = max(16, round(picture.width * across)), max(16, round(picture.height * down))
    return picture.resize(size, resample)


def long_side(picture, limit):
    factor = limit / max(picture.size)
    return picture if factor >= 1 else scaled(picture, factor)


def cropped(picture, share, random=None, spread=0.0):
    """A part with `share` of the area; at a random place, its aspect off by up to e^±spread."""
    width, height = picture.size
    aspect = np.exp(random.uniform(-spread, spread)) if random is not None else 1
    side = share ** 0.5
    w = min(width, round(width * side * aspect ** 0.5))
    h = min(height, round(share * width * height / w))
    w = min(width, round(share * width * height / h))
    if random is None:
        x, y = (width - w) // 2, (height - h) // 2
    else:
        x, y = int(random.integers(0, width - w + 1)), int(random.integers(0, height - h + 1))
    return picture.crop((x, y, x + w, y + h))


def square(picture, share=1.0):
    side = round(min(picture.size) * share)
    x, y = (picture.width - side) // 2, (picture.height - side) // 2
    return picture.crop((x, y, x + side, y + side))


def rotated(picture, degrees, expand=False):
    return picture.rotate(degrees, BICUBIC, expand=expand, fillcolor=WHITE)


def perspective(picture, share, random):
    """Every corner moved by up to `share` of the sides."""
    width, height = picture.size
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = corners + np.float32(random.uniform(-share, share, (4, 2)) * [width, height])
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return Image.fromarray(cv2.warpPerspective(
        np.asarray(picture), matrix, (width, height), flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE))


def gamma(picture, exponent):
    return picture.point([round(255 * (i / 255) ** exponent) for i in range(256)] * 3)


def hue(picture, degrees):
    turned, saturation, value = picture.convert("HSV").split()
    step = round(degrees / 360 * 256)
    turned = turned.point([(i + step) % 256 for i in range(256)])
    return Image.merge("HSV", (turned, saturation, value)).convert("RGB")


def noise(picture, deviation, random):
    samples = np.asarray(picture, np.float32)
    noisy = samples + deviation * random.standard_normal(samples.shape, dtype=np.float32)
    return Image.fromarray(np.clip(np.rint(noisy), 0, 255).astype(np.uint8))


def banner(picture, share=0.25):
    """Opaque sales decoration: a band below, a strip at the right, a badge; `share` of the area."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    band, strip = 0.68 * share, 0.2 * share
    top = round(height * (1 - band))
    font = ImageFont.load_default(max(10, height * band * 0.3))
    draw.rectangle((0, top, width, height), fill=RED)
    draw.text((width * 0.04, top + height * band * 0.1), "SALE  50 % OFF", fill=WHITE, font=font)
    draw.text((width * 0.04, top + height * band * 0.55), "ONLY 99.00", fill=YELLOW, font=font)
    draw.rectangle((round(width * (1 - strip)), 0, width, top), fill=YELLOW)
    radius = (0.12 * share * width * height / np.pi) ** 0.5
    x, y = width * 0.04, height * 0.03
    draw.ellipse((x, y, x + 2 * radius, y + 2 * radius), fill=BLUE)
    return picture


def tiled_text(picture):
    """Somebody else's translucent text over everything."""
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(max(10, picture.width * 0.06))
    for row, y in enumerate(range(0, picture.height, max(20, picture.height // 8))):
        for x in range(0, picture.width, max(40, picture.width // 3)):
            draw.text((x + 17 * row % 40, y), "shop 8888", fill=(255, 255, 255, 110), font=font)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def border(picture, share=0.15):
    return ImageOps.expand(picture, round(max(picture.size) * share / 2), WHITE)


def white_background(picture):
    """Only a soft-edged ellipse of about half the area stays."""
    width, height = picture.size
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).ellipse(
        (width * 0.11, height * 0.09, width * 0.89, height * 0.91), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(2))
    return Image.composite(picture, Image.new("RGB", picture.size, WHITE), mask)


def scene(size):
    """A busy picture to paste others into: always the same for a size."""
    random = np.random.default_rng(99)
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    planes = (90 + 100 * x / width, 120 + 60 * np.sin(y / height * 5), 160 - 80 * y / height)
    picture = Image.fromarray(np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        u, v = int(random.integers(0, width)), int(random.integers(0, height))
        radius = int(random.integers(width // 40 + 2, width // 8 + 4))
        colour = tuple(int(c) for c in random.integers(0, 255, 3))
        draw.ellipse((u - radius, v - radius, u + radius, v + radius), fill=colour)
    return noise(picture.filter(ImageFilter.GaussianBlur(1.2)), 4, random)


def pasted(picture, share, random):
    """Shown at `share` of its sides somewhere in another picture."""
    host, small = scene(picture.size), scaled(picture, share)
    x = int(random.integers(0, host.width - small.width + 1))
    y = int(random.integers(0, host.height - small.height + 1))
    host.paste(small, (x, y))
    return host


def screenshot(picture):
    return jpeg(gamma(scaled(picture, 0.73, resample=BILINEAR), 1.06), 75)


def platform_800(picture):
    return jpeg(long_side(picture, 800), 75)


def platform_480(picture):
    return webp(long_side(picture, 480), 75)


def platform_square(picture):
    part = square(picture, 0.9)
    part = part.resize((750, 750), LANCZOS) if part.width > 750 else part
    return jpeg(banner(jpeg(part, 60)), 75)


def second_hand(picture):
    return platform_800(screenshot(platform_800(picture)))


def chain(picture, random):
    """Platform, then a thief who crops, decorates and takes a screenshot, then a platform."""
    stolen = cropped(platform_800(picture), 0.8, random)
    return platform_800(screenshot(banner(stolen)))


def crop_turn_shrink(picture, random):
    return jpeg(scaled(rotated(cropped(picture, 0.5, random, 0.4), 3), 0.6), 60)


def enhanced(kind, factor):
    return lambda picture, random: kind(picture).enhance(factor)


# name: (row of the targets, attack)
ATTACKS = {"none": (0, lambda p, r: p)}


def register(row, **attacks):
    for name, attack in attacks.items():
        ATTACKS[name.replace("__", "-")] = (row, attack)


register(
    1,
    jpeg30=lambda p, r: jpeg(p, 30), webp40=lambda p, r: webp(p, 40),
    avif40=lambda p, r: avif(p, 40), resize50=lambda p, r: scaled(p, 0.5),
    rotate2=lambda p, r: rotated(p, 2), rotate7=lambda p, r: rotated(p, 7),
    rotate45=lambda p, r: rotated(p, 45, True),
    rotate90=lambda p, r: p.transpose(Image.ROTATE_90),
    rotate180=lambda p, r: p.transpose(Image.ROTATE_180),
    rotate__any=lambda p, r: rotated(p, float(r.uniform(0, 360)), True),
    mirror=lambda p, r: ImageOps.mirror(p), flip=lambda p, r: ImageOps.flip(p),
    aspect90=lambda p, r: scaled(p, 0.9, 1), aspect110=lambda p, r: scaled(p, 1.1, 1, BICUBIC),
    bright120=enhanced(ImageEnhance.Brightness, 1.2),
    bright80=enhanced(ImageEnhance.Brightness, 0.8),
    contrast130=enhanced(ImageEnhance.Contrast, 1.3),
    contrast70=enhanced(ImageEnhance.Contrast, 0.7),
    gamma08=lambda p, r: gamma(p, 0.8), gamma125=lambda p, r: gamma(p, 1.25),
    hue18=lambda p, r: hue(p, 18), grey=enhanced(ImageEnhance.Color, 0.0),
    noise10=lambda p, r: noise(p, 10, r),
    platform__twice=lambda p, r: platform_800(platform_800(p)))
register(
    2,
    jpeg20=lambda p, r: jpeg(p, 20), jpeg10=lambda p, r: jpeg(p, 10),
    webp25=lambda p, r: webp(p, 25), resize30=lambda p, r: scaled(p, 0.3),
    resize25=lambda p, r: scaled(p, 0.25), screenshot=lambda p, r: screenshot(p),
    banner40=lambda p, r: banner(p, 0.4), white__background=lambda p, r: white_background(p),
    pasted50=lambda p, r: pasted(p, 0.5, r))
register(
    3, crop25=lambda p, r: cropped(p, 0.25, r, 0.4), crop10=lambda p, r: cropped(p, 0.1, r, 0.4))
register(
    4, pasted35=lambda p, r: pasted(p, 0.35, r), perspective3=lambda p, r: perspective(p, 0.03, r))
register(
    5,
    platform800=lambda p, r: platform_800(p), platform480=lambda p, r: platform_480(p),
    platform__square=lambda p, r: platform_square(p), second__hand=lambda p, r: second_hand(p),
    chain=chain)
register(
    6,
    jpeg75=lambda p, r: jpeg(p, 75), jpeg50=lambda p, r: jpeg(p, 50),
    resize200=lambda p, r: scaled(p, 2, resample=BICUBIC),
    crop80=lambda p, r: cropped(p, 0.8, r), crop50=lambda p, r: cropped(p, 0.5, r),
    square=lambda p, r: square(p), noise20=lambda p, r: noise(p, 20, r),
    blur2=lambda p, r: p.filter(ImageFilter.GaussianBlur(2)),
    median5=lambda p, r: Image.fromarray(cv2.medianBlur(np.asarray(p), 5)),
    sharpen=lambda p, r: p.filter(ImageFilter.UnsharpMask(2, 100, 2)),
    tiled__text=lambda p, r: tiled_text(p), border=lambda p, r: border(p),
    crop__turn__shrink=crop_turn_shrink)


def apply(name, picture, label):
    """`picture` after the attack; the same for the same attack and label, always."""
    return ATTACKS[name][1](picture, generator(name, label)).convert("RGB")
