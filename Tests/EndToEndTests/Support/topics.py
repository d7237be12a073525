"""Runs the topics of a folder, each a program of its own, and counts their expectations.

As many topics at a time as there are processors. A topic that measures time, or takes all of a resource, says
`# Alone: why` at the beginning of a line and runs when the others have ended.
"""

import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import time

SUPPORT = pathlib.Path(__file__).resolve().parent
REPOSITORY = SUPPORT.parents[2]


def run(topic, environment, limit):
    """Runs one topic and prints its lines when it has ended; returns (passed, failed)."""
    started = time.monotonic()
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
    lines = [f"-- {topic.stem}", output.rstrip("\n")]
    passed = len(re.findall(r"^ok +", output, re.M))
    failed = len(re.findall(r"^FAILED +", output, re.M))
    if late:
        lines.append(f"FAILED  {topic.stem}: stopped after {limit} s")
        failed += 1
    elif process.returncode != 0 and failed == 0:
        lines.append(f"FAILED  {topic.stem}: ended with exit code {process.returncode}")
        failed += 1
    elif passed + failed == 0:
        lines.append(f"FAILED  {topic.stem}: examined nothing")
        failed += 1
    lines.append(f"   {topic.stem}: {time.monotonic() - started:.1f} s")
    # In one piece: others print too.
    print("\n".join(lines), flush=True)
    return passed, failed


def is_alone(topic):
    return re.search(r"^# Alone: ", topic.read_text(encoding="utf-8"), re.M) is not None


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
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as lanes:
        counts = list(lanes.map(lambda topic: run(topic, environment, limit),
                                (topic for topic in topics if not is_alone(topic))))
    counts += [run(topic, environment, limit) for topic in topics if is_alone(topic)]
    passed, failed = map(sum, zip(*counts))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
