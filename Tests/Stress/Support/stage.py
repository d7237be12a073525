"""Faults at chosen file-system steps: the shim, the sample of steps, and a folder that is put back for each."""

import os
import pathlib
import re
import shutil
import subprocess
import time

from harness import CRASH, Result

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "fault_shim.c"
PARTIAL = ".yuantu-partial"
SIGKILLED = -9


class Shim:
    """The preloaded library, built into the topic's folder."""

    def __init__(self, topic):
        self.topic = topic
        self.library = topic.path("fault_shim.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(self.library), str(SOURCE), "-ldl"],
                       check=True)

    def run(self, arguments, folders, mode=None, step=None, env=None):
        """Runs the program to its end, or to the step; returns the result and the steps taken there."""
        log = self.topic.path("steps.log")
        log.unlink(missing_ok=True)
        extra = {"LD_PRELOAD": str(self.library), "FAULT_LOG": str(log),
                 "FAULT_FOLDERS": ":".join(map(os.path.realpath, folders)), **(env or {})}
        if mode:
            extra.update(FAULT_MODE=mode, FAULT_STEP=str(step))
        started = time.monotonic()
        process = subprocess.run(
            [self.topic.program, *map(os.fspath, arguments)], env=self.topic.environment(extra),
            cwd=self.topic.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=240)
        result = Result(arguments, process.returncode, process.stdout, process.stderr,
                        time.monotonic() - started)
        if mode != "kill":
            self.topic.look(result)
        steps = []
        if log.exists():
            steps = [line.split(" ", 2)[1:] for line in log.read_text(errors="replace").splitlines()]
        return result, steps


def sample(count, most):
    """Up to `most` of the steps 1 … count, evenly, with the first and the last."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(index * (count - 1) / (most - 1)) for index in range(most)})


class Stage:
    """A scene's folder, as it is before the command of the scene runs, and the runs in it."""

    def __init__(self, topic, shim, scene):
        self.topic, self.shim, self.scene = topic, shim, scene
        self.work = topic.path("work", scene.name.replace(" ", "-"), "x").parent
        self.home, self.out = self.work / "home", self.work / "out"
        scene.prepare(self)
        self.pristine = topic.path("pristine", self.work.name)
        subprocess.run(["cp", "-a", str(self.work), str(self.pristine)], check=True)
        self.sources = contents(self.work / "exports")

    def reset(self):
        shutil.rmtree(self.work)
        subprocess.run(["cp", "-a", str(self.pristine), str(self.work)], check=True)

    def yuantu(self, *arguments, home=None, **options):
        return self.topic.run(*arguments, "--home", home or self.home, **options)

    def command(self):
        return [*self.scene.command(self), "--home", self.home]

    def disturbed(self, mode=None, step=None, folders=None):
        return self.shim.run(self.command(), folders or [self.work], mode, step, self.scene.env)

    def rerun(self):
        return self.topic.run(*self.command(), env=self.scene.env)

    def files(self, folder=None):
        """Every output, without those that are unfinished and hidden."""
        return sorted(path for path in (folder or self.out).rglob("*")
                      if path.is_file() and not path.name.endswith(PARTIAL))

    def partials(self):
        return sorted(path for path in self.work.rglob("*" + PARTIAL))

    def complaints_after_fault(self):
        """What is wrong before anything is run again: half outputs, a catalogue that is not clean."""
        found = [f"half an output: {path.name}: {reason}" for path in self.scene.outputs(self)
                 if (reason := self.scene.damage(self, path))]
        if contents(self.work / "exports") != self.sources:
            found.append("an original or export was changed")
        if self.scene.has_catalogue(self):
            found += self.unclean()
        return found

    def unclean(self):
        check = self.yuantu("catalogue", "check", "--json")
        if check.code == 0:
            return []
        return [f"catalogue check: {check.code} {[(e['code'], e.get('subject', '')[:24]) for e in check.of_kind('problem')]}"
                f" {check.err[-300:]}"]

    def complaints_after_rerun(self):
        """Runs the command again, undisturbed: it completes, and all is as after one quiet run."""
        before = {path: path.read_bytes() for path in self.files()} if self.scene.keeps_outputs else {}
        again = self.rerun()
        found = [] if again.code in self.scene.done else [f"the rerun ends with {again}"]
        found += [f"the rerun changed {path.name}" for path, bytes_ in before.items()
                  if not path.exists() or path.read_bytes() != bytes_]
        found += self.scene.unfinished(self, again)
        found += [f"left behind: {path.relative_to(self.work)}" for path in self.partials()]
        if contents(self.work / "exports") != self.sources:
            found.append("an original or export was changed")
        return found + self.unclean()

    def names_file(self, result):
        """Whether the messages name a file or folder of the scene and no run-time error."""
        return bool(re.search(re.escape(self.work.name) + "|home|out|shop", result.text)) \
            and not CRASH.search(result.text)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
