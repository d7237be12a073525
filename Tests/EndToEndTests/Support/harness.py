"""What every end-to-end topic uses: a temporary folder, the program under test, expectations."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
ORIGINALS = REPOSITORY / "samples" / "originals"
UNRELATED = REPOSITORY / "samples" / "unrelated"

# Words no output may contain: they would say more than was examined.
FORBIDDEN = re.compile(
    r"证明侵权|盗图成立|版权归属|100%|绝对|铁证|法院认可|司法鉴定|权威认证"
    r"|\bproves\b|\bcertified\b|\bguaranteed\b|owner confirmed|infringement confirmed",
    re.IGNORECASE)
CRASH = re.compile(r"Fatal error|Swift runtime failure|\*\*\* Signal|Program crashed|stack trace")


class Result:
    """What one run of the program gave back."""

    def __init__(self, arguments, code, out, err, seconds):
        self.arguments = arguments
        self.code = code
        self.out_bytes = out
        self.err_bytes = err
        self.out = out.decode("utf-8", "backslashreplace")
        self.err = err.decode("utf-8", "backslashreplace")
        self.seconds = seconds

    @property
    def text(self):
        return self.out + self.err

    @property
    def events(self):
        """Standard output as one JSON value a line; a line that is none raises ValueError."""
        return [json.loads(line) for line in self.out.split("\n") if line.strip()]

    def of_kind(self, kind):
        return [event for event in self.events if event.get("event") == kind]

    @property
    def summary(self):
        found = self.of_kind("summary")
        return found[-1] if found else {}

    def __str__(self):
        return f"exit {self.code}\nout: {self.out[-1500:]}\nerr: {self.err[-1500:]}"


class Topic:
    """One topic's temporary folder, runs and expectations. Use as a context manager."""

    def __init__(self, name):
        self.name = name
        self.failures = 0
        self.suspicious = []
        self.program = os.environ["YUANTU"]

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"yuantu-{self.name}-"))
        return self

    def __exit__(self, kind, error, trace):
        # Modes may have been taken away by a test; give them back so that all can be removed.
        subprocess.run(["chmod", "-R", "u+rwX", str(self.folder)], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
        if error is None:
            self.check(not self.suspicious, "no run crashed or used a forbidden word",
                       "; ".join(self.suspicious[:5]))
            sys.exit(1 if self.failures else 0)
        return False

    def check(self, holds, words, detail=""):
        """One expectation: one line. Returns whether it holds."""
        if holds:
            print(f"ok      {words}")
        else:
            self.failures += 1
            print(f"FAILED  {words}")
            if detail:
                print("        " + str(detail).replace("\n", "\n        "))
        return bool(holds)

    def skip(self, words, reason):
        print(f"skipped {words}: {reason}")

    def equal(self, seen, expected, words):
        return self.check(seen == expected, words, f"seen {seen!r}, expected {expected!r}")

    def path(self, *parts):
        """A path in the temporary folder, its parent made."""
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def environment(self, extra=None):
        """An environment of our own: nothing of the caller's shop or language leaks in."""
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.folder / "user"),
            "LC_ALL": "en_US.UTF-8",
            "TMPDIR": str(self.folder),
        }
        environment.update(extra or {})
        return environment

    def run(self, *arguments, env=None, timeout=240, cwd=None, stdin=None, wrap=()):
        """Runs the program to its end. A crash is noted and fails the topic at its end."""
        started = time.monotonic()
        process = subprocess.run(
            [*map(os.fspath, wrap), self.program, *map(os.fspath, arguments)],
            env=self.environment(env), cwd=cwd or self.folder, timeout=timeout,
            input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        result = Result(arguments, process.returncode, process.stdout, process.stderr,
                        time.monotonic() - started)
        self.look(result)
        return result

    def look(self, result):
        """Notes a crash or a forbidden word of a run."""
        command = " ".join(str(argument) for argument in result.arguments)[:160]
        if result.code < 0 or result.code > 4 or CRASH.search(result.text):
            self.suspicious.append(f"'{command}' ended with {result.code}: {result.err[-300:]}")
        word = FORBIDDEN.search(result.text)
        if word:
            self.suspicious.append(f"'{command}' says '{word.group(0)}'")

    def shop(self, name="shop", env=None):
        """Makes an unencrypted shop and returns the option that names it."""
        home = self.path(name, "home")
        result = self.run("init", "--shop", "青禾家居", "--no-passphrase", "--no-backup",
                          "--home", home, env=env)
        if result.code != 0:
            print(f"FAILED  a shop can be made\n{result}")
            raise SystemExit(1)
        return Shop(self, home)


class Shop:
    """A shop home and the commands run in it."""

    def __init__(self, topic, home):
        self.topic = topic
        self.home = home

    def run(self, *arguments, **options):
        return self.topic.run(*arguments, "--home", self.home, **options)

    def protect(self, *paths, out, options=(), **rest):
        return self.run("protect", *paths, "--out", out, "--json", *options, **rest)

    def verify(self, *paths, options=(), **rest):
        return self.run("verify", *paths, "--json", *options, **rest)


def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def snapshot(folder):
    """Every file below a folder with its hash, mode and modification time."""
    seen = {}
    for root, _, names in os.walk(os.fsencode(folder)):
        for name in names:
            path = os.path.join(root, name)
            if os.path.islink(path):
                seen[path] = os.readlink(path)
                continue
            status = os.stat(path)
            seen[path] = (sha256(os.fsdecode(path)), status.st_mode, status.st_mtime_ns)
    return seen


def output_path(topic, event):
    """The output an event names, as a full path."""
    return topic.folder / event["output"]
