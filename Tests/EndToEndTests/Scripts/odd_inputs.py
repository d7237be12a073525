"""Odd inputs: each is processed, or refused with its reason in both languages; nothing crashes."""

import os
import re
import shutil
import subprocess

import numpy
from PIL import Image

from harness import Topic, output_path
from odd_files import OddFiles
from pictures import pixels, product, psnr

HAN = re.compile(r"[\u4e00-\u9fff]")


def name_of(event):
    return os.path.basename(event.get("path") or event.get("file") or "")


def check_bombs_alone(topic, shop, odd):
    """Headers that lie about the size, with the memory the program took at its peak."""
    measure = ("/usr/bin/python3", "-c",
               "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
               "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); "
               "sys.exit(code)")
    result = shop.verify(*(odd.folder / name for name in sorted(odd.bad) if "bomb" in name),
                         wrap=measure)
    megabytes = int(result.err.split()[-1]) / 1024
    topic.check(result.code == 1 and megabytes < 300,
                "headers that claim 40,000 × 40,000 pixels take no memory",
                f"{megabytes:.0f} MB, {result}")


def check_refusals(topic, results, odd):
    by_language = {language: {name_of(event): event for event in result.of_kind("problem")}
                   for language, result in results.items()}
    wanted = odd.bad
    for language, problems in by_language.items():
        missing = sorted(wanted - problems.keys())
        topic.check(not missing, f"everything unusable is refused by name ({language})", missing)
        mute = [name for name, event in problems.items()
                if not event.get("code") or len(event.get("message", "")) < 4]
        topic.check(not mute, f"each refusal has a code and a sentence ({language})", mute)
    wrong = []
    for name in by_language["en"].keys() & by_language["zh-Hans"].keys():
        chinese = by_language["zh-Hans"][name]["message"].replace(name, "")
        english = by_language["en"][name]["message"].replace(name, "")
        if not HAN.search(chinese) or HAN.search(english.replace(str(topic.folder), "")):
            wrong.append(f"{name!r}: {chinese} / {english}")
    topic.check(not wrong, "the sentence is Chinese in Chinese and English in English",
                "\n".join(wrong))
    codes = {name: event["code"] for name, event in by_language["en"].items()}
    for name, part in (("empty.jpg", "notAnImage"), ("text.jpg", "notAnImage"),
                       ("bomb.png", "tooManyPixels"), ("bomb.jpg", "tooManyPixels"),
                       ("other.gif", "unsupportedFormat")):
        topic.check(part in codes.get(name, ""), f"{name} is refused as {part}", codes.get(name))
    topic.check(any("not-utf8" in name for name in codes),
                "a name that is not UTF-8 is reported", sorted(codes))


def check_outputs(topic, odd, copies):
    by_name = {name_of(copy): copy for copy in copies}
    missing = sorted(odd.good.keys() - by_name.keys())
    topic.check(not missing, "everything usable is protected", [repr(name) for name in missing])
    far, undecodable = [], []
    for name, reference in odd.good.items():
        if name not in by_name:
            continue
        try:
            seen = pixels(output_path(topic, by_name[name]))
        except (OSError, SyntaxError) as error:
            undecodable.append(f"{name!r}: {error}")
            continue
        if reference is None:
            continue
        if seen.size != reference.size:
            far.append(f"{name!r}: {reference.size} → {seen.size}")
        elif (measured := psnr(seen, reference)) < 30:
            far.append(f"{name!r}: {measured:.1f} dB")
    topic.check(not undecodable, "Pillow decodes every output", undecodable)
    topic.check(not far, "outputs show what their sources show, the right way up", far)
    for name in ("alpha.png", "alpha.webp"):
        if name in by_name:
            with Image.open(odd.folder / name) as one, \
                    Image.open(output_path(topic, by_name[name])) as other:
                same = other.mode == "RGBA" and numpy.abs(
                    numpy.asarray(one.getchannel("A"), int)
                    - numpy.asarray(other.getchannel("A"), int)).max() <= 1
            topic.check(same, f"{name} keeps its transparency")
    for name, notice in (("animated.webp", "source.firstFrameOnly"),
                         ("16-bit.png", "source.reducedTo8Bits"),
                         ("cmyk.jpg", "source.convertedFromCMYK"),
                         ("手机.heic", "output.formatChanged")):
        if name in by_name:
            topic.check(notice in by_name[name]["notices"], f"{name} is said to be {notice}",
                        by_name[name])
    halves = [copy for name, copy in by_name.items() if name.startswith("half.")]
    topic.check(all("source.truncated" in copy["notices"] for copy in halves),
                "a truncated picture that is used is said to be truncated", halves)
    folder = os.path.realpath(topic.folder / "out-en")
    outside = [copy["output"] for copy in copies
               if not os.path.realpath(output_path(topic, copy)).startswith(folder + "/")]
    topic.check(not outside, "no output lies outside the output folder", outside)


