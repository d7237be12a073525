"""A shop on one store that grows by lots, and what is measured on the way."""

import contextlib
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from PIL import Image

import shared
from postgresql_server import PostgreSQLServer
from time_authority import Infrastructure, TimeAuthority

ALL = ("sqlite-1", "sqlite-2", "postgresql-1", "postgresql-2")
MILESTONES = (1000, 10_000, 100_000)
SUSPECTS = 20
AUDITED = 100


class GrowingShop(shared.Shop):
    """A shop, its workers, and the lots it has."""

    def __init__(self, name, program, folder, authority, extra=None, catalogue_bytes=None):
        self.name = name
        self.is_shared = name.startswith("postgresql")
        self.workers = int(name[-1])
        self.done = folder / "steps.jsonl"
        self.authority = authority
        self.catalogue_bytes = catalogue_bytes or self.file_bytes
        begun = (folder / "home").exists()
        super().__init__(program, folder, extra, is_new=not begun)

    def file_bytes(self):
        return sum(path.stat().st_size for path in (self.folder / "home").glob("catalogue.sqlite*"))

    def steps(self):
        try:
            return [json.loads(line) for line in self.done.read_text().splitlines()]
        except FileNotFoundError:
            return []

    def note(self, step):
        with self.done.open("a", encoding="utf-8") as file:
            file.write(json.dumps(step) + "\n")

    def measured(self, *command, count=1):
        """Wall and processor seconds, most memory of a process in MiB, and the events of the first."""
        started = time.perf_counter()
        with contextlib.ExitStack() as files:
            running = []
            for _ in range(count):
                out = files.enter_context(tempfile.TemporaryFile("w+"))
                running.append((out, subprocess.Popen(
                    [self.program, *map(str, command), "--json"], env=self.environment,
                    cwd=self.folder, stdin=subprocess.DEVNULL, stdout=out,
                    stderr=subprocess.DEVNULL)))
            processor, memory = 0.0, 0
            for _, process in running:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                if process.returncode not in (0, 1):
                    sys.exit(f"yuantu {command[0]} ended with {process.returncode}")
                processor += usage.ru_utime + usage.ru_stime
                memory = max(memory, usage.ru_maxrss / 1024)
            wall = time.perf_counter() - started
            running[0][0].seek(0)
            events = [json.loads(line) for line in running[0][0]]
        return {"wall": wall, "processor": processor, "memory": memory}, events

    def protect(self, lot):
        """One lot; with several processes each picture is done by one of them."""
        jobs, processes = (1, self.workers) if self.is_shared else (self.workers, 1)
        cost, _ = self.measured(
            "protect", lot, "--out", self.copies(lot), "--jobs", jobs, count=processes)
        made = len(shared.photos(self.copies(lot)))
        expected = len(shared.photos(lot))
        if made != expected:
            sys.exit(f"{self.name}: {made} copies of {expected} pictures")
        return cost

    def copies(self, lot):
        return self.folder / "copies" / lot.name


@contextlib.contextmanager
def open_shop(name, program, folder):
    """A shop with a time-stamp authority, and with a database server where the name says so."""
    with contextlib.ExitStack() as stack:
        infrastructure = Infrastructure(
            pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory())) / "infrastructure")
        authority = TimeAuthority(infrastructure)
        stack.callback(authority.stop)
        if not name.startswith("postgresql"):
            yield GrowingShop(name, program, folder, authority)
            return
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(PostgreSQLServer())
        extra = {"YUANTU_CATALOGUE": server.database("load"),
                 "PGPASSFILE": server.password_file(folder / "pgpass")}
        yield GrowingShop(
            name, program, folder / "shop", authority, extra,
            lambda: int(server.sql("SELECT pg_database_size('load')", "load")))


def grow(shop, supply, count):
    """Lot after lot until there are `count` pictures; the steps, milestones among them."""
    done = {step["pictures"] for step in shop.steps() if step["kind"] == "protect"}
    for index in range(count // supply.size):
        pictures = (index + 1) * supply.size
        lot = supply.lot(index)
        if pictures not in done:
            shop.note({"kind": "protect", "pictures": pictures, **shop.protect(lot)})
            print(f"{shop.name}: {pictures}", file=sys.stderr)
            if pictures in MILESTONES or pictures == count:
                shop.note({"kind": "milestone", "pictures": pictures, **milestone(shop, lot)})
    return shop.steps()


def suspects(shop, lot, folder):
    """Marked copies as JPEG 75, and the pictures before marking, cropped: content alone finds those."""
    (folder / "marked").mkdir()
    (folder / "unmarked").mkdir()
    for copy in shared.photos(shop.copies(lot))[:SUSPECTS]:
        with Image.open(copy) as image:
            image.convert("RGB").save(folder / "marked" / f"{copy.stem}.jpg", quality=75)
    for photo in shared.photos(lot)[:SUSPECTS]:
        with Image.open(photo) as image:
            width, height = image.size
            part = (width // 8, height // 8, width, height)
            image.convert("RGB").crop(part).save(folder / "unmarked" / f"{photo.stem}.jpg", quality=80)


def right(events, lot):
    """How many suspects are tied to the picture they were made from, by the mark or by content."""
    def source(event):
        return hashlib.sha256((lot / pathlib.Path(event["file"]).name).read_bytes()).hexdigest()

    return sum(event["relation"] in ("R3", "R4", "R5") and event.get("picture") == source(event)
               for event in events if "relation" in event)


def milestone(shop, lot):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        suspects(shop, lot, folder)
        shop.run("stamp", "authority", "add", shop.authority.url, "--anchors",
                 shop.authority.infrastructure.root)
        stamp, events = shop.measured("stamp")
        # Gone with this run: a later one has an authority of its own.
        shop.run("stamp", "authority", "remove", shop.authority.url)
        records = events[-1]["records"]
        marked, said = shop.measured("verify", folder / "marked", "--jobs", 1)
        unmarked, heard = shop.measured("verify", folder / "unmarked", "--jobs", 1)
        check, checked = shop.measured("catalogue", "check")
        (folder / "own").mkdir()
        for copy in shared.photos(shop.copies(lot))[:AUDITED]:
            (folder / "own" / copy.name).symlink_to(copy)
        audit, listed = shop.measured("audit", folder / "own", "--against",
                                      shared.photos(folder / "unmarked")[0])
        one, _ = shop.measured("protect", shared.photos(folder / "unmarked")[0], "--out",
                               folder / "one", "--jobs", 1)
    index = shop.folder / "home/index"
    return {"stamp": {**stamp, "records": records}, "marked": {**marked, "right": right(said, lot)},
            "unmarked": {**unmarked, "right": right(heard, lot)},
            "check": {**check, "problems": checked[-1]["problems"]},
            "audit": {**audit, "files": listed[-1]["examined"], "listed": listed[-1]["listed"]},
            "one": one, "catalogue": shop.catalogue_bytes(),
            "index": sum(path.stat().st_size for path in index.glob("*.segment")),
            "views": sum(path.stat().st_size for path in (index / "views").rglob("*.jpg"))}
