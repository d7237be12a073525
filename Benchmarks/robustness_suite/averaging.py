"""An attacker averages what marks added to many pictures, and uses what he sees."""

import cv2
import numpy as np
from PIL import Image

from . import attacks, key_schedule

SECRET = bytes(range(32))
UNITS, BINS = 512, 1024
SOURCES_OF_CHANCE = 4


def luma(picture):
    return np.asarray(picture, np.float32) @ np.float32([0.299, 0.587, 0.114])


def canonical(plane):
    """The plane at an area of 512 x 512 units, its middle, in a square."""
    height, width = plane.shape
    scale = UNITS / (width * height) ** 0.5
    small = cv2.resize(plane, (round(width * scale), round(height * scale)),
                       interpolation=cv2.INTER_CUBIC)
    return centred(small, UNITS)


def centred(plane, side):
    height, width = plane.shape
    square = np.zeros((side, side), np.float32)
    h, w = min(side, height), min(side, width)
    y, x = (height - h) // 2, (width - w) // 2
    square[(side - h) // 2:(side - h) // 2 + h, (side - w) // 2:(side - w) // 2 + w] = \
        plane[y:y + h, x:x + w]
    return square


def power(residual):
    window = np.outer(np.hanning(UNITS), np.hanning(UNITS)).astype(np.float32)
    spectrum = np.abs(np.fft.fft2(residual * window, (BINS, BINS))) ** 2
    return spectrum / spectrum.mean()


def peaks(spectrum, count):
    """The `count` highest peaks over the local mean in the band of the tones, as frequencies in
    cycles per 512 units of the upper half plane."""
    smooth = cv2.blur(np.fft.fftshift(spectrum).astype(np.float32), (31, 31))
    ratio = np.fft.fftshift(spectrum).astype(np.float32) / np.maximum(smooth, 1e-9)
    is_peak = ratio >= cv2.dilate(ratio, np.ones((5, 5), np.uint8))
    y, x = np.mgrid[-BINS // 2:BINS // 2, -BINS // 2:BINS // 2] / (BINS / UNITS)
    radius = np.hypot(x, y)
    is_peak &= (radius > 13) & (radius < 120) & (y > 0)
    order = np.argsort(-np.where(is_peak, ratio, -1), axis=None)[:count]
    return np.stack([x.ravel()[order], y.ravel()[order]], 1)


def hits(found, schedule):
    """How many tones of the placement that fits best lie within one cycle of a peak."""
    best = 0
    for placement in schedule.placements:
        tones = np.array([schedule.placed(tone, placement) for tone in schedule.tones])
        tones[tones[:, 1] < 0] *= -1
        distance = np.hypot(*(tones[:, None] - found[None]).transpose(2, 0, 1)).min(1)
        best = max(best, int((distance <= 1).sum()))
    return best


def taken_out(picture, mean_residual):
    """The picture less as much of the mean residual as it seems to have."""
    plane = luma(picture)
    resized = cv2.resize(mean_residual, plane.shape[::-1], interpolation=cv2.INTER_AREA)
    detail = plane - cv2.GaussianBlur(plane, (0, 0), 3)
    share = float((detail * resized).sum() / max(1e-9, (resized ** 2).sum()))
    samples = np.asarray(picture, np.float32) - share * resized[:, :, None]
    return Image.fromarray(np.clip(np.rint(samples), 0, 255).astype(np.uint8))


def notched(picture, found):
    """The picture without the frequencies that were found: each and its neighbours to zero."""
    samples = np.asarray(picture, np.float32)
    height, width = samples.shape[:2]
    scale = UNITS / (width * height) ** 0.5
    fy = np.fft.fftfreq(height)[:, None] * UNITS / scale
    fx = np.fft.fftfreq(width)[None] * UNITS / scale
    keep = np.ones((height, width), np.float32)
    for x, y in found:
        for sign in (1, -1):
            keep[np.hypot(fx - sign * x, fy - sign * y) <= 1] = 0
    planes = [np.fft.ifft2(np.fft.fft2(samples[:, :, c]) * keep).real for c in range(3)]
    return Image.fromarray(np.clip(np.rint(np.stack(planes, 2)), 0, 255).astype(np.uint8))


def measured(tool, pictures, others, issued, pool):
    payloads = issued[:len(pictures)]
    marked = list(pool.map(lambda pair: tool.embed(*pair)[0],
                           zip(pictures, payloads, strict=True)))
    residuals = [canonical(luma(b) - luma(a)) for a, b in zip(pictures, marked, strict=True)]
    schedule = key_schedule.Schedule(SECRET)
    strangers = [key_schedule.Schedule(bytes([i] * 32)) for i in range(SOURCES_OF_CHANCE)]
    counts = sorted({1, 10, len(pictures)})
    rows = []
    for count in counts:
        found = peaks(sum(power(residual) for residual in residuals[:count]), len(schedule.tones))
        chance = np.mean([hits(found, stranger) for stranger in strangers])
        rows.append((count, hits(found, schedule), float(chance)))
    mean = np.mean(residuals, 0)
    all_found = peaks(sum(map(power, residuals)), len(schedule.tones))
    one_found = peaks(power(residuals[0]), len(schedule.tones))
    fresh = list(pool.map(lambda pair: (tool.embed(*pair)[0], pair[1]),
                          zip(others, issued[-len(others):], strict=True)))
    def read(attack):
        return sum(pool.map(
            lambda pair: tool.detect(attack(pair[0])).payload == pair[1], fresh))
    survived = {
        "the mean of what the marks added, taken out": read(lambda p: taken_out(p, mean)),
        "the same, then JPEG 75": read(lambda p: attacks.jpeg(taken_out(p, mean), 75)),
        "the frequencies that stood out in the mean, taken out":
            read(lambda p: notched(p, all_found)),
        "the frequencies of one known pair, taken out": read(lambda p: notched(p, one_found)),
    }
    forged = [Image.fromarray(np.clip(np.asarray(p, np.float32) + cv2.resize(
        mean, p.size, interpolation=cv2.INTER_AREA)[:, :, None] * len(pictures) ** 0.5,
        0, 255).astype(np.uint8)) for p in others]
    seen = sum(pool.map(lambda p: tool.detect(p).payload is not None, forged))
    markdown = (
        "Averaging. The attacker has both versions of every picture.\n\n"
        "| pictures averaged | tones found, of 304 | by chance |\n|---|---|---|\n"
        + "".join(f"| {n} | {h} | {c:.0f} |\n" for n, h, c in rows)
        + f"\n| from {len(fresh)} other marked pictures | marks still read |\n|---|---|\n"
        + "".join(f"| {words} | {n} |\n" for words, n in survived.items())
        + f"\nMarks read from {len(forged)} unmarked pictures to which the mean was added: {seen}.\n")
    return {"markdown": markdown,
            "values": {"tones": rows, "survived": survived, "forged": seen, "others": len(fresh)}}
