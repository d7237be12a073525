"""What follows from the commands' description: completions as real shells load them, and the manual."""

import re
import shutil
import subprocess

from harness import REPOSITORY, Topic

LANGUAGES = ("en", "zh-Hans")


def shell(topic, program, *words, stdin=None):
    done = subprocess.run(
        [program, *map(str, words)], input=stdin, text=True, timeout=60, cwd=topic.folder,
        env=topic.environment({"LC_ALL": "C.UTF-8", "TERM": "dumb"}), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def script(topic, name, language):
    path = topic.path(f"completion-{language}.{name}")
    result = topic.run("completions", name, "--language", language)
    topic.check(result.code == 0 and result.out, f"completions {name} in {language} prints a script",
                result)
    path.write_text(result.out)
    return path


def check_bash(topic):
    for language in LANGUAGES:
        path = script(topic, "bash", language)
        for words, expected in (
                ("yuantu pro", ["protect"]), ("yuantu protect --wat", ["--watch"]),
                ("yuantu completions ''", ["bash", "zsh", "fish"]),
                ("yuantu protect --format w", ["webp"]), ("yuantu keys --home x li", ["list"])):
            code, said = shell(topic, "bash", "--norc", "-c", f"""
                source {path} || exit 9
                compopt() {{ :; }}
                COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
                "$(complete -p yuantu | sed 's/.*-F //; s/ .*//')"
                echo "${{COMPREPLY[@]}}" """)
            topic.check(code == 0 and said.split() == expected, f"bash completes: {words}", said)


def check_zsh(topic):
    if not shutil.which("zsh"):
        return topic.skip("zsh loads its completions", "no zsh here")
    for language in LANGUAGES:
        path = script(topic, "zsh", language)
        folder = topic.path(f"functions-{language}", "_yuantu")
        shutil.copyfile(path, folder)
        code, said = shell(topic, "zsh", "-f", "-c", f"""
            fpath=({folder.parent} $fpath)
            autoload -U compinit; compinit -D -u
            autoload +X -U _yuantu && print -- "${{_comps[yuantu]}}" """)
        topic.check(code == 0 and said.strip() == "_yuantu", f"zsh loads its completions ({language})",
                    said)


def check_fish(topic):
    if not shutil.which("fish"):
        return topic.skip("fish loads its completions", "no fish here")
    for language in LANGUAGES:
        path = script(topic, "fish", language)
        for words, expected in (
                ("yuantu pro", {"protect"}), ("yuantu protect --wat", {"--watch"}),
                ("yuantu completions ", {"bash", "zsh", "fish"})):
            code, said = shell(topic, "fish", "--no-config", "-c",
                               f"source {path}; complete -C '{words}'")
            offered = {line.split("\t")[0] for line in said.splitlines()}
            topic.check(code == 0 and offered == expected, f"fish completes: {words}", said)


def check_manual(topic):
    for language in LANGUAGES:
        page = topic.path(f"{language}.1")
        result = topic.run("man", "--language", language)
        page.write_text(result.out)
        topic.check(result.code == 0 and result.out, f"man prints a page in {language}", result)
        if shutil.which("groff"):
            code, said = shell(topic, "groff", "-man", "-Tutf8", "-k", "-ww", "-z", page)
            topic.check(code == 0 and not said, f"groff has no warning about it ({language})", said[:800])
        else:
            topic.skip("groff has no warning about the page", "no groff here")
        # mandoc refuses .mso by name, so only the English page is free of findings.
        if shutil.which("mandoc") and language == "en":
            code, said = shell(topic, "mandoc", "-Tlint", "-W", "warning", page)
            topic.check(code == 0, "nor has mandoc", said[:800])
    if not (shutil.which("man") and shutil.which("groff")):
        return topic.skip("man shows every command", "no man here")
    code, said = shell(topic, "man", "-E", "UTF-8", "-l", "-Tutf8", topic.path("en.1"))
    shown = re.sub(r".\x08|\x1b\[[0-9;]*m", "", said)
    commands = re.findall(r"^  (?!yuantu)([a-z]+) ", topic.run("--help").out, re.M)
    missing = [command for command in commands if f"yuantu {command}" not in shown]
    topic.check(code == 0 and len(commands) > 15 and not missing, "man shows every command", missing)


def check_unit(topic):
    """The example unit of docs, with this program in it."""
    if not shutil.which("systemd-analyze"):
        return topic.skip("systemd finds nothing wrong with the example unit", "no systemd here")
    text = (REPOSITORY / "docs" / "yuantu-watch.service").read_text()
    command = re.search(r"^ExecStart=(\S+)", text, re.M).group(1)
    unit = topic.path("unit", "yuantu-watch.service")
    unit.write_text(text.replace(command, topic.program))
    code, said = shell(topic, "systemd-analyze", "--man=no", "verify", unit)
    # Where systemd is not running, its own units are named too; only ours is judged.
    ours = [line for line in said.splitlines() if "yuantu" in line]
    topic.check(code == 0 and not ours, "systemd finds nothing wrong with the example unit", said[:800])


with Topic("shells") as topic:
    check_bash(topic)
    check_zsh(topic)
    check_fish(topic)
    check_manual(topic)
    check_unit(topic)
    topic.equal(topic.run("completions", "tcsh").code, 2, "another shell is a mistake of usage")
