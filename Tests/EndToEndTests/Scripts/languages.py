"""Both languages: help of every command, and what each says while it works."""

import re

from harness import FORBIDDEN, ORIGINALS, UNRELATED, Topic
from pictures import pixels, steal

written = {}
HAN = re.compile(r"[\u4e00-\u9fff]")
ACCUSATION = re.compile(r"created at|\bowner\b|\bstolen\b|\bthief\b|盗图|小偷|归.*所有")
COMMANDS = [
    [], ["init"], ["originals"], ["originals", "add"], ["protect"], ["verify"], ["review"],
    ["case"], ["case", "new"], ["case", "list"], ["case", "forms"],
    ["manifest"], ["manifest", "show"], ["manifest", "verify"], ["manifest", "extract"],
    ["manifest", "strip"], ["manifest", "embed"], ["template"], ["template", "save"],
    ["template", "list"], ["template", "remove"], ["preview"], ["platforms"], ["mark"],
    ["mark", "embed"], ["mark", "detect"],
    ["stamp"], ["stamp", "authority"], ["stamp", "authority", "add"], ["stamp", "authority", "list"],
    ["stamp", "authority", "remove"], ["stamp", "import"], ["stamp", "export"], ["stamp", "check"],
    ["keys"], ["keys", "list"], ["keys", "rotate"], ["keys", "revoke"], ["keys", "import"],
    ["keys", "countersign"], ["keys", "backup"], ["keys", "restore"],
    ["audit"], ["serve"], ["catalogue"], ["catalogue", "check"], ["catalogue", "index"],
    ["catalogue", "export"], ["catalogue", "import"], ["completions"], ["man"],
]


def prose(text):
    """Help without its examples' command lines, which may name files in any language."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("  yuantu "))


def options(text):
    return set(re.findall(r"--[a-z][a-z-]+", text))


def check_help(topic):
    for command in COMMANDS:
        name = " ".join(["yuantu", *command])
        english = topic.run(*command, "--help", "--language", "en")
        chinese = topic.run(*command, "--help", "--language", "zh-Hans")
        if not topic.equal((english.code, chinese.code), (0, 0), f"{name} --help is exit 0"):
            continue
        topic.check(not HAN.search(prose(english.out))
                    and len(HAN.findall(prose(chinese.out))) > 20,
                    f"{name} --help is English in English and Chinese in Chinese",
                    f"{english.out}\n{chinese.out}")
        topic.equal(options(english.out), options(chinese.out),
                    f"{name} --help names the same options in both languages")
        wide = [line for line in english.out.split("\n") if len(line) > 100]
        topic.check(not wide, f"{name} --help fits 100 columns", wide)


def check_choice(topic):
    for words, env, chinese in (
            ("LC_ALL=en_US.UTF-8", {"LC_ALL": "en_US.UTF-8"}, False),
            ("LC_ALL=zh_CN.UTF-8", {"LC_ALL": "zh_CN.UTF-8"}, True),
            ("LC_ALL=C", {"LC_ALL": "C"}, True),
            ("only LANG=en_GB.UTF-8", {"LC_ALL": "", "LANG": "en_GB.UTF-8"}, False),
            ("LC_MESSAGES before LANG",
             {"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
            ("nothing set", {"LC_ALL": ""}, True)):
        said = topic.run("--help", env=env).out
        topic.equal(len(HAN.findall(said)) > 20, chinese,
                    f"{words} is {'Chinese' if chinese else 'English'}")
    both = topic.run("--help", "--language", "zh-Hans", env={"LC_ALL": "en_US.UTF-8"}).out
    topic.check(HAN.search(both), "--language decides over the environment")


def work(topic, language):
    """The whole job in one language; every word it says."""
    shop = topic.path(f"shop-{language}", "home")
    out = topic.path(f"out-{language}")
    suspect = topic.path(f"suspect-{language}.jpg")
    broken = topic.path("broken.jpg")
    broken.write_bytes(b"nothing")
    said = {}

    def run(name, *arguments):
        said[name] = topic.run(*arguments, "--home", shop, "--language", language).text

    run("no shop", "verify", broken)
    run("init", "init", "--shop", "S", "--no-passphrase", "--no-backup")
    run("init again", "init", "--shop", "S", "--no-passphrase", "--no-backup")
    run("originals", "originals", "add", ORIGINALS, broken)
    run("protect", "protect", ORIGINALS, broken, UNRELATED / "别家-黑裤.jpg", "--out", out)
    run("protect again", "protect", ORIGINALS, "--out", out)
    steal(pixels(out / "denim-jacket.jpg"), suspect, "crop-jpeg")
    run("verify", "verify", suspect, out / "denim-jacket.jpg",
        UNRELATED / "别家-白T恤.jpg", broken)
    report, cases = topic.path(f"report-{language}"), topic.path(f"cases-{language}")
    run("report", "verify", suspect, "--report", report)
    run("case", "case", "new", "--platform", "pdd", "--kind", "complaint", "--suspect", suspect,
        "--out", cases)
    run("case list", "case", "list")
    run("forms", "case", "forms")
    # What was written is in both languages; here only the words count that no output may use.
    texts = [path.read_text("utf-8") for folder in (report, cases)
             for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".json", ".html")
             and "09_verify" not in path.parts]
    topic.check(len(texts) > 10, f"reports and packages were written ({language})", len(texts))
    written[language] = "\n".join(texts)
    run("keys", "keys", "list")
    run("check", "catalogue", "check")
    run("no file", "verify", topic.path("no-such-file.jpg"))
    run("usage", "protect", "--no-such-option")
    return said


with Topic("languages") as topic:
    check_help(topic)
    check_choice(topic)
    chinese, english = work(topic, "zh-Hans"), work(topic, "en")
    for name in english:
        # File names are the merchant's own; they are no words of ours.
        text = english[name].replace(str(topic.folder), "")
        for path in (*ORIGINALS.iterdir(), *UNRELATED.iterdir()):
            text = text.replace(path.name, "").replace(path.stem, "")
        topic.check(not HAN.search(text), f"'{name}' is said in English without Chinese",
                    "\n".join(line for line in text.split("\n") if HAN.search(line))[:600])
        topic.check(HAN.search(chinese[name]), f"'{name}' is said in Chinese", chinese[name])
        for text in (chinese[name], english[name]):
            found = FORBIDDEN.search(text)
            topic.check(not found, f"'{name}' uses no word that says more than was examined",
                        found and found.group(0))
    for language, text in written.items():
        found = FORBIDDEN.search(text)
        topic.check(not found, f"no report or package says more than was examined ({language})",
                    found and text[max(0, found.start() - 60):found.end() + 60])
    # The platforms' own menus have names of their own.
    del chinese["forms"], english["forms"]
    for language, said in (("zh-Hans", chinese), ("en", english)):
        wrong = [word for text in said.values() for word in ACCUSATION.findall(
            text.replace(str(topic.folder), ""))]
        topic.check(not wrong, f"no accusation and no claim of ownership ({language})", wrong)
    topic.check("最迟于" in chinese["verify"] and "no later than" in english["verify"],
                "time is said as 'no later than'", english["verify"])
