"""The command line as scripts rely on it: exit codes, unknown words, JSON lines, version."""

import hashlib
import json
import random
import re

from PIL import Image

from harness import ORIGINALS, UNRELATED, Topic
from pictures import product


def check_usage(topic):
    for arguments in (["--no-such-option"], ["no-such-command"], ["protect"], ["verify"],
                      ["originals"], ["originals", "no-such-command"], ["keys", "backup"],
                      ["init"], ["protect", ORIGINALS], ["protect", ORIGINALS, "--out"],
                      ["protect", ORIGINALS, "--out", "x", "--format", "bmp"],
                      ["protect", ORIGINALS, "--out", "x", "--jpeg-quality", "101"],
                      ["protect", ORIGINALS, "--out", "x", "--jpeg-quality", "high"],
                      ["protect", ORIGINALS, "--out", "x", "--jpeg-quality", "80",
                       "--max-bytes", "90000"],
                      ["protect", ORIGINALS, "--out", "x", "--max-bytes", "-5"],
                      ["protect", ORIGINALS, "--out", "x", "--jobs", "0"],
                      ["protect", ORIGINALS, "--out", "x", "--max-pixels",
                       "99999999999999999999999"],
                      ["verify", ORIGINALS, "--language", "fr"],
                      ["verify", ORIGINALS, "--jsno"],
                      ["mark", "embed", "a", "b", "--key", "k", "--payload", "xyz"],
                      ["mark", "embed", "a", "b", "--key", "k", "--payload", "0" * 17],
                      ["catalogue", "check", "unexpected"], ["template", "save"], ["preview", "x"],
                      ["protect", ORIGINALS, "--out", "x", "--visible", "perhaps"],
                      ["protect", ORIGINALS, "--out", "x", "-p", "pdd", "--format", "png"],
                      ["catalogue", "export"], ["catalogue", "check", "--catalogue", "http://x"],
                      ["catalogue", "check", "--catalogue", "postgresql://a:b@c/d"],
                      ["platforms", "--export"], ["completions"], ["completions", "tcsh"],
                      ["protect", ORIGINALS, "--out", "x", "--rescan", "5"],
                      ["protect", "--watch", ORIGINALS, "--out", "x", "--rescan", "0"],
                      ["protect", "--watch", ORIGINALS, "--out", "x", "--list", "x.csv"]):
        result = topic.run(*arguments, "--home", topic.path("home-of-none"))
        topic.check(result.code == 2 and result.err.strip() and not result.out.strip(),
                    "usage: " + " ".join("…" if str(a).startswith("/") else str(a)
                                         for a in arguments), result)
    near = topic.run("verfy", "x")
    topic.check(near.code == 2 and "verify" in near.err, "a misspelt command is shown the near one",
                near)


def check_version(topic):
    result = topic.run("--version")
    topic.check(result.code == 0 and re.fullmatch(r"yuantu \d+\.\d+\.\d+\S*\n", result.out)
                and not result.err, "--version is one line on standard output", result)
    bare = topic.run()
    topic.check(bare.code == 2 and "verify" in bare.text, "no command at all is usage, with help",
                bare)


def check_without_shop(topic):
    for arguments in (["protect", ORIGINALS, "--out", topic.path("o")],
                      ["verify", ORIGINALS / "denim-jacket.jpg"], ["originals", "add", ORIGINALS],
                      ["keys", "list"], ["catalogue", "check"], ["template", "list"]):
        result = topic.run(*arguments, "--home", topic.path("home-of-none"))
        topic.check(result.code == 1 and "init" in result.err,
                    f"'{arguments[0]}' without a shop is exit 1 and names init", result)
    topic.check(not topic.path("home-of-none").exists(), "asking makes no home")


