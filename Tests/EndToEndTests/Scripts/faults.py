"""Kills at file-system steps and a wrong clock, the quick form; `make stress` does it to every command, at more steps."""

from disturbance import at_every_step
from stage import Shim, Stage
from harness import Topic
from scenes import KeysRestore, KeysRotate, OriginalsAdd, Protect


def check_notes(topic, stage):
    """Files that are gone or changed are named, and the catalogue is sound all the same."""
    stage.reset()
    stage.rerun()
    first, second, _ = stage.files()
    first.unlink()
    second.write_bytes(second.read_bytes()[:-9])
    sorted((stage.work / "exports").iterdir())[0].unlink()
    views = sorted((stage.home / "index" / "views").rglob("*.jpg"))
    views[0].unlink()
    check = stage.yuantu("catalogue", "check", "--json")
    seen = {event["code"] for event in check.of_kind("note")}
    topic.check(check.code == 0 and check.summary["problems"] == 0 and check.summary["notes"] == 4
                and seen == {"catalogue.output.missing", "catalogue.output.changed",
                             "catalogue.original.missing", "catalogue.index.viewMissing"},
                "catalogue check names files that are gone or changed", check)
    views[1].write_bytes(b"\xff\xd8")
    check = stage.yuantu("catalogue", "check", "--json")
    topic.check(check.code == 3 and [event["code"] for event in check.of_kind("problem")]
                == ["catalogue.index.viewDamaged"], "and a damaged view as a problem", check)


def check_clock(topic, stage):
    stage.reset()
    result = topic.run(*stage.command(), wrap=["faketime", "-f", "@1970-01-02 00:00:00"])
    topic.check(result.code == 1 and "keys.clock" in result.out,
                "with a clock before the certificate nothing is signed", result)
    topic.check(not stage.complaints_after_rerun(), "and with the right clock all is done")


class ProtectAgain(Protect):
    """The same, in a folder of its own."""

    name = "protect again"


with Topic("faults") as topic:
    shim = Shim(topic)
    at_every_step(topic, shim, Protect(), ["kill"], most=12)
    for scene in (OriginalsAdd(), KeysRotate(), KeysRestore()):
        at_every_step(topic, shim, scene, ["kill"], most=4)
    stage = Stage(topic, shim, ProtectAgain())
    check_notes(topic, stage)
    check_clock(topic, stage)
