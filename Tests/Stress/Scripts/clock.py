"""A clock that jumps to 1970 and ten years ahead, between runs and during them."""

import os
import subprocess
import threading
import time

from disturbance import chosen_scenes, note
from faults import Shim, Stage
from harness import CRASH, Result, Topic

AGES = {"1970": "1970-01-02 00:00:00", "ten years ahead": "+3650d"}


def leap(stage, offsets):
    """The command while its clock is set to one offset after another."""
    library = subprocess.run(["faketime", "-f", "+0", "printenv", "LD_PRELOAD"], capture_output=True,
                             text=True, check=True).stdout.strip()
    clock = stage.topic.path("clock")
    clock.write_text("+0\n")
    env = {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
           **(stage.scene.env or {})}
    process = subprocess.Popen([stage.topic.program, *map(os.fspath, stage.command())],
                               env=stage.topic.environment(env), cwd=stage.topic.folder,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    done = threading.Event()

    def jump():
        number = 0
        while not done.is_set():
            time.sleep(0.03)
            other = clock.with_suffix(".next")
            other.write_text(offsets[number % len(offsets)] + "\n")
            os.replace(other, clock)
            number += 1

    thread = threading.Thread(target=jump)
    thread.start()
    out, err = process.communicate(timeout=200)
    done.set()
    thread.join()
    return Result(stage.command(), process.returncode, out, err, 0)


def odd(result):
    """Refusing to work with such a clock is right; a crash or silence is not."""
    if result.code in (0, 3):
        return []
    return [] if result.code in (1, 4) and result.err.strip() and not CRASH.search(result.text) else [str(result)]


with Topic("clock") as topic:
    shim = Shim(topic)
    for scene in chosen_scenes(topic):
        stage = Stage(topic, shim, scene)
        for name, age in AGES.items():
            stage.reset()
            result = topic.run(*stage.command(), env=scene.env, wrap=["faketime", "-f", age if age[0] == "+" else f"@{age}"])
            found = odd(result) + stage.complaints_after_fault() + stage.complaints_after_rerun()
            note(scene.name, f"clock at {name}", None, 1, len(found))
            topic.check(not found, f"{scene.name}: run in {name}, then again with the right clock", found)
        stage.reset()
        result = leap(stage, ["+3650d", "-20000d", "+0"])
        found = odd(result) + stage.complaints_after_fault() + stage.complaints_after_rerun()
        note(scene.name, "clock jumps during the run", None, 1, len(found))
        topic.check(not found, f"{scene.name}: the clock jumps during the run", found)
