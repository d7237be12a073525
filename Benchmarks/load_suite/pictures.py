"""Variations of photos, in lots, the same for equal numbers: made once, used by every variant."""

import concurrent.futures
import os
import pathlib
import random
import shutil

from PIL import Image, ImageEnhance, ImageOps

LONGEST = 400


def vary(photo, number, path):
    """Another picture than every other number's: cropped, turned a little, mirrored, toned."""
    draw = random.Random(number)
    with Image.open(photo) as image:
        image = image.convert("RGB")
        image.thumbnail((640, 640))
        width, height = image.size
        part = draw.uniform(0.7, 0.95)
        left, top = draw.uniform(0, 1 - part) * width, draw.uniform(0, 1 - part) * height
        image = image.crop((int(left), int(top), int(left + part * width), int(top + part * height)))
        if draw.random() < 0.5:
            image = ImageOps.mirror(image)
        for tool in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
            image = tool(image).enhance(draw.uniform(0.85, 1.15))
        image.thumbnail((LONGEST, LONGEST))
        image.save(path, quality=90)


def make(photos, first, count, folder):
    for number in range(first, first + count):
        vary(photos[number % len(photos)], number, folder / f"{number:06}.jpg")


class Supply:
    """Lots of `size` pictures, each in a folder of its own."""

    def __init__(self, photos, folder, size):
        self.photos, self.folder, self.size = photos, folder, size

    def lot(self, index):
        """The folder of a lot, made when it is not there."""
        folder = self.folder / f"{index:03}"
        if folder.is_dir():
            return folder
        making = pathlib.Path(f"{folder}.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        part = 50
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as workers:
            firsts = range(index * self.size, (index + 1) * self.size, part)
            list(workers.map(make, *zip(*[(self.photos, first, part, making) for first in firsts])))
        making.rename(folder)
        return folder
