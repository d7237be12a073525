"""What is disturbed: each scene is one command, the state it starts from, and how its results are judged."""

import hashlib
import json
import shutil

from PIL import Image

from pictures import product

PASSPHRASE = {"YUANTU_PASSPHRASE": "a passphrase for faults 7"}


class Scene:
    """`done` are the exit codes of a quiet run; `keeps_outputs` says that a rerun leaves finished ones alone."""

    name = ""
    env = None
    done = (0,)
    keeps_outputs = False
    pictures = 3

    def prepare(self, stage):
        stage.yuantu("init", "--shop", "青禾家居", "--no-passphrase", "--no-backup")
        exports = stage.work / "exports"
        exports.mkdir()
        stage.out.mkdir()
        for number in range(self.pictures):
            product(8100 + number, 320, 400).save(exports / f"图 {number}.jpg", quality=92)

    def command(self, stage):
        raise NotImplementedError

    def outputs(self, stage):
        """What must be whole or absent."""
        return stage.files()

    def damage(self, stage, path):
        """Why an output is not whole; None when it is."""
        return None

    def unfinished(self, stage, result):
        """What a run that says it is done left undone."""
        return []

    def has_catalogue(self, stage):
        return (stage.home / "shop.json").exists()


class Protect(Scene):
    name = "protect"
    keeps_outputs = True

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("originals", "add", stage.work / "exports")

    def command(self, stage):
        return ["protect", stage.work / "exports", "--out", stage.out, "--json", "--jobs", "1"]

    def damage(self, stage, path):
        try:
            with Image.open(path) as image:
                image.load()
        except (OSError, SyntaxError) as error:
            return str(error)
        return None

    def unfinished(self, stage, result):
        found = [path.name for path in stage.files()]
        if len(found) != self.pictures:
            return [f"outputs: {found}"]
        verdicts = stage.yuantu("verify", *stage.files(), "--json").events
        wrong = [v["file"] for v in verdicts if v["relation"] != "R5" or v["recordCheck"] != "pass"]
        return [f"not the recorded files: {wrong}"] if wrong or len(verdicts) != self.pictures else []


class OriginalsAdd(Scene):
    name = "originals add"

    def command(self, stage):
        return ["originals", "add", stage.work / "exports", "--json", "--jobs", "1"]

    def unfinished(self, stage, result):
        seen = stage.yuantu("catalogue", "check", "--json").summary
        wanted = (self.pictures, self.pictures)
        counts = (seen.get("originals"), seen.get("records"))
        return [] if counts == wanted else [f"originals and records: {counts}"]


class Stamp(Scene):
    name = "stamp"

    def __init__(self, authority):
        self.authority = authority

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("originals", "add", stage.work / "exports")
        stage.yuantu("stamp", "authority", "add", self.authority.url, "--anchors",
                     self.authority.infrastructure.root)

    def command(self, stage):
        return ["stamp", "--json"]

    def unfinished(self, stage, result):
        verdicts = stage.yuantu("verify", *stage.files(stage.work / "exports"), "--json").events
        kinds = {verdict["timeKind"] for verdict in verdicts}
        return [] if kinds == {"rfc3161-batch"} else [f"time kinds {kinds}"]


class KeysRotate(Scene):
    name = "keys rotate"

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("originals", "add", stage.work / "exports")

    def command(self, stage):
        return ["keys", "rotate", "--json"]

    def unfinished(self, stage, result):
        keys = sorted(path.name for path in stage.home.glob("signing-key*.pem"))
        found = [] if len(keys) == 1 else [f"private keys: {keys}"]
        added = stage.yuantu("originals", "add", stage.work / "exports")
        return found + ([] if added.code == 0 else [f"the new key does not sign: {added}"])


class Written(Scene):
    """A command that writes one file and never over one that is there."""

    file = ""

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("originals", "add", stage.work / "exports")

    def target(self, stage):
        """Another file when a whole one is there already, as a person would name it."""
        return stage.out / (f"second-{self.file}" if (stage.out / self.file).exists() else self.file)


