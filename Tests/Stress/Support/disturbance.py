"""One scene with one kind of fault at each of its steps, or at an even sample of them."""

import json
import os

from stage import SIGKILLED, Stage, sample
from scenes import all_scenes
from time_authority import Infrastructure, TimeAuthority

WORDS = {"kill": "killed", "full": "disk full", "broken": "disk failing", "frozen": "disk read-only"}


def chosen_scenes(topic):
    """Every scene, or those that STRESS_SCENES names, comma-separated."""
    authority = TimeAuthority(Infrastructure(topic.path("pki")))
    names = [name for name in os.environ.get("STRESS_SCENES", "").split(",") if name]
    return [scene for scene in all_scenes(authority) if not names or scene.name in names]


def note(scene, fault, steps, disturbed, failures):
    """A row of the table, for the runner."""
    path = os.environ.get("STRESS_RESULTS")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps({"scene": scene, "fault": fault, "steps": steps,
                                   "disturbed": disturbed, "failures": failures}) + "\n")


def at_every_step(topic, shim, scene, modes, most=None):
    """Disturbs the scene in each of these ways at up to `most` steps (STRESS_STEPS, 60) and judges each."""
    most = most or int(os.environ.get("STRESS_STEPS", "60"))
    stage = Stage(topic, shim, scene)
    quiet, steps = stage.disturbed()
    wrong = [] if quiet.code in scene.done else [f"undisturbed: {quiet}"]
    wrong += scene.unfinished(stage, quiet)
    topic.check(not wrong and steps, f"{scene.name}: undisturbed, {len(steps)} steps", wrong)
    for mode in modes:
        disturb(topic, stage, mode, steps, sample(len(steps), most))


def disturb(topic, stage, mode, steps, chosen):
    scene = stage.scene
    failures, reached = [], 0
    for step in chosen:
        stage.reset()
        result, _ = stage.disturbed(mode, step)
        found = judge(stage, result, mode)
        reached += result.code == SIGKILLED if mode == "kill" else 1
        if found:
            call, path = steps[step - 1]
            where = f"step {step} ({call} {os.path.relpath(path, stage.work)})"
            failures.append(f"{where}: {'; '.join(found)}"[:1200])
    note(scene.name, WORDS[mode], len(steps), reached, len(failures))
    topic.check(not failures, f"{scene.name}: {WORDS[mode]} at {len(chosen)} of {len(steps)} steps, then all is well",
                f"{len(failures)} failures\n" + "\n".join(failures[:int(os.environ.get('STRESS_SHOWN', '6'))]))
    # The last steps of a run may differ by one from the counted run's.
    topic.check(reached >= 0.9 * len(chosen), f"{scene.name}: and the fault was met", f"{reached} of {len(chosen)}")


def judge(stage, result, mode):
    found = []
    if mode != "kill":
        # A fault met by what need not succeed, such as tidying up, changes nothing.
        if result.code in stage.scene.done:
            found += [f"said to be done: {item}" for item in stage.scene.unfinished(stage, result)]
        elif result.code not in (1, 4) or not stage.names_file(result):
            found.append(f"answered with {result}")
    return found + stage.complaints_after_fault() + stage.complaints_after_rerun()
