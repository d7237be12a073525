"""What happens to stolen product photos, as functions of a picture and a random generator."""

import cv2
import numpy

cv2.setNumThreads(1)


def encoded(image, quality):
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def fitted(image, side):
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def cropped(image, area, random):
    height, width = image.shape[:2]
    h, w = int(height * area ** 0.5), int(width * area ** 0.5)
    y, x = random.randint(0, height - h), random.randint(0, width - w)
    return image[y:y + h, x:x + w].copy()


def bannered(image, part, random):
    image = image.copy()
    height, width = image.shape[:2]
    tall = int(height * part)
    top = random.choice([0, height - tall, (height - tall) // 2])
    colour = [random.randint(0, 255) for _ in range(3)]
    cv2.rectangle(image, (0, top), (width, top + tall), colour, -1)
    cv2.putText(image, "SALE -50% FREE SHIPPING", (8, top + tall // 2 + 8),
                cv2.FONT_HERSHEY_DUPLEX, width / 460, (255, 255, 255), 2)
    return image


def bordered(image, part, colour):
    height, width = image.shape[:2]
    y, x = int(height * part), int(width * part)
    return cv2.copyMakeBorder(image, y, y, x, x, cv2.BORDER_CONSTANT, value=colour)


def rotated(image, degrees):
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (int(height * sine + width * cosine), int(height * cosine + width * sine))
    matrix[0, 2] += (size[0] - width) / 2
    matrix[1, 2] += (size[1] - height) / 2
    return cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255,) * 3)


def product_mask(image):
    """Where the product is, 0 to 1, as a segmenting tool finds it: GrabCut from the middle."""
    small = fitted(image, min(max(image.shape[:2]) / 2, 300))
    height, width = small.shape[:2]
    mask = numpy.zeros((height, width), numpy.uint8)
    box = (int(width * 0.1), int(height * 0.08), int(width * 0.8), int(height * 0.84))
    cv2.grabCut(small, mask, box, numpy.zeros((1, 65)), numpy.zeros((1, 65)), 3,
                cv2.GC_INIT_WITH_RECT)
    kept = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(numpy.float32)
    if kept.mean() < 0.1:
        kept[:] = 0
        cv2.ellipse(kept, (width // 2, height // 2), (width * 2 // 5, height * 2 // 5), 0, 0, 360,
                    1, -1)
    return cv2.GaussianBlur(cv2.resize(kept, image.shape[1::-1]), (5, 5), 1)


def cut_out(image):
    """The product on white."""
    soft = product_mask(image)[..., None]
    return (image * soft + 255 * (1 - soft)).astype(numpy.uint8)


def side_by_side(image, other, random):
    height, width = image.shape[:2]
    other = cv2.resize(other, (width, height), interpolation=cv2.INTER_AREA)
    return numpy.hstack([image, other] if random.random() < 0.5 else [other, image])


def grid(image, others, random):
    """The picture in the larger corner of a 2 x 2 collage: some 30 % of the area."""
    wide, tall = 800, 900
    canvas = numpy.full((tall, wide, 3), 255, numpy.uint8)
    w, h = int(wide * 0.55), int(tall * 0.55)
    scale = min(w / image.shape[1], h / image.shape[0])
    own = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    left = random.random() < 0.5
    x = 0 if left else wide - w
    canvas[:own.shape[0], x:x + own.shape[1]] = own
    beside = (w, wide) if left else (0, wide - w)
    parts = [(beside[0], 0, beside[1], h), (0, h, wide // 2, tall), (wide // 2, h, wide, tall)]
    for other, (x0, y0, x1, y1) in zip(others, parts):
        canvas[y0:y1, x0:x1] = cv2.resize(other, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
    return canvas


def recoloured(image, random):
    hsv = cv2.cvtColor(image, cv2.COLOR_BGR2HSV).astype(int)
    hsv[..., 0] = (hsv[..., 0] + random.choice([-30, 25, 40])) % 180
    hsv[..., 1] = numpy.clip(hsv[..., 1] * 1.3, 0, 255)
    hsv[..., 2] = numpy.clip(hsv[..., 2] * 1.1 + 8, 0, 255)
    return cv2.cvtColor(hsv.astype(numpy.uint8), cv2.COLOR_HSV2BGR)


def screenshot(image):
    wide, tall = 1080, 2160
    page = numpy.full((tall, wide, 3), 255, numpy.uint8)
    shown = cv2.resize(image, (wide, image.shape[0] * wide // image.shape[1]),
                       interpolation=cv2.INTER_CUBIC)[:1400]
    page[160:160 + shown.shape[0]] = shown
    cv2.rectangle(page, (0, 0), (wide, 70), (30, 30, 30), -1)
    cv2.putText(page, "12:41   5G 84%", (40, 50), 0, 1.2, (255, 255, 255), 3)
    y = 240 + shown.shape[0]
    for line in ["Spring collection 2026", "$ 12.99 (-60%)", "Sold 10k+", "Add to basket"]:
        cv2.putText(page, line, (40, y), 0, 1.6, (20, 20, 20), 3)
        y += 90
    cv2.rectangle(page, (40, tall - 180), (wide - 40, tall - 60), (0, 90, 255), -1)
    return cv2.resize(page, (wide // 2, tall // 2), interpolation=cv2.INTER_AREA)


def listing(photos, random, columns=2, cell=500):
    """A page of a shop with several photos, each with a title and a price, cut square as shops do."""
    gap, rows = 24, -(-len(photos) // columns)
    page = numpy.full((rows * (cell + 110) + 200, columns * (cell + gap) + gap, 3),
                      random.choice([245, 255, 232]), numpy.uint8)
    cv2.putText(page, "Shop - all products", (gap, 100), 0, 1.6, (40, 40, 40), 3)
    for number, shown in enumerate(photos):
        x = gap + number % columns * (cell + gap)
        y = 150 + number // columns * (cell + 110)
        height, width = shown.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        page[y:y + cell, x:x + cell] = cv2.resize(
            shown[top:top + side, left:left + side], (cell, cell), interpolation=cv2.INTER_AREA)
        cv2.putText(page, f"Item {number + 1}  $ {9 + number}.90", (x, y + cell + 50), 0, 1.1,
                    (60, 60, 60), 2)
    return page


def shop_page(image, others, random):
    """A listing of six products: one of them is `image`."""
    photos = [others[number % len(others)] for number in range(5)]
    photos.insert(random.randrange(6), image)
    return listing(photos, random)


def slanted(image, random):
    height, width = image.shape[:2]

    def some(of):
        return of * random.uniform(0, 0.12)

    corners = numpy.float32([[some(width), some(height)], [width - some(width), some(height)],
                             [width - some(width), height - some(height)],
                             [some(width), height - some(height)]])
    frame = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    return cv2.warpPerspective(image, cv2.getPerspectiveTransform(frame, corners), (width, height),
                               borderValue=(200, 200, 200))


def tiled_text(image):
    layer = image.copy()
    for y in range(30, image.shape[0], 80):
        for x in range(0, image.shape[1], 160):
            cv2.putText(layer, "@cheapshop", (x, y), 0, 0.7, (255, 255, 255), 2)
    return cv2.addWeighted(layer, 0.5, image, 0.5, 0)


def toned(image, random):
    table = (numpy.arange(256) / 255) ** random.choice([0.5, 1.8]) * 255
    return cv2.LUT(image, numpy.clip(table, 0, 255).astype(numpy.uint8))


def noisy(image, random):
    noise = numpy.random.RandomState(random.randint(0, 99_999)).normal(0, 16, image.shape)
    return numpy.clip(image + noise, 0, 255).astype(numpy.uint8)


def smoothed(image):
    return cv2.convertScaleAbs(cv2.bilateralFilter(image, 9, 50, 7), alpha=1.15, beta=5)


def mirrored(image):
    return image[:, ::-1].copy()


# Each takes the picture, a generator and three other photos.
EDITS = {
    "jpeg 75": lambda i, r, o: encoded(i, 75),
    "jpeg 20": lambda i, r, o: encoded(i, 20),
    "200 px": lambda i, r, o: fitted(i, 200),
    "crop 50 %": lambda i, r, o: cropped(i, 0.5, r),
    "crop 25 %": lambda i, r, o: cropped(i, 0.25, r),
    "mirrored": lambda i, r, o: mirrored(i),
    "banner 25 %": lambda i, r, o: bannered(i, 0.25, r),
    "border 15 %": lambda i, r, o: bordered(i, 0.15, (r.randint(0, 255),) * 3),
    "cut out on white": lambda i, r, o: cut_out(i),
    "turned 5 degrees": lambda i, r, o: rotated(i, 5),
    "turned 15 degrees": lambda i, r, o: rotated(i, -15),
    "turned 90 degrees": lambda i, r, o: numpy.rot90(i).copy(),
    "side by side": lambda i, r, o: side_by_side(i, o[0], r),
    "collage 30 %": lambda i, r, o: grid(i, o, r),
    "recoloured": lambda i, r, o: recoloured(i, r),
    "grey": lambda i, r, o: cv2.cvtColor(cv2.cvtColor(i, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR),
    "gamma": lambda i, r, o: toned(i, r),
    "blur 2": lambda i, r, o: cv2.GaussianBlur(i, (0, 0), 2),
    "noise 16": lambda i, r, o: noisy(i, r),
    "tiled text": lambda i, r, o: tiled_text(i),
    "screenshot": lambda i, r, o: screenshot(i),
    "perspective": lambda i, r, o: slanted(i, r),
    "stretched 1.3": lambda i, r, o: cv2.resize(i, (int(i.shape[1] * 1.3), i.shape[0])),
    "beautified": lambda i, r, o: smoothed(i),
    "mirrored, crop 50 %": lambda i, r, o: cropped(mirrored(i), 0.5, r),
    "crop 50 %, banner, jpeg 40": lambda i, r, o: encoded(bannered(cropped(i, 0.5, r), 0.2, r), 40),
    "mirrored, cut out, border": lambda i, r, o: bordered(cut_out(mirrored(i)), 0.1, (255,) * 3),
    "screenshot, 400 px, jpeg 40": lambda i, r, o: encoded(fitted(screenshot(i), 400), 40),
}


def pasted(image, other, area, cut, white=False):
    """Another product over the middle of the picture, on `area` of it: its photo as a rectangle, or
    with `cut` only the product, cut out. A `white` one is flat and reaches down to the lower edge."""
    height, width = image.shape[:2]
    scale = (area * height * width / (other.shape[0] * other.shape[1])) ** 0.5
    scale = min(scale, height / other.shape[0], width / other.shape[1])
    small = fitted(other, max(other.shape[:2]) * scale)
    weight = product_mask(small)[..., None] if cut else numpy.float32(1)
    y, x = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    if white:
        small[:] = 253
        y = height - 1 - numpy.flatnonzero(weight.max(axis=(1, 2)) > 0.5).max()
        small, weight = small[:height - y], weight[:height - y]
    image = image.copy()
    place = image[y:y + small.shape[0], x:x + small.shape[1]]
    place[:] = (small * weight + place * (1 - weight)).astype(numpy.uint8)
    return image


# Another product on a registered photo: to call these the same photograph would accuse somebody
# who only has the same backdrop.
OTHER_PRODUCTS = {
    f"another product, {round(area * 100)} %, {'cut out' if cut else 'rectangle'}":
        lambda i, r, o, area=area, cut=cut: encoded(pasted(i, o[0], area, cut), 80)
    for area in (0.05, 0.1, 0.2, 0.35, 0.5, 0.7) for cut in (False, True)}
OTHER_PRODUCTS |= {
    "a white product, 35 %, down to the edge":
        lambda i, r, o: encoded(pasted(i, o[0], 0.35, True, white=True), 80),
    "another product, 20 %, all cut out on white":
        lambda i, r, o: encoded(cut_out(pasted(i, o[0], 0.2, True)), 80)}
EXTRA = {"shop page of six": lambda i, r, o: shop_page(i, o, r)}
