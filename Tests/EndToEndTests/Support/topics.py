"""Runs the topics of a folder, each a program of its own, and counts their expectations."""

import os
import pathlib
import re
import signal
import subprocess
import time

SUPPORT = pathlib.Path(__file__).resolve().parent
REPOSITORY = SUPPORT.parents[2]


def run(topic, environment, limit):
    """Runs one topic, passing its lines through; returns (passed, failed)."""
    started = time.monotonic()
    print(f"-- {topic.stem}", flush=True)
    process = subprocess.Popen(
        ["/usr/bin/python3", str(topic)], env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit)
        late = False
    except subprocess.TimeoutExpired:
        # The whole group: the program under test must not outlive its topic.
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        late = True
    print(output, end="")
    passed = len(re.findall(r"^ok +", output, re.M))
    failed = len(re.findall(r"^FAILED +", output, re.M))
    if late:
        print(f"FAILED  {topic.stem}: stopped after {limit} s")
        failed += 1
    elif process.returncode != 0 and failed == 0:
        print(f"FAILED  {topic.stem}: ended with exit code {process.returncode}")
        failed += 1
    elif passed + failed == 0:
        print(f"FAILED  {topic.stem}: examined nothing")
        failed += 1
    print(f"   {topic.stem}: {time.monotonic() - started:.1f} s", flush=True)
    return passed, failed


def main(folder, names, limit, modules=(), extra=None):
    """Runs every topic of a folder, or the ones named; returns the exit code.

    `limit` is for each topic, in seconds; `modules` are further folders that topics import from.
    """
    topics = sorted((folder / "Scripts").glob("*.py"))
    if names:
        known = {topic.stem: topic for topic in topics}
        unknown = [name for name in names if name not in known]
        if unknown:
            print(f"no such topic: {', '.join(unknown)}; there are: {', '.join(known)}")
            return 2
        topics = [known[name] for name in names]
    binary = pathlib.Path(os.environ.get("YUANTU", REPOSITORY / ".build/release/yuantu"))
    if not os.access(binary, os.X_OK):
        print(f"no program at {binary}; build it with: make build")
        return 2
    environment = dict(os.environ, **(extra or {}))
    environment["YUANTU"] = str(binary.resolve())
    environment["PYTHONPATH"] = ":".join(map(str, [SUPPORT, *modules]))
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["PYTHONUNBUFFERED"] = "1"
    # Pillow grumbles about the files that are odd on purpose.
    environment["PYTHONWARNINGS"] = "ignore::UserWarning"
    environment["PYTHONIOENCODING"] = "utf-8:backslashreplace"
    passed = failed = 0
    for topic in topics:
        one_passed, one_failed = run(topic, environment, limit)
        passed += one_passed
        failed += one_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