def check_json(topic, shop):
    broken = topic.path("broken.jpg")
    broken.write_bytes(b"no picture")
    out = topic.path("out")
    wanted = [
        (["originals", "add", ORIGINALS, broken], 4),
        (["originals", "add", broken], 1),
        (["protect", ORIGINALS, broken, "--out", out], 4),
        (["protect", broken, "--out", out], 1),
        (["protect", ORIGINALS, "--out", out], 0),
        (["verify", out / "denim-jacket.jpg"], 0),
        (["verify", out / "denim-jacket.jpg", UNRELATED / "别家-黑裤.jpg"], 3),
        (["verify", out / "denim-jacket.jpg", broken], 4),
        (["verify", broken], 1),
        (["verify", topic.path("no-such.jpg")], 1),
        (["protect", topic.path("no-such-folder"), "--out", out], 1),
        (["keys", "list"], 0),
        (["platforms"], 0),
        (["platforms", "pdd"], 0),
        (["platforms", "nosuch"], 1),
        (["template", "save", "t", "--text", "Qinghe"], 0),
        (["template", "list"], 0),
        (["template", "remove", "nosuch"], 1),
        (["preview", ORIGINALS, "--template", "nosuch", "--out", topic.path("sheet.png")], 1),
        (["catalogue", "check"], 0),
        (["catalogue", "export", broken], 1),
        (["catalogue", "import", broken], 1),
        (["catalogue", "import", topic.path("no-such.jsonl")], 1),
    ]
    for arguments, code in wanted:
        words = " ".join(str(a).replace(str(topic.folder), "…").replace(str(ORIGINALS), "…")
                         .replace(str(UNRELATED), "…") for a in arguments)
        result = shop.run(*arguments, "--json")
        topic.equal(result.code, code, f"exit {code}: {words}")
        try:
            values = result.events
        except ValueError as error:
            topic.check(False, f"every line is one JSON object: {words}", f"{error}: {result}")
            continue
        topic.check(all(isinstance(value, dict) for value in values) and values,
                    f"every line is one JSON object: {words}", result)
        plain = shop.run(*arguments)
        topic.equal(plain.code, code, f"the same exit code without --json: {words}")
    copy = shop.run("protect", ORIGINALS, "--out", topic.path("fields"), "--json"
                    ).of_kind("copy")[0]
    topic.equal(sorted({"status", "path", "output", "copy", "payload", "psnr", "ssim", "original",
                        "notices", "milliseconds"} - copy.keys()), [],
                "an issued copy has every field of the interface")
    topic.check(re.fullmatch("[0-9a-f]{16}", copy["payload"]) and copy["psnr"] > 30
                and 0.9 < copy["ssim"] <= 1, "its numbers are of their kind", copy)
    verdict = shop.verify(out / "denim-jacket.jpg").events[0]
    topic.equal(sorted({"file", "relation", "sentence", "recordCheck", "picture", "copy",
                        "original", "recordedNoLaterThan", "timeKind", "findings"}
                       - verdict.keys()), [], "a verdict has every field of the interface")
    time = verdict["recordedNoLaterThan"]
    topic.check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", time)
                and verdict["timeKind"] == "own-clock", "its time is UTC by the own clock", verdict)


def check_streams(topic, shop):
    quiet = shop.run("protect", ORIGINALS, "--out", topic.path("quiet"), "--quiet")
    topic.check(quiet.code == 0 and not quiet.err.strip(), "--quiet says nothing when all is well",
                quiet)
    lines = shop.run("protect", ORIGINALS, "--out", topic.path("lines"))
    count = len(list(ORIGINALS.iterdir()))
    named = sum(name.stem in lines.text for name in ORIGINALS.iterdir())
    topic.check(lines.code == 0 and named == count and "\r" not in lines.text
                and "\x1b" not in lines.text,
                "away from a terminal each file is a line, without control characters", lines)
    one = shop.protect(ORIGINALS, out=topic.path("one"), options=["--jobs", "1"])
    many = shop.protect(ORIGINALS, out=topic.path("many"), options=["--jobs", "8"])
    topic.equal((one.code, many.code), (0, 0), "--jobs 1 and --jobs 8 both work")
    closed = topic.run("protect", ORIGINALS, "--out", topic.path("closed"), "--json",
                       "--home", shop.home, wrap=("sh", "-c", '"$@" | head -n 1; exit 0', "sh"))
    topic.check(closed.code == 0 and json.loads(closed.out), "a closed pipe does no harm", closed)
    topic.equal(shop.run("catalogue", "check").code, 0, "nor to the catalogue")


def check_mark(topic):
    picture, out, key = topic.path("p.jpg"), topic.path("m.jpg"), topic.path("key")
    product(5).save(picture, quality=92)
    key.write_text("00112233445566778899aabbccddeeff" * 2)
    arguments = ["mark", "embed", picture, out, "--key", key, "--payload", "00000000deadbeef"]
    result = topic.run(*arguments, "--json")
    value = result.events[0] if result.code == 0 else {}
    topic.check({"psnr", "ssim", "milliseconds"} <= value.keys(), "mark embed reports its cost",
                result)
    topic.check(topic.run("mark", "embed", picture, picture, *arguments[4:]).code != 0,
                "mark embed does not write over its input")
    found = topic.run("mark", "detect", out, "--key", key, "--json")
    topic.check(found.code == 0 and found.events[0].get("payload") == "00000000deadbeef",
                "mark detect reads it", found)
    none = topic.run("mark", "detect", picture, "--key", key)
    topic.equal(none.code, 3, "mark detect of an unmarked picture is exit 3")
    check_candidates(topic, picture, out, key)
    check_disclosed_key(topic, picture, out, key)
    for words, text in (("short", "00ff"), ("of no digits", "zz" * 32), ("empty", "")):
        bad = topic.path("bad-key")
        bad.write_text(text)
        result = topic.run("mark", "detect", out, "--key", bad)
        topic.check(result.code in (1, 2) and result.err.strip(), f"a key file that is {words} "
                    "is refused", result)
        topic.check(len(text) < 8 or text not in result.text, f"and not shown ({words})", result)


