"""kill -9 at random moments of a protect run of 200 files, then a complete run."""
# Alone: it kills at a moment reckoned from the speed.

import json
import os
import random
import signal
import subprocess
import time

from PIL import Image

from harness import Topic, output_path, snapshot
from pictures import product

FILES = 200
KILLS = 5


def killed_run(topic, shop, exports, out, seconds):
    """Starts protect, kills it after some seconds; returns the copies it had reported."""
    process = subprocess.Popen(
        [topic.program, "protect", str(exports), "--out", str(out), "--json",
         "--home", str(shop.home)],
        env=topic.environment(), cwd=topic.folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    reported = []
    for line in process.communicate()[0].split(b"\n"):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if event.get("event") == "copy":
            reported.append(event)
    return alive, reported


def outputs(out):
    return [os.path.join(root, name) for root, _, names in os.walk(out) for name in names]


def broken(paths):
    """The pictures among the paths that do not decode to their last row."""
    found = []
    for path in paths:
        try:
            with Image.open(path) as image:
                image.load()
        except (OSError, SyntaxError) as error:
            found.append(f"{os.path.basename(path)}: {error}")
    return found


def check_two_at_once(topic, shop):
    """Two runs over one folder at the same time: one waits for the other, or refuses."""
    exports, out = topic.path("shared"), topic.path("shared-out")
    exports.mkdir()
    for number in range(24):
        product(7000 + number, 320, 400).save(exports / f"{number:02}.jpg", quality=90)
    runs = [subprocess.Popen(
        [topic.program, "protect", str(exports), "--out", str(out), "--json", "--home",
         str(shop.home)], env=topic.environment(), cwd=topic.folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [run.communicate(timeout=120) for run in runs]
    issued = [event["path"] for out_bytes, _ in said for event in map(json.loads, filter(
        None, out_bytes.split(b"\n"))) if event.get("status") == "issued"]
    topic.check(any(run.returncode == 0 for run in runs)
                and all(run.returncode == 0 or err.strip() for run, (_, err) in zip(runs, said)),
                "two runs at once: one does the work, the other waits or says why not", said)
    topic.check(len(issued) == len(set(issued)) == 24, "and no file is processed twice",
                f"{len(issued)} issued, {len(set(issued))} different")


with Topic("kill-and-resume") as topic:
    generator = random.Random(20261123)
    exports, out = topic.path("exports"), topic.path("out")
    exports.mkdir()
    for number in range(FILES):
        product(1000 + number, 320, 400).save(exports / f"商品 {number:03}.jpg", quality=90)
    before = snapshot(exports)
    shop = topic.shop()

    # One picture tells how fast this machine is, so that the kills fall into the run.
    probe = topic.path("probe")
    probe.mkdir()
    for number in range(24):
        product(5000 + number, 320, 400).save(probe / f"{number}.jpg", quality=90)
    each = shop.protect(probe, out=topic.path("probe-out")).seconds / 24
    reported, in_time, damage = [], 0, []
    for _ in range(KILLS):
        alive, copies = killed_run(
            topic, shop, exports, out, generator.uniform(0.03, 0.16) * each * FILES)
        in_time += alive
        reported.append(copies)
        damage += broken(path for path in outputs(out) if path.endswith(".jpg")
                         and not os.path.basename(path).startswith("."))
    topic.check(in_time >= 3, f"the run was killed in the middle ({in_time} of {KILLS} times)")
    topic.check(not damage, "after each kill every output is complete or absent", damage[:5])

    final = shop.protect(exports, out=out, timeout=400)
    topic.equal(final.code, 0, "the next run completes")
    copies = final.of_kind("copy")
    topic.check(len(copies) == FILES and len({copy["path"] for copy in copies}) == FILES,
                "it names every file once", final.summary)
    found = outputs(out)
    expected = {os.path.realpath(output_path(topic, copy)) for copy in copies}
    topic.check({os.path.realpath(path) for path in found} == expected,
                "no partial file is left behind",
                sorted({os.path.realpath(path) for path in found} ^ expected)[:5])
    topic.check(not broken(found), "every output decodes")
    topic.check(len({copy["payload"] for copy in copies}) == FILES, "no payload is used twice")

    issued = [event for run in reported for event in run if event["status"] == "issued"]
    issued += [copy for copy in copies if copy["status"] == "issued"]
    names = [event["path"] for event in issued]
    topic.check(len(names) == len(set(names)), "no file is processed twice",
                sorted(name for name in set(names) if names.count(name) > 1)[:5])
    last = {copy["path"]: copy["payload"] for copy in copies}
    changed = [event["path"] for event in issued if last.get(event["path"]) != event["payload"]]
    topic.check(not changed, "a copy reported before a kill keeps its payload", changed[:5])
    topic.check(len(issued) - final.summary["issued"] > 0,
                "work done before the kills was kept", final.summary)

    check = shop.run("catalogue", "check", "--json")
    topic.equal(check.code, 0, "the catalogue is sound")
    some = generator.sample(copies, 12)
    verdicts = shop.verify(*(output_path(topic, copy) for copy in some)).events
    wrong = [verdict for verdict, copy in zip(verdicts, some)
             if verdict.get("relation") != "R5" or verdict["copy"]["id"] != copy["copy"]]
    topic.check(len(verdicts) == len(some) and not wrong,
                "each output is the one its record was signed for", wrong[:2])
    again = shop.protect(exports, out=out)
    topic.equal((again.summary.get("issued"), again.summary.get("unchanged")), (0, FILES),
                "a further run does nothing")
    check_two_at_once(topic, shop)
    topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is still sound")
    topic.check(snapshot(exports) == before, "sources are untouched")
