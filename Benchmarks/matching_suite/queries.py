"""What is looked up: edited photos, photos with another product on them, foreign photos and pages."""

import random

import cv2
import shared

from matching_suite import edits, peers

EDITS = {**edits.EDITS, **edits.EXTRA}
PAGE = "page of several products"


class Queries:
    """The catalogue and the queries. Each query has its `kind`, its `edit`, and in `answers` the
    registered photos it shows; where there are none, `backdrop` may name one it only resembles."""

    def __init__(self, given, folder):
        self.given, self.folder = given, folder
        files = shared.photos(given.pictures)[given.skip:]
        chance = random.Random(given.seed)
        chance.shuffle(files)
        self.foreign = files[:min(given.foreign, len(files) // 3)]
        self.catalogue = files[len(self.foreign):][:given.most]
        self.chosen = chance.sample(self.catalogue, min(given.count, len(self.catalogue)))
        if given.beside:
            self.catalogue = self.catalogue + shared.photos(given.beside)[given.skip_beside:]
        self.all = []
        for edit in EDITS:
            for number, photo in enumerate(self.chosen):
                self.draw("edited", edit, number, photo, answers=[str(photo)])
        for edit in edits.OTHER_PRODUCTS:
            for number, photo in enumerate(self.chosen):
                self.draw("other product", edit, number, photo, backdrop=str(photo))
        for number, photo in enumerate(self.foreign):
            self.add(photo, "foreign", "foreign")
            edit = list(edits.EDITS)[number % len(edits.EDITS)]
            self.draw("foreign", edit, number, photo, shown="foreign, edited")
        for number in range(given.pages):
            self.page(number)

    def add(self, path, kind, edit, answers=(), backdrop=None):
        self.all.append({"path": str(path), "kind": kind, "edit": edit, "answers": list(answers),
                         "backdrop": backdrop})

    def write(self, image, kind, edit, quality=85, **facts):
        path = self.folder / f"{len(self.all):05}.jpg"
        cv2.imwrite(str(path), image, [cv2.IMWRITE_JPEG_QUALITY, quality])
        self.add(path, kind, edit, **facts)

    def draw(self, kind, edit, number, photo, shown=None, **facts):
        generator = random.Random(f"{self.given.seed} {edit} {number}")
        rest = [other for other in self.foreign if other != photo] or self.catalogue
        others = [peers.pixels(generator.choice(rest)) for _ in range(5)]
        change = EDITS.get(edit) or edits.OTHER_PRODUCTS[edit]
        self.write(change(peers.pixels(photo), generator, others), kind, shown or edit, **facts)

    def page(self, number):
        """A screenshot of a shop's page with three to eight photos, some of them registered."""
        generator = random.Random(f"{self.given.seed} page {number}")
        count = generator.randint(3, 8)
        known = generator.sample(self.catalogue, generator.randint(1, count))
        strange = generator.sample(self.foreign, min(count - len(known), len(self.foreign)))
        shown = known + strange
        generator.shuffle(shown)
        page = edits.listing([peers.pixels(photo) for photo in shown], generator,
                             columns=generator.choice([2, 2, 3]),
                             cell=generator.randint(300, 500))
        self.write(page, "page", PAGE, quality=generator.randint(50, 85),
                   answers=[str(photo) for photo in known])