def check_disclosed_key(topic, picture, marked, key):
    """One copy's key finds that copy without the shop's secret, and nothing in the source."""
    shown = topic.run("mark", "disclose", "--payload", "00000000deadbeef", "--key", key, "--json")
    digits = shown.events[0].get("pictureKey", "")
    topic.equal((shown.code, len(digits)), (0, 64), "mark disclose gives 64 digits")
    topic.equal(shown.events[0].get("commitment"),
                hashlib.sha256(b"yuantu.picture.1" + bytes.fromhex(digits)).hexdigest(),
                "its commitment is the SHA-256 that anybody can compute")
    for words in ((), ("--original", picture)):
        found = topic.run("mark", "check", marked, "--picture-key", digits, "--json", *words)
        topic.check(found.code == 0 and found.events[0].get("falseAlarmLog10", 0) < -9,
                    f"mark check finds the copy's layer {words[:1]}", found)
        none = topic.run("mark", "check", picture, "--picture-key", digits, "--json", *words)
        topic.equal((none.code, none.events[0].get("detected")), (3, False),
                    f"and not in the source {words[:1]}")
    wrong = topic.run("mark", "check", marked, "--picture-key", "00ff")
    topic.equal(wrong.code, 2, "a key of another length is a mistake of usage")
    informed = topic.run("mark", "detect", marked, "--original", picture, "--key", key, "--json")
    topic.equal((informed.code, informed.events[0].get("payload"), informed.events[0].get("mode")),
                (0, "00000000deadbeef", "informed"), "mark detect --original reads it")


def check_candidates(topic, picture, marked, key):
    """A trace too weak to be read is recognised among known payloads, and only there."""
    weak = topic.path("weak.png")
    detect = ["mark", "detect", weak, "--key", key, "--json"]
    right, wrong, bad = (topic.path(f"{name}.txt") for name in ("right", "wrong", "bad"))
    others = [f"{number:016x}" for number in range(1, 400)]
    wrong.write_text("\n".join(others) + "\n")
    right.write_text("\r\n".join([*others, "00000000DEADBEEF", ""]))
    # The noise grows until the mark cannot be read, then until it cannot even be recognised: how
    # much that is, is not tested here, but there is a range between the two.
    found = None
    for reach in range(40, 240, 4):
        add_noise(marked, weak, reach)
        found = topic.run(*detect, "--candidates", right)
        if found.code != 0 or found.events[0]["mode"] == "catalogue":
            break
    value = found.events[0] if found.code == 0 else {}
    topic.check(value.get("payload") == "00000000deadbeef" and value.get("mode") == "catalogue"
                and value.get("falseAlarmLog10", 0) < -9,
                "it is recognised among candidates, with its false-alarm bound", found)
    topic.equal(topic.run(*detect).code, 3, "a weak trace cannot be read without candidates")
    topic.equal(topic.run(*detect, "--candidates", wrong).code, 3, "but not among others")
    unmarked = topic.run("mark", "detect", picture, "--key", key, "--candidates", right)
    topic.equal(unmarked.code, 3, "an unmarked picture matches no candidate")
    bad.write_text("\n".join([*others[:2], "12345", *others[2:]]))
    refused = topic.run(*detect, "--candidates", bad)
    topic.check(refused.code == 1 and "3" in refused.text and "mark.badCandidate" in refused.text,
                "a line that is no payload is refused by its number", refused)
    bad.write_text("\n")
    topic.equal(topic.run(*detect, "--candidates", bad).code, 1, "so is a file without payloads")


def add_noise(source, target, reach):
    """`source` with uniform noise of at most `reach` grey levels each way, always the same."""
    noise = random.Random(6)
    with Image.open(source) as image:
        samples = [min(255, max(0, value + noise.randint(-reach, reach)))
                   for value in image.convert("RGB").tobytes()]
        Image.frombytes("RGB", image.size, bytes(samples)).save(target)


with Topic("command-line") as topic:
    check_version(topic)
    check_usage(topic)
    check_without_shop(topic)
    shop = topic.shop()
    check_json(topic, shop)
    check_streams(topic, shop)
    check_mark(topic)
