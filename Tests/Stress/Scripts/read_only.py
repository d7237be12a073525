"""Folders that cannot be written to: sources never matter; any other is named, and nothing is half."""

from disturbance import chosen_scenes, judge, note
from stage import Shim, Stage
from harness import Topic

with Topic("read-only") as topic:
    shim = Shim(topic)
    for scene in chosen_scenes(topic):
        stage = Stage(topic, shim, scene)
        failures = []
        for name in ("exports", "home", "home/index", "out"):
            stage.reset()
            # The library refuses as a read-only file system does, for root too.
            result, _ = stage.disturbed("frozen", 1, [stage.work / name])
            found = judge(stage, result, "frozen")
            if name == "exports" and result.code not in scene.done:
                found.append(f"a read-only folder of sources: {result}")
            if found:
                failures.append(f"{name}: {'; '.join(found)}"[:1200])
        note(scene.name, "a folder read-only", None, 4, len(failures))
        topic.check(not failures, f"{scene.name}: exports, home, index or outputs read-only, then all is well",
                    "\n".join(failures))
