"""A clock that jumps to 1970 and ten years ahead between runs, and one that runs away during them."""

from disturbance import chosen_scenes, note
from stage import Shim, Stage
from harness import CRASH, Topic

# Three years a second in the last two: the certificate ends, or begins, somewhere in the run.
CLOCKS = {"at 1970": "@1970-01-02 00:00:00", "ten years ahead": "+3650d", "running ahead": "+0 x100000000",
          "running from the past": "-100d x100000000"}


def odd(result):
    """Refusing to work with such a clock is right; a crash or silence is not."""
    if result.code in (0, 3):
        return []
    return [] if result.code in (1, 4) and result.err.strip() and not CRASH.search(result.text) else [str(result)]


with Topic("clock") as topic:
    shim = Shim(topic)
    for scene in chosen_scenes(topic):
        stage = Stage(topic, shim, scene)
        for name, clock in CLOCKS.items():
            stage.reset()
            result = topic.run(*stage.command(), env={"DONT_FAKE_MONOTONIC": "1", **(scene.env or {})},
                               wrap=["faketime", "-f", clock])
            found = odd(result) + stage.complaints_after_fault() + stage.complaints_after_rerun()
            note(scene.name, f"clock {name}", None, 1, len(found))
            topic.check(not found, f"{scene.name}: clock {name}, then the right one: all is well", found)