def check_plain_text(topic, shop, odd):
    """What a person reads: no raw control characters from names or metadata."""
    said = shop.run("protect", odd.folder, "--out", topic.path("out-text"))
    added = shop.run("originals", "add", odd.folder)
    for name, result in (("protect", said), ("originals add", added)):
        topic.check(b"\x1b[31m" not in result.out_bytes + result.err_bytes,
                    f"{name} prints no escape sequence out of a file's name or metadata")
        topic.check(result.code == 4, f"{name} on the odd folder is exit 4", result)


def check_command_words(topic, shop, odd):
    """A name with a leading dash as an argument, after --, from its own folder."""
    result = topic.run("verify", "--json", "--home", shop.home, "--", "-rf.jpg", cwd=odd.folder)
    topic.check(result.code in (0, 3) and len(result.events) == 1,
                "a name with a leading dash can be given after --", result)


def check_unreadable(topic):
    """A file without read permission. Root reads everything, so rights are dropped first."""
    folder = topic.path("rights", "in", "x").parent
    product(1, 300, 300).save(folder / "readable.jpg")
    secret = folder / "unreadable.jpg"
    product(2, 300, 300).save(secret)
    secret.chmod(0)
    wrap, program = (), topic.program
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            topic.skip("an unreadable file is refused", "root, and no setpriv to drop rights")
            return
        wrap = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        program = shutil.copy(topic.program, topic.path("rights", "program"))
        os.chmod(topic.folder, 0o711)
        subprocess.run(["chown", "-R", "65534:65534", topic.folder / "rights"], check=True)
    topic.program, usual = program, topic.program
    environment = {"HOME": str(topic.folder / "rights"), "TMPDIR": str(topic.folder / "rights")}
    home = topic.folder / "rights" / "home"
    try:
        started = topic.run("--version", env=environment, wrap=wrap)
        if started.code != 0:
            topic.skip("an unreadable file is refused",
                       f"the program cannot start without root's rights: {started.err[-200:]}")
            return
        options = {"env": environment, "wrap": wrap, "cwd": topic.folder / "rights"}
        topic.run("init", "--shop", "x", "--no-passphrase", "--no-backup", "--home", home,
                  **options)
        result = topic.run("protect", folder, "--out", topic.folder / "rights" / "out", "--json",
                           "--home", home, **options)
        problems = result.of_kind("problem")
        topic.check(result.code == 4 and [name_of(event) for event in problems]
                    == ["unreadable.jpg"], "an unreadable file is refused, the others go on",
                    result)
        locked = topic.folder / "rights" / "locked"
        locked.mkdir()
        os.chmod(locked, 0o555)
        result = topic.run("protect", folder, "--out", locked / "out", "--json", "--home", home,
                           **options)
        topic.check(result.code == 1 and result.err.strip() + result.out.strip(),
                    "an output folder that cannot be made is an error in words, exit 1", result)
    finally:
        topic.program = usual


with Topic("odd-inputs") as topic:
    odd = OddFiles(topic.path("odd 图片"))
    for name, reason in odd.skipped.items():
        topic.skip(name, reason)
    shop = topic.shop()
    check_bombs_alone(topic, shop, odd)
    results = {}
    for language in ("en", "zh-Hans"):
        results[language] = shop.protect(odd.folder, out=topic.path(f"out-{language}"),
                                         options=["--language", language])
        topic.equal(results[language].code, 4, f"protect on the odd folder is exit 4 ({language})")
    check_refusals(topic, results, odd)
    check_outputs(topic, odd, results["en"].of_kind("copy"))
    check_command_words(topic, shop, odd)
    files = sorted(path for path in odd.folder.iterdir() if not path.is_dir())
    verdicts = shop.verify(*files)
    topic.check(verdicts.code == 4, "verify on the odd folder is exit 4", verdicts)
    seen = {name_of(event): event for event in verdicts.events}
    missing = sorted((odd.bad | odd.good.keys()) - seen.keys())
    topic.check(not missing, "verify has an answer for every file", missing)
    told = [name for name in odd.bad if name in seen
            and seen[name].get("relation") != "R0" and "code" not in seen[name]]
    topic.check(not told, "verify says R0 of what cannot be examined", told)
    check_plain_text(topic, shop, odd)
    check_unreadable(topic)
    topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is sound")
