"""The edges of the case stories: raw and layered files, clocks, odd suspects, copied marks, keys that changed."""

import subprocess

import numpy
from harness import Topic, output_path, sha256
from pictures import cropped, exif, pixels, product, recompressed, resized
from PIL import Image
from time_authority import Infrastructure, TimeAuthority

# Little-endian TIFF with the maker's name: what the head of a Nikon raw file looks like.
RAW = (b"II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\x06\0\0\0\x1a\0\0\0" + b"\0" * 4 + b"NIKON\0").ljust(4096, b"\0")
LAYERED = b"8BPS\0\x01".ljust(4096, b"\0")


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)


def check_shoot(topic, shop, authority):
    """S4: what the camera wrote, what the art worker kept, and what is issued, dated by a third party."""
    shoot, exports, out = (topic.path(name, "x").parent for name in ("shoot", "exports", "out"))
    product(100, 1600, 1200).save(shoot / "DSC_1021.jpg", quality=96, exif=exif(1))
    product(101, 1600, 1200).save(shoot / "DSC_1022.jpg", quality=96, exif=exif(1))
    (shoot / "DSC_1021.NEF").write_bytes(RAW)
    (shoot / "主图.psd").write_bytes(LAYERED)
    late = Image.Exif()
    late[0x010F], late[0x0110], late[0x8769] = "NIKON", "D750", {0x9003: "2099:01:01 00:00:00"}
    product(102, 900, 900).save(shoot / "DSC_1023.jpg", quality=96, exif=late.tobytes())
    added = {event["path"].rsplit("/", 1)[1]: event
             for event in shop.run("originals", "add", shoot, "--json").of_kind("original")}
    topic.equal([added[name]["findings"] for name in ("DSC_1021.NEF", "主图.psd")],
                [["source.notDecodable"]] * 2, "S4: raw and layered files are recorded by hash, and that is said")
    topic.check("exif.timeAfterClock" in added["DSC_1023.jpg"]["findings"]
                and "exif.timeAfterClock" not in added["DSC_1021.jpg"]["findings"],
                "S4: a capture time after this machine's clock is a warning", added["DSC_1023.jpg"])
    cropped(pixels(shoot / "DSC_1021.jpg"), 0.8).resize((960, 720), Image.LANCZOS).save(
        exports / "主图1.jpg", quality=95)
    product(990, 960, 720).save(exports / "别处来的.jpg", quality=95)
    copies = {event["path"].rsplit("/", 1)[1]: event for event in shop.protect(exports, out=out).of_kind("copy")}
    topic.check(copies["主图1.jpg"]["original"]["sha256"] == sha256(shoot / "DSC_1021.jpg")
                and "original.notFound" in copies["别处来的.jpg"]["notices"],
                "S4: an export leads to its original, and one without is listed as such", copies)
    before = shop.verify(out / "主图1.jpg").events[0]
    topic.equal(before["timeKind"], "own-clock", "S4: without an authority it is the own clock, and says so")
    topic.equal(shop.run("stamp").code, 0, "S4: stamp catches up later")
    after = shop.verify(out / "主图1.jpg").events[0]
    topic.equal(after["timeKind"], "rfc3161-batch", "S4: now a third party's token dates it")
    for name in ("DSC_1021.NEF", "主图.psd"):
        proof = topic.path(f"proof-{name}")
        shop.run("stamp", "export", shoot / name, "--out", proof)
        checked = topic.run("stamp", "check", proof, "--anchors", authority.infrastructure.root, "--file",
                            shoot / name)
        topic.check(checked.code == 0, f"S4: {name} is proved by itself, without the other files", checked)
        token = openssl("ts", "-verify", "-data", proof / "checkpoint.txt", "-in", proof / "token-1.tst",
                        "-token_in", "-CAfile", authority.infrastructure.root)
        topic.check(token.returncode == 0, f"S4: and openssl accepts the token of {name}", token.stderr)
    return shoot, exports, out


