"""What both benchmarks use: pictures of a folder, a shop to run in, and results on disk."""

import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "Tests/EndToEndTests/Support"))

ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}


def photos(folder):
    """Every picture below a folder, in the order of the names."""
    return sorted(path for path in pathlib.Path(folder).rglob("*")
                  if path.suffix.lower() in ENDINGS and path.is_file())


def machine():
    """What the figures were taken on: nothing that names the machine or its owner."""
    model = "unknown processor"
    try:
        found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
        model = found.group(1).strip() if found else model
    except OSError:
        pass
    return f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.machine()}"


def version(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True,
                          check=True).stdout.strip()


class Shop:
    """An unencrypted shop in a folder of its own, made unless `is_new` is false."""

    def __init__(self, program, folder, extra=None, is_new=True):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder),
                            "YUANTU_HOME": str(folder / "home"), "LC_ALL": "en_US.UTF-8",
                            **(extra or {})}
        if is_new:
            self.run("init", "--shop", "Benchmark", "--no-passphrase", "--no-backup")

    def run(self, *arguments, codes=(0,)):
        result = subprocess.run([self.program, *map(str, arguments)], env=self.environment,
                                cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                                text=True, check=False)
        if result.returncode not in codes:
            sys.exit(f"yuantu {arguments[0]} ended with {result.returncode}: "
                     f"{result.stderr[-800:]}")
        return result

    def lines(self, *arguments, codes=(0,)):
        result = self.run(*arguments, "--json", codes=codes)
        return [json.loads(line) for line in result.stdout.splitlines()]


def write(name, markdown, values, folder):
    """Both forms of one result, named after what was measured."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(markdown, encoding="utf-8")
    (folder / f"{name}.json").write_text(
        json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(markdown)


def today():
    return datetime.date.today().isoformat()
