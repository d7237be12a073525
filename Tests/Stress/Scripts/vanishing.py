"""Sources that vanish, are exchanged or are cut while a command reads them: each is named, nothing breaks."""

import os
import random
import shutil
import subprocess
import threading
import time

from disturbance import note
from stage import Shim, Stage
from harness import Topic
from pictures import product
from scenes import OriginalsAdd, Protect

ROUNDS = 6


def vanish(path, _):
    path.unlink()


def exchange(path, number):
    other = path.with_suffix(".other")
    product(8600 + number, 320, 400).save(other, "JPEG", quality=90)
    os.replace(other, path)


def cut(path, _):
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 3)


def one_round(stage, change, generator):
    """The command while a thread changes one source after another; what is wrong then."""
    stage.reset()
    sources = sorted((stage.work / "exports").iterdir())
    generator.shuffle(sources)
    process = subprocess.Popen(
        [stage.topic.program, *map(os.fspath, stage.command())], env=stage.topic.environment(),
        cwd=stage.topic.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True)

    def disturb():
        for number, path in enumerate(sources[:8]):
            time.sleep(generator.uniform(0.0, 0.12))
            change(path, number)

    thread = threading.Thread(target=disturb)
    thread.start()
    out, err = process.communicate(timeout=120)
    thread.join()
    found = []
    if process.returncode not in (0, 1, 4):
        found.append(f"ended with {process.returncode}: {err[-400:]}")
    if process.returncode in (1, 4) and "exports" not in out + err:
        found.append(f"names no file: {err[-400:]}")
    found += [f"half an output: {path.name}" for path in stage.scene.outputs(stage) if stage.scene.damage(stage, path)]
    found += stage.unclean()
    # The sources are back as they were, as after a sync that has ended.
    shutil.rmtree(stage.work / "exports")
    shutil.copytree(stage.pristine / "exports", stage.work / "exports")
    again = stage.rerun()
    if again.code != 0:
        found.append(f"the rerun ends with {again}")
    return found + stage.unclean()


with Topic("vanishing") as topic:
    shim, generator = Shim(topic), random.Random(20261125)
    for scene in (Protect(), OriginalsAdd()):
        scene.pictures = 12
        stage = Stage(topic, shim, scene)
        for change in (vanish, exchange, cut):
            failures = []
            for _ in range(ROUNDS):
                failures += one_round(stage, change, generator)
            note(scene.name, f"sources {change.__name__} during the run", None, ROUNDS, len(failures))
            topic.check(not failures, f"{scene.name}: sources {change.__name__} during the run, then all is well",
                        "\n".join(failures[:6])[:3000])
