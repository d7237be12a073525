"""Estimating a visible mark from many pictures that carry it, and subtracting it.

After T. Dekel, M. Rubinstein, C. Liu, W. T. Freeman, "On the Effectiveness of Visible Watermarks",
CVPR 2017: the median of the pictures' gradients, integrated (their section 4.1), once with the pictures as
they are and once with every mark brought into one frame. The paper searches for that frame; here the
attacker is told it exactly, which no attacker is, so that only the warp is left against him.
"""

import numpy


def gradients(picture):
    """Forward differences along x and y, the last column and row zero."""
    along = numpy.zeros_like(picture)
    down = numpy.zeros_like(picture)
    along[:, :-1] = picture[:, 1:] - picture[:, :-1]
    down[:-1] = picture[1:] - picture[:-1]
    return numpy.stack([along, down])


def integrate(field):
    """The picture of mean zero whose gradients are nearest to a field (Poisson, mirrored borders)."""
    along, down = field
    height, width = along.shape
    divergence = along.copy()
    divergence[:, 1:] -= along[:, :-1]
    divergence += down
    divergence[1:] -= down[:-1]
    mirrored = numpy.block([[divergence, divergence[:, ::-1]],
                            [divergence[::-1], divergence[::-1, ::-1]]])
    spectrum = numpy.fft.rfft2(mirrored)
    x = numpy.arange(spectrum.shape[1]) / (2 * width)
    y = numpy.arange(2 * height)[:, None] / (2 * height)
    symbol = 2 * numpy.cos(2 * numpy.pi * x) + 2 * numpy.cos(2 * numpy.pi * y) - 4
    symbol[0, 0] = 1
    spectrum /= symbol
    spectrum[0, 0] = 0
    return numpy.fft.irfft2(spectrum, mirrored.shape)[:height, :width]


def estimate(pictures):
    """The mark that many pictures have in common, as a layer of mean zero."""
    return integrate(numpy.median(numpy.stack([gradients(picture) for picture in pictures]), axis=0))


def sample(picture, x, y):
    """Bilinear values at points; zero outside."""
    height, width = picture.shape
    left, top = numpy.floor(x - 0.5).astype(int), numpy.floor(y - 0.5).astype(int)
    right, below = x - 0.5 - left, y - 0.5 - top
    inside = (left >= 0) & (top >= 0) & (left < width - 1) & (top < height - 1)
    left, top = numpy.clip(left, 0, width - 2), numpy.clip(top, 0, height - 2)
    value = ((picture[top, left] * (1 - right) + picture[top, left + 1] * right) * (1 - below)
             + (picture[top + 1, left] * (1 - right) + picture[top + 1, left + 1] * right) * below)
    return numpy.where(inside, value, 0), inside


class Frame:
    """Where the marks of one picture lie: the grid of its trace, in both directions."""

    def __init__(self, trace):
        a, b, tx, c, d, ty = trace["toGrid"]
        self.matrix, self.shift = numpy.array([[a, b], [c, d]]), numpy.array([tx, ty])
        self.inverse = numpy.linalg.inv(self.matrix)
        self.cell, self.artwork = trace["cell"], trace["artwork"]
        self.rows, self.columns, self.shifts = trace.get("rows"), trace.get("columns"), trace["shifts"]

    def marks(self, shape):
        """(row, column) of every mark that lies wholly on a picture of a shape."""
        height, width = shape
        corners = [self.matrix @ (x, y) + self.shift for x in (0, width) for y in (0, height)]
        rows = self.rows or (int(min(p[1] for p in corners) // self.cell[1]) - 1,
                             int(max(p[1] for p in corners) // self.cell[1]) + 1)
        found = []
        for row in range(rows[0], rows[1] + 1):
            shift = self.shifts[row % len(self.shifts)]
            columns = self.columns or (
                int((min(p[0] for p in corners) + shift) // self.cell[0]) - 1,
                int((max(p[0] for p in corners) + shift) // self.cell[0]) + 1)
            for column in range(columns[0], columns[1] + 1):
                x, y = self.points(row, column, numpy.array([0.0, 1, 0, 1]),
                                   numpy.array([0.0, 0, 1, 1]))
                if x.min() >= 0 and y.min() >= 0 and x.max() <= width and y.max() <= height:
                    found.append((row, column))
        return found

    def points(self, row, column, u, v):
        """Places in the picture of points (u, v) of a mark, each in 0…1."""
        grid = numpy.stack([
            column * self.cell[0] - self.shifts[row % len(self.shifts)] + u * self.artwork[0],
            row * self.cell[1] + v * self.artwork[1]])
        x, y = numpy.tensordot(
            self.inverse, grid - self.shift.reshape(2, *[1] * u.ndim), axes=1)
        return x, y

    def layer(self, mark, shape):
        """A mark's estimate laid back where the marks of a picture are."""
        height, width = shape
        y, x = numpy.mgrid[0:height, 0:width] + 0.5
        gx, gy = (numpy.tensordot(self.matrix, numpy.stack([x, y]), axes=1)
                  + self.shift.reshape(2, 1, 1))
        row = numpy.floor(gy / self.cell[1]).astype(int)
        along = gx + numpy.array(self.shifts)[row % len(self.shifts)]
        column = numpy.floor(along / self.cell[0]).astype(int)
        u = (along - column * self.cell[0]) / self.artwork[0]
        v = (gy - row * self.cell[1]) / self.artwork[1]
        inside = (u < 1) & (v < 1)
        if self.rows:
            inside &= (row >= self.rows[0]) & (row <= self.rows[1])
        if self.columns:
            inside &= (column >= self.columns[0]) & (column <= self.columns[1])
        value, _ = sample(mark, u * mark.shape[1], v * mark.shape[0])
        return numpy.where(inside, value, 0)


def aligned(pictures, frames, shape, most=6):
    """The mark estimated from all marks of all pictures, each in the frame of one."""
    height, width = shape
    v, u = (numpy.mgrid[0:height, 0:width] + 0.5) / numpy.array([height, width]).reshape(2, 1, 1)
    patches = []
    for picture, frame in zip(pictures, frames):
        for row, column in frame.marks(picture.shape)[:most]:
            patches.append(sample(picture, *frame.points(row, column, u, v))[0])
    return estimate(patches), len(patches)


def correlation(one, other):
    one, other = one - one.mean(), other - other.mean()
    return float((one * other).sum() / max(1e-9, numpy.sqrt((one ** 2).sum() * (other ** 2).sum())))


def residue(marked, source, layer):
    """How much of a mark stays when a layer is subtracted with the scale that suits best: the share of
    the mark's gradients still there (1 all, 0 none), and the rms of all wrong gradients against the
    mark's own (below 1 the picture is better than before)."""
    truth, taken = gradients(marked - source), gradients(layer)
    scale = (gradients(marked) * taken).sum() / max(1e-9, (taken ** 2).sum())
    left = truth - numpy.clip(scale, 0, 2) * taken
    energy = (truth ** 2).sum()
    return float((left * truth).sum() / energy), float(numpy.sqrt((left ** 2).sum() / energy))