def check_suspects(topic, shop, out):
    """S5 and S6: suspects of odd kinds."""
    shown = resized(cropped(pixels(out / "主图1.jpg"), 0.88), 760)
    frames = [recompressed(shown, 75), Image.new("RGB", shown.size, "white")]
    moving = topic.path("odd", "moving.webp")
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:], quality=80, duration=400)
    verdict = shop.verify(moving).events[0]
    topic.check(verdict["relation"] == "R4" and "source.firstFrameOnly" in verdict["findings"],
                "S5: an animated WebP is examined by its first frame, and that is said", verdict)
    small = topic.path("odd", "thumbnail.jpg")
    Image.new("RGB", (290, 218), "white").save(small, quality=70)
    verdict = shop.verify(small).events[0]
    topic.check(verdict["relation"] == "R0" and "picture.tooSmall" in verdict["findings"],
                "S5: a thumbnail in which nothing is found is R0: get the larger one", verdict)
    strangers = topic.path("strangers", "x").parent
    rng = numpy.random.default_rng(4)
    Image.new("RGB", (800, 800), "white").save(strangers / "white.png")
    Image.fromarray(rng.integers(0, 256, (700, 700, 3), dtype=numpy.uint8)).save(strangers / "noise.png")
    Image.new("RGB", (1, 1)).save(strangers / "dot.png")
    Image.fromarray(numpy.kron(rng.integers(0, 2, (33, 33)), numpy.ones((18, 18))).astype(numpy.uint8) * 255) \
        .save(strangers / "code.png")
    page = Image.new("RGB", (1200, 1600), "white")
    for number in range(5):
        page.paste(product(700 + number, 520, 520), (40 + 580 * (number % 2), 40 + 520 * (number // 2)))
    page.save(strangers / "page.jpg", quality=85)
    relations = {event["file"].rsplit("/", 1)[1]: event["relation"]
                 for event in shop.verify(strangers).events if "relation" in event}
    topic.check(len(relations) == 5 and set(relations.values()) <= {"R0", "R1"},
                "S6: white, noise, one pixel, a code and a page of other goods match nothing", relations)
    rival = topic.shop("rival")
    theirs = topic.path("theirs", "x").parent
    product(880, 900, 900).save(theirs / "theirs.png")
    marked = rival.protect(theirs, out=topic.path("theirs-out")).of_kind("copy")[0]
    bare = topic.path("theirs-bare.png")
    pixels(output_path(topic, marked)).save(bare)
    topic.equal(shop.verify(bare).events[0]["relation"], "R1", "S6: another shop's mark is no mark of ours")


def check_copied_mark(topic, shop, exports, out):
    """S10: what a mark adds to one picture is added to another."""
    mark = (numpy.asarray(pixels(out / "主图1.jpg"), float) - numpy.asarray(pixels(exports / "主图1.jpg"), float))
    victim = numpy.asarray(product(555, 960, 720), float)
    forged = topic.path("forged.png")
    Image.fromarray(numpy.clip(victim + 1.5 * mark, 0, 255).round().astype(numpy.uint8)).save(forged)
    verdict = shop.verify(forged).events[0]
    topic.check(verdict["relation"] == "R2" and {"mark.read", "mark.matched"} & set(verdict["findings"]),
                "S10: a mark copied to another picture is read, and is R2: code without its picture", verdict)


def check_keys(topic, shop, out, authority):
    """S10: a new key leaves what the old one signed; a stolen one spoils only what came after."""
    suspect = topic.path("suspect.webp")
    resized(pixels(out / "主图1.jpg"), 800).save(suspect, "WEBP", quality=80)
    topic.equal(shop.run("keys", "rotate").code, 0, "S10: the key is changed")
    verdict = shop.verify(suspect).events[0]
    topic.equal((verdict["relation"], verdict["recordCheck"]), ("R4", "pass"), "S10: older records still hold")
    later = topic.path("later", "late.jpg")
    product(640, 900, 900).save(later, quality=95)
    unstamped = output_path(topic, shop.protect(later, out=topic.path("late-out")).of_kind("copy")[0])
    topic.equal(shop.run("keys", "revoke").code, 0, "S10: the key is taken back")
    stamped = shop.verify(suspect).events[0]
    undated = shop.verify(unstamped).events[0]
    topic.check(stamped["relation"] == "R4" and undated["relation"] == "RX"
                and "key.revoked" in undated["findings"],
                "S10: what was signed with the key taken back, and not stamped before, is not relied on",
                (stamped["findings"], undated["findings"]))


with Topic("stories_edges") as topic:
    authority = TimeAuthority(Infrastructure(topic.path("authority", "x").parent))
    try:
        shop = topic.shop()
        shop.run("stamp", "authority", "add", authority.url, "--anchors", authority.infrastructure.root)
        shoot, exports, out = check_shoot(topic, shop, authority)
        check_suspects(topic, shop, out)
        check_copied_mark(topic, shop, exports, out)
        check_keys(topic, shop, out, authority)
    finally:
        authority.stop()
