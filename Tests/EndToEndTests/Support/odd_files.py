"""Makes a folder of odd pictures: each with what must become of it."""

import os
import shutil
import struct
import subprocess
import zlib

import numpy
from PIL import Image, ImageChops

from pictures import exif, pixels, product

HOSTILE = "<script>alert(1)</script>\x1b[31m'; DROP TABLE original; --"


def png(width, height, depth, colour, rows):
    """A PNG file of raw rows; the header says what it is told, true or not."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def png16(image):
    """An RGB picture as a PNG of 16 bits a channel."""
    data = numpy.asarray(image, numpy.uint16) * 257
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in data)
    return png(image.width, image.height, 16, 2, rows)


def ycck(image, path):
    """A JPEG whose four components are YCCK: luma and chroma of inverted ink, and black."""
    ink = ImageChops.invert(image).convert("YCbCr").split()
    black = Image.new("L", image.size, 255)
    # Pillow writes the complement of what it is given, as Adobe does.
    Image.merge("CMYK", [ImageChops.invert(part) for part in (*ink, black)]).save(
        path, "JPEG", quality=92, subsampling=0)
    data = bytearray(path.read_bytes())
    data[data.index(b"Adobe\0") + 11] = 2
    path.write_bytes(bytes(data))


def jpeg_claiming(data, width, height):
    """A baseline JPEG whose frame header claims another size."""
    data = bytearray(data)
    place = data.index(b"\xff\xc0")
    data[place + 5:place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def exif_loop():
    """EXIF whose directory points at itself and counts more than there is."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x010F, 2, 0xFFFFFFF0, 8)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entry + struct.pack("<I", 8)