class KeysBackup(Written):
    name = "keys backup"
    file = "shop.backup"
    env = PASSPHRASE

    def command(self, stage):
        return ["keys", "backup", self.target(stage)]

    def damage(self, stage, path):
        folder = stage.topic.folder / "restored"
        shutil.rmtree(folder, ignore_errors=True)
        restored = stage.yuantu("keys", "restore", path, home=folder, env=self.env)
        if restored.code != 0:
            return str(restored)
        check = stage.yuantu("catalogue", "check", "--json", home=folder)
        return None if check.summary.get('problems') is not None and check.summary["originals"] == self.pictures else str(check)

    def unfinished(self, stage, result):
        found = [reason for path in stage.files() if (reason := self.damage(stage, path))]
        return found if stage.files() else ["no backup"]


class KeysRestore(KeysBackup):
    """From a backup into a folder where the shop is not."""

    name = "keys restore"

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("keys", "backup", stage.work / self.file, env=self.env)
        shutil.rmtree(stage.home)

    def command(self, stage):
        # What a run that ended after the last step has restored is not restored twice.
        home = stage.home.exists() and (stage.home / "shop.json").exists()
        return ["catalogue", "check"] if home else ["keys", "restore", stage.work / self.file]

    def unfinished(self, stage, result):
        seen = stage.yuantu("catalogue", "check", "--json").summary
        return [] if seen.get("originals") == self.pictures else [f"restored: {seen}"]


class CaseNew(Scene):
    name = "case new"
    done = (0, 3)
    options = ()

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("originals", "add", stage.work / "exports")
        stage.yuantu("protect", stage.work / "exports", "--out", stage.work / "issued")

    def command(self, stage):
        return ["case", "new", "--platform", "pdd", "--kind", "complaint", "--suspect",
                stage.work / "issued" / "图 0.jpg", "--out", stage.out, "--json", *self.options]

    def outputs(self, stage):
        return sorted(path for path in stage.out.iterdir() if not path.name.endswith(".yuantu-partial"))

    def damage(self, stage, path):
        if path.name.startswith("."):
            return None
        review = stage.topic.run("review", path, "--json")
        return None if review.code == 0 and review.events[0]["sound"] else str(review)

    def unfinished(self, stage, result):
        cases = stage.yuantu("case", "list", "--json").of_kind("case")
        found = [f"a case whose package is not there: {case}" for case in cases
                 if not any(str(path) == case.get("path") for path in self.outputs(stage))]
        made = [path for path in self.outputs(stage) if not path.name.startswith(".")]
        found += [reason for path in made if (reason := self.damage(stage, path))]
        return found + ([] if len(made) >= 2 else [f"packages: {made}"])


class CaseNewZip(CaseNew):
    name = "case new zip"
    options = ("--zip",)


class CatalogueExport(Written):
    name = "catalogue export"
    file = "register.jsonl"

    def command(self, stage):
        return ["catalogue", "export", self.target(stage)]

    def damage(self, stage, path):
        lines = path.read_bytes().splitlines(keepends=True)
        try:
            last = json.loads(lines[-1])
        except (ValueError, IndexError):
            return "no last line"
        right = hashlib.sha256(b"".join(lines[:-1])).hexdigest() == last.get("sha256")
        return None if right else "the last line's SHA-256 is another"

    def unfinished(self, stage, result):
        found = [reason for path in stage.files() if (reason := self.damage(stage, path))]
        return found if stage.files() else ["no export"]


class CatalogueImport(Written):
    """Into a shop whose catalogue is lost."""

    name = "catalogue import"

    def prepare(self, stage):
        super().prepare(stage)
        stage.yuantu("catalogue", "export", stage.work / "register.jsonl")
        for path in stage.home.glob("catalogue.sqlite*"):
            path.unlink()

    def command(self, stage):
        # A catalogue that has its entries is not filled twice.
        if (stage.home / "catalogue.sqlite").exists():
            seen = stage.yuantu("catalogue", "check", "--json").summary
            if seen.get("originals") == self.pictures:
                return ["catalogue", "check"]
        return ["catalogue", "import", stage.work / "register.jsonl"]

    def has_catalogue(self, stage):
        return False

    def unfinished(self, stage, result):
        seen = stage.yuantu("catalogue", "check", "--json").summary
        return [] if seen.get("originals") == self.pictures else [f"imported: {seen}"]


def all_scenes(authority):
    return [Protect(), OriginalsAdd(), Stamp(authority), KeysRotate(), KeysBackup(), KeysRestore(),
            CaseNew(), CaseNewZip(), CatalogueExport(), CatalogueImport()]
