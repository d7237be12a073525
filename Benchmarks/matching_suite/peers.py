"""Other ways to find a copy, on the same pictures: whole-picture hashes and brute-force features.

Every peer gives, for each query, a list of (score, catalogue number), the best first: larger scores
are better.
"""

import cv2
import imagehash
import iscc_core
import numpy
import pdqhash
from PIL import Image

cv2.setNumThreads(1)
BITS = numpy.array([bin(value).count("1") for value in range(256)], numpy.uint16)


def pixels(path):
    return cv2.imread(str(path), cv2.IMREAD_COLOR)


class Hashes:
    """A hash of the whole picture; several forms of the query may be compared."""

    def __init__(self, name, of_catalogue, of_query):
        self.name, self.of_catalogue, self.of_query = name, of_catalogue, of_query

    def prepare(self, paths):
        self.rows = numpy.stack([self.of_catalogue(pixels(path)) for path in paths])

    def search(self, path):
        forms = self.of_query(pixels(path))
        distance = numpy.min([BITS[self.rows ^ form].sum(1) for form in forms], axis=0)
        order = numpy.argsort(distance, kind="stable")[:5]
        return [(-int(distance[number]), int(number)) for number in order]


def packed(bits):
    return numpy.packbits(numpy.asarray(bits, numpy.uint8).ravel())


def pdq(image):
    return packed(pdqhash.compute(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))[0])


def pdq_forms(image):
    return [packed(form) for form in
            pdqhash.compute_dihedral(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))[0]]


def phash(image):
    return packed(imagehash.phash(Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))).hash)


def iscc(image):
    grey = Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB)).convert("L")
    levels = list(grey.resize((32, 32), Image.BICUBIC).tobytes())
    return numpy.frombuffer(iscc_core.soft_hash_image_v0(levels, 64), numpy.uint8)


class BruteForce:
    """Features of the query against those of every picture of the catalogue, ratio test, homography
    by RANSAC: the score is the number of inliers. Linear in the catalogue, which is therefore cut to
    `limit` pictures that contain all the right ones."""

    limit = 30

    def __init__(self, name, make, norm, ratio):
        self.name, self.make, self.norm, self.ratio = name, make, norm, ratio

    def features(self, path, side):
        grey = cv2.cvtColor(pixels(path), cv2.COLOR_BGR2GRAY)
        scale = side / max(grey.shape)
        if scale < 1:
            grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return self.make().detectAndCompute(grey, None)

    def prepare(self, paths):
        self.rows = [self.features(path, 640) for path in paths]

    def search(self, path):
        points, descriptors = self.features(path, 800)
        found = []
        matcher = cv2.BFMatcher(self.norm)
        for number, (other, rows) in enumerate(self.rows):
            if descriptors is None or rows is None or len(descriptors) < 4 or len(rows) < 4:
                continue
            pairs = [pair[0] for pair in matcher.knnMatch(descriptors, rows, 2)
                     if len(pair) == 2 and pair[0].distance < self.ratio * pair[1].distance]
            if len(pairs) < 6:
                continue
            source = numpy.float32([points[pair.queryIdx].pt for pair in pairs])
            target = numpy.float32([other[pair.trainIdx].pt for pair in pairs])
            _, mask = cv2.findHomography(source, target, cv2.RANSAC, 4)
            if mask is not None:
                found.append((int(mask.sum()), number))
        return sorted(found, reverse=True)[:5]


def all_peers():
    return [
        Hashes("PDQ, 8 forms", pdq, pdq_forms),
        Hashes("pHash", phash, lambda image: [phash(image)]),
        Hashes("ISCC image", iscc, lambda image: [iscc(image)]),
        BruteForce("ORB 800, brute force", lambda: cv2.ORB_create(800), cv2.NORM_HAMMING, 0.85),
        BruteForce("SIFT 800, brute force", lambda: cv2.SIFT_create(800), cv2.NORM_L2, 0.8),
    ]