class OddFiles:
    """The folder: `good` maps names to a reference picture (None: not compared), `bad` is the set
    of names that must be refused, `either` may be one or the other. Names are as the file system
    has them."""

    def __init__(self, folder):
        self.folder = folder
        self.good, self.bad, self.either, self.skipped = {}, set(), set(), {}
        folder.mkdir(parents=True)
        self.base = product(77, 640, 480)
        self.make_names()
        self.make_formats()
        self.make_orientations()
        self.make_damaged()
        self.make_other_kinds()
        self.make_places()

    def add(self, name, write, reference):
        write(self.folder / name)
        self.good[name] = reference

    def make_names(self):
        long = "长" * 83 + "ab.jpg"
        assert len(long.encode()) == 255
        names = ["主图1 (2).jpg", "两 个  空格.jpg", "-rf.jpg", "new\nline.jpg", "表情😀.jpg",
                 "esc\x1b[31mred.jpg", "quote\"'`$(id).jpg", "UPPER.JPEG", "no-ending", long]
        for number, name in enumerate(names):
            image = product(200 + number, 400, 400)
            self.add(name, lambda path, image=image: image.save(path, "JPEG", quality=90), image)

    def make_formats(self):
        base = self.base
        alpha = base.convert("RGBA")
        alpha.putalpha(Image.linear_gradient("L").resize(base.size))
        for name, write, reference in [
            ("16-bit.png", lambda p: p.write_bytes(png16(base)), base),
            ("palette.png", lambda p: base.quantize(64).save(p), base.quantize(64).convert("RGB")),
            ("grey.png", lambda p: base.convert("L").save(p), base.convert("L").convert("RGB")),
            ("grey.jpg", lambda p: base.convert("L").save(p, quality=92),
             base.convert("L").convert("RGB")),
            ("alpha.png", lambda p: alpha.save(p), None),
            ("alpha.webp", lambda p: alpha.save(p, "WEBP", quality=92), None),
            ("lossless.webp", lambda p: product(78, 500, 500).save(p, "WEBP", lossless=True),
             product(78, 500, 500)),
            ("progressive.jpg", lambda p: product(79, 500, 500).save(p, progressive=True),
             product(79, 500, 500)),
            ("444.jpg", lambda p: product(80, 500, 500).save(p, subsampling=0),
             product(80, 500, 500)),
            ("odd-size.jpg", lambda p: product(81, 501, 333).save(p, subsampling=2),
             product(81, 501, 333)),
            ("cmyk.jpg", lambda p: base.convert("CMYK").save(p, quality=92), None),
            ("ycck.jpg", lambda p: ycck(base, p), base),
            ("png-named.jpg", lambda p: product(82, 400, 400).save(p, "PNG"),
             product(82, 400, 400)),
            ("strip-750x20000.jpg", lambda p: product(83, 750, 20000).save(p, quality=85),
             product(83, 750, 20000)),
            ("trailing-bytes.jpg", lambda p: (product(84, 400, 400).save(p),
                                              p.write_bytes(p.read_bytes() + b"\0video" * 999)),
             product(84, 400, 400)),
            ("hostile-exif.jpg", lambda p: product(85, 400, 400).save(
                p, exif=exif(1, software=HOSTILE, make=HOSTILE, model=HOSTILE)),
             product(85, 400, 400)),
            ("looping-exif.jpg", lambda p: product(86, 400, 400).save(p, exif=exif_loop()),
             product(86, 400, 400)),
            ("broken-profile.jpg", lambda p: product(87, 400, 400).save(
                p, icc_profile=b"not a profile" * 20), product(87, 400, 400)),
        ]:
            self.add(name, write, reference)
        interlaced = self.folder / "interlaced.png"
        if os.access("/usr/bin/convert", os.X_OK):
            product(88, 400, 300).save(interlaced)
            subprocess.run(["/usr/bin/convert", interlaced, "-interlace", "PNG", interlaced],
                           check=True)
            self.good[interlaced.name] = product(88, 400, 300)
        frames = [product(90 + number, 400, 400) for number in range(3)]
        self.add("animated.webp", lambda p: frames[0].save(
            p, save_all=True, append_images=frames[1:], duration=100, quality=90), frames[0])
        for ending in ("heic", "avif"):
            self.make_heif(ending)

    def make_heif(self, ending):
        """HEIC or AVIF by heif-enc, when this machine's can."""
        source, name = self.folder / "heif-source.png", f"手机.{ending}"
        image = product(94 if ending == "heic" else 95, 640, 480)
        image.save(source)
        made = shutil.which("heif-enc") and subprocess.run(
            ["heif-enc", *(["-A"] if ending == "avif" else []), "-q", "90", source, "-o",
             self.folder / name], capture_output=True, check=False).returncode == 0
        source.unlink()
        if made:
            self.good[name] = image
            if ending == "heic":
                shutil.copy(self.folder / name, self.folder / "heic-named.jpg")
                self.good["heic-named.jpg"] = image
        else:
            self.skipped[name] = "heif-enc cannot make it here"

    def make_orientations(self):
        for orientation in range(1, 9):
            image = product(300 + orientation, 480, 360)
            name = f"orientation-{orientation}.jpg"
            image.save(self.folder / name, quality=92, exif=exif(orientation))
            self.good[name] = pixels(self.folder / name)

    def make_damaged(self):
        whole = {}
        for name, options in (("jpg", {"quality": 90}), ("png", {}), ("webp", {"quality": 90})):
            path = self.folder / f"whole.{name}"
            self.base.save(path, **options)
            whole[name] = path.read_bytes()
            path.unlink()
        big = 40000
        bad = {
            "empty.jpg": b"",
            "empty.png": b"",
            "text.jpg": "这不是图片\n".encode() * 40,
            "page.jpg": b"<!DOCTYPE html><html><body>404</body></html>",
            "first-100-bytes.jpg": whole["jpg"][:100],
            "first-30-bytes.png": whole["png"][:30],
            "first-20-bytes.webp": whole["webp"][:20],
            "bomb.png": png(big, big, 8, 2, b"\0" * 1000),
            "bomb.jpg": jpeg_claiming(whole["jpg"], big, big),
            "bomb-2^31.png": png(2 ** 31 - 1, 2 ** 31 - 1, 16, 6, b"\0"),
            "bomb-text.png": (png(1, 1, 1, 3, b"")[:33] + struct.pack(">I", 2 ** 30 - 1) + b"iTXt"
                              + bytes(16)),
            "zero-size.png": png(0, 10, 8, 2, b"\0"),
            "two-bytes.jpg": b"\xff\xd8",
        }
        either = {f"half.{name}": data[:len(data) // 2] for name, data in whole.items()}
        either["flipped-bits.jpg"] = (whole["jpg"][:3000] + bytes(b ^ 0x55 for b in
                                      whole["jpg"][3000:3300]) + whole["jpg"][3300:])
        for name, data in (bad | either).items():
            (self.folder / name).write_bytes(data)
        self.bad |= bad.keys()
        self.either |= either.keys()

    def make_other_kinds(self):
        for name in ("other.gif", "other.tiff", "other.bmp"):
            self.base.save(self.folder / name)
            self.bad.add(name)
        (self.folder / "drawing.svg").write_text(
            "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
        self.bad.add("drawing.svg")
        for name, image in (("1x1.png", Image.new("RGB", (1, 1), "red")),
                            ("3x3000.png", Image.new("RGB", (3, 3000), "blue")),
                            ("pure-white.jpg", Image.new("RGB", (800, 800), "white")),
                            ("pure-black.png", Image.new("RGB", (600, 600))),
                            ("transparent.png", Image.new("RGBA", (300, 300), (0, 0, 0, 0)))):
            image.save(self.folder / name)
            self.either.add(name)
        noise = numpy.random.default_rng(1).integers(0, 256, (400, 400, 3), numpy.uint8)
        Image.fromarray(noise).save(self.folder / "noise.png")
        self.either.add("noise.png")

    def make_places(self):
        """Links that loop or lead nowhere, a pipe, and a name that is not UTF-8."""
        (self.folder / "loop").symlink_to(self.folder)
        (self.folder / "itself.jpg").symlink_to("itself.jpg")
        (self.folder / "nowhere.jpg").symlink_to("no-such-file.jpg")
        self.bad |= {"itself.jpg", "nowhere.jpg"}
        os.mkfifo(self.folder / "pipe.jpg")
        self.either.add("pipe.jpg")
        name = os.fsencode(str(self.folder)) + b"/not-utf8-\xff\xfe.jpg"
        with open(name, "wb") as file:
            product(99, 300, 300).save(file, "JPEG")
