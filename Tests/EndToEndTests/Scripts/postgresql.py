"""A shop whose catalogue is on a PostgreSQL server: the whole job, passwords, moving between stores,
backups, several runs at once, and a server that goes away."""

import json
import os
import signal
import subprocess
import time

from harness import ORIGINALS, Shop, Topic, snapshot
from pictures import pixels, product, steal
from postgresql_server import PASSWORD, PostgreSQLServer, programs
from watcher import Watcher

FILES = 60


def start(topic, shop, *arguments, env):
    return subprocess.Popen(
        [topic.program, *map(str, arguments), "--home", str(shop.home)], env=topic.environment(env),
        cwd=topic.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True)


def copies(out):
    """The copies that a run reported, as far as it came."""
    found = []
    for line in out.split(b"\n"):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if event.get("event") == "copy":
            found.append(event)
    return found


class OnServer(Shop):
    """A shop with the environment that lets it in."""

    def __init__(self, topic, name, env):
        super().__init__(topic, topic.path(name, "home"))
        self.env = env

    def run(self, *arguments, env=None, **options):
        return super().run(*arguments, env=self.env if env is None else env, **options)

    def make(self, *options, env=None):
        return self.run("init", "--shop", "青禾家居", "--no-passphrase", "--no-backup", "--json",
                        *options, env=env)


def written(home, word):
    return [path.name for path in home.rglob("*") if path.is_file() and word in path.read_bytes()]


def check_passwords(topic, server, env, results):
    address = server.database("passwords")
    given = address.replace("postgresql:///", "postgresql://:%s@/" % PASSWORD)
    shop = OnServer(topic, "passwords", {})
    refused = shop.make("--catalogue", given)
    topic.check(refused.code == 2 and not (shop.home / "shop.json").exists(),
                "a password on the command line is refused before anything is made", refused)
    made = shop.make(env={"YUANTU_CATALOGUE": given})
    topic.equal(made.code, 0, "the address may come from the environment, with its password")
    noted = json.loads((shop.home / "shop.json").read_text())
    topic.check(noted["catalogue"].startswith("postgresql://") and PASSWORD not in noted["catalogue"]
                and not written(shop.home, PASSWORD.encode()),
                "the shop notes the address and not the password", noted)
    outside = shop.run("keys", "list")
    topic.check(outside.code == 1 and "PGPASSFILE" in outside.err,
                "without the password the server lets nobody in, and the message says what to do", outside)
    topic.equal(shop.run("keys", "list", env=env).code, 0, "with a password file it does")
    wrong = shop.run("keys", "list", env={"YUANTU_CATALOGUE": given.replace(PASSWORD, "falsch-99")})
    topic.check(wrong.code == 1 and "falsch-99" not in wrong.text, "nor does a wrong password appear", wrong)
    typo = shop.run("keys", "list", env={"YUANTU_CATALOGUE": f"postgresql://a:{PASSWORD}@[x/y"})
    topic.check(typo.code == 2 and PASSWORD not in typo.text,
                "nor the password of an address that cannot be read", typo)
    results += [refused, made, outside, wrong, typo]
    stranger = OnServer(topic, "stranger", env)
    stranger.make("--catalogue", server.database("stranger"))
    mixed = stranger.run("catalogue", "check", "--catalogue", address)
    topic.check(mixed.code == 1 and "catalogue of another shop" in mixed.err,
                "another shop's catalogue is refused", mixed)
    taken = OnServer(topic, "taken", env)
    topic.check(taken.make("--catalogue", "mysql://x").code == 2
                and taken.make("--catalogue", f"postgresql:///none?host={topic.folder}").code == 1
                and not taken.home.exists(), "a shop that cannot have its catalogue is not begun")


def check_job(topic, shop, server):
    original, out = ORIGINALS / "denim-jacket.jpg", topic.path("out")
    before = snapshot(ORIGINALS)
    topic.equal(shop.run("originals", "add", ORIGINALS).code, 0, "originals are taken in")
    run = shop.protect(ORIGINALS, out=out)
    topic.check(run.code == 0 and run.summary["issued"] > 3 and run.summary["failed"] == 0,
                "pictures are protected", run)
    again = shop.protect(ORIGINALS, out=out)
    topic.equal((again.summary["issued"], again.summary["unchanged"]), (0, run.summary["issued"]),
                "a second run does nothing")
    suspect = topic.path("suspect.jpg")
    steal(pixels(out / original.name), suspect, "crop-jpeg")
    verdict = shop.verify(suspect).events[0]
    topic.equal((verdict["relation"], verdict["recordCheck"]), ("R4", "pass"), "a thief's edit is traced")
    case = shop.run("case", "new", "--platform", "pdd", "--kind", "complaint", "--suspect", suspect,
                    "--out", topic.path("case"), "--json")
    found = [event for event in case.events if event.get("event") == "case"]
    topic.check(case.code in (0, 3) and found, "a case is made", case)
    review = topic.run("review", found[0]["packages"][0], "--json")
    topic.check(review.code == 0 and review.events[0]["sound"], "and reviewed without the server",
                f"{found} {review}")
    topic.equal(len(shop.run("case", "list", "--json").of_kind("case")), 2,
                "both its forms are in the list of cases")
    check = shop.run("catalogue", "check", "--json")
    topic.equal((check.code, check.summary.get("problems")), (0, 0), "the catalogue is sound")
    topic.check(server.sql("SELECT count(*) FROM issued_copy WHERE state = 'issued'", "main")
                == str(check.summary["issuedCopies"]) and not (shop.home / "catalogue.sqlite").exists(),
                "what it counts is on the server, and no file is in the home")
    topic.check(snapshot(ORIGINALS) == before, "sources are untouched")
    return suspect


def check_move(topic, shop, server, suspect):
    first, second, third = (topic.path(f"register-{number}.jsonl") for number in range(3))
    topic.equal(shop.run("catalogue", "export", first).code, 0, "the register is exported")
    again = shop.run("catalogue", "export", first)
    topic.check(again.code == 1 and first.stat().st_size > 1000, "and never over a file", again)
    address = server.database("second")
    moved = shop.run("catalogue", "import", first, "--catalogue", address)
    topic.check(moved.code == 0 and json.loads((shop.home / "shop.json").read_text())["catalogue"] == address,
                "it moves to another database, which the shop uses from then on", moved)
    full = shop.run("catalogue", "import", first, "--catalogue", address)
    topic.equal(full.code, 1, "a catalogue with entries takes in nothing")
    home = shop.run("catalogue", "import", first, "--catalogue", "sqlite")
    topic.check(home.code == 0 and "catalogue" not in json.loads((shop.home / "shop.json").read_text()),
                "it moves into the home", home)
    topic.equal(shop.verify(suspect, env={}).events[0]["relation"], "R4", "where no server is needed")
    topic.equal(shop.run("catalogue", "export", second, env={}).code, 0, "and is exported from there")
    (shop.home / "catalogue.sqlite").rename(topic.path("set-aside.sqlite"))
    cut = topic.path("cut.jsonl")
    cut.write_bytes(first.read_bytes()[:-200])
    address = server.database("third")
    refused = shop.run("catalogue", "import", cut, "--catalogue", address)
    topic.check(refused.code == 1 and "complete export" in refused.err, "a cut export is refused", refused)
    topic.equal(shop.run("catalogue", "import", second, "--catalogue", address).code, 0,
                "and leaves nothing in the way of the whole one")
    shop.run("catalogue", "export", third)
    topic.check(first.read_bytes() == second.read_bytes() == third.read_bytes(),
                "PostgreSQL, SQLite, PostgreSQL: the exports are equal to the byte")
    topic.equal(shop.run("catalogue", "check").code, 0, "what was moved is sound")
    return third


def check_backup(topic, shop, server, env, register, suspect):
    secret = topic.path("passphrase")
    secret.write_text("correct-horse\n")
    backup = topic.path("shop.backup")
    topic.equal(shop.run("keys", "backup", backup, "--passphrase-file", secret).code, 0, "a backup is made")
    second = OnServer(topic, "second-machine", env)
    restored = second.run("keys", "restore", backup, "--passphrase-file", secret)
    topic.check(restored.code == 0 and second.verify(suspect).events[0]["relation"] == "R4",
                "restored on another machine, the shop goes on with the same catalogue", restored)
    server.sql("DROP DATABASE third")
    server.database("third")
    lost = OnServer(topic, "after-the-fire", env)
    restored = lost.run("keys", "restore", backup, "--passphrase-file", secret)
    copy = topic.path("restored.jsonl")
    lost.run("catalogue", "export", copy)
    topic.check(restored.code == 0 and copy.read_bytes() == register.read_bytes(),
                "a lost catalogue comes back from the backup, equal to the byte", restored)
    here = OnServer(topic, "without-server", {})
    restored = here.run("keys", "restore", backup, "--passphrase-file", secret, "--catalogue", "sqlite")
    topic.check(restored.code == 0 and here.run("catalogue", "check").code in (0, 3)
                and here.verify(suspect).events[0]["relation"] == "R4",
                "or into the home of a machine without a server", restored)


def exports(topic, name, seed, count=FILES):
    folder = topic.path(name)
    folder.mkdir()
    for number in range(count):
        product(seed + number, 320, 400).save(folder / f"{number:02}.jpg", quality=90)
    return folder


def check_registered_once(topic, server, reports, words):
    issued = [event["path"] for report in reports for event in report if event["status"] == "issued"]
    topic.check(len(issued) == len(set(issued)), f"{words}: no file is issued twice", sorted(issued))
    counts = server.sql(
        "SELECT count(*), count(DISTINCT payload), count(DISTINCT picture_sha256), "
        "count(DISTINCT output_sha256) FROM issued_copy WHERE state = 'issued'", "shared")
    topic.equal(counts.split("|")[1:], [str(counts.split("|")[0])] * 3,
                f"{words}: each picture has one copy and one payload")
    return len(issued)


def check_two_runs(topic, shop, server, env):
    folder, out = exports(topic, "two", 20_000), topic.path("two-out")
    runs = [start(topic, shop, "protect", folder, "--out", out, "--json", env=env) for _ in range(2)]
    said = [run.communicate(timeout=300) for run in runs]
    topic.equal([run.returncode for run in runs], [0, 0], "two runs over the same files both succeed")
    reports = [copies(out_bytes) for out_bytes, _ in said]
    issued = check_registered_once(topic, server, reports, "two runs")
    topic.equal((issued, [len({event["path"] for event in report}) for report in reports]),
                (FILES, [FILES, FILES]), "two runs: every file is issued, and named by both")
    shares = [sum(event["status"] == "issued" for event in report) for report in reports]
    # Not evenly: the one that writes the index has more to do for each.
    topic.check(min(shares) >= 1, f"two runs: they share the work ({shares})")
    check = shop.run("catalogue", "check")
    topic.equal(check.code, 0, "two runs: catalogue and index are sound")


def check_killed_run(topic, shop, server, env):
    folder, out = exports(topic, "killed", 30_000), topic.path("killed-out")
    before = int(server.sql("SELECT count(*) FROM issued_copy", "shared"))
    dying = start(topic, shop, "protect", folder, "--out", out, "--json", env=env)
    living = start(topic, shop, "protect", folder, "--out", out, "--json", env=env)
    # Killed while it has a job that is not done.
    for _ in range(2000):
        done = int(server.sql("SELECT count(*) FROM issued_copy WHERE state = 'issued'", "shared")) - before
        if done >= FILES // 4:
            break
        time.sleep(0.02)
    alive = dying.poll() is None and living.poll() is None
    os.killpg(dying.pid, signal.SIGKILL)
    killed = copies(dying.communicate()[0])
    held = int(server.sql("SELECT count(*) FROM job", "shared"))
    out_bytes, err = living.communicate(timeout=300)
    report = copies(out_bytes)
    topic.check(alive and 0 < len(killed) < FILES and held > 0,
                f"one of two runs is killed in the middle ({len(killed)} done, {held} jobs held)")
    topic.check(living.returncode == 0 and len({event["path"] for event in report}) == FILES,
                "the other completes everything", err[-500:])
    check_registered_once(topic, server, [killed, report], "after the kill")
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    topic.equal(names, sorted(path.name for path in folder.iterdir()), "after the kill: every output is there")
    verdicts = shop.verify(*sorted(out.glob("*.jpg"))[:6]).events
    topic.equal([verdict["relation"] for verdict in verdicts], ["R5"] * 6,
                "after the kill: outputs are what their records say")
    # The dead one may have been at a job that the other had done before.
    again = shop.protect(folder, out=out)
    topic.equal((again.code, again.summary["issued"], again.summary["unchanged"]), (0, 0, FILES),
                "after the kill: a further run does nothing")
    topic.equal(server.sql("SELECT count(*) FROM job", "shared"), "0", "after that no job is left over")
    topic.equal(shop.run("catalogue", "check").code, 0, "after the kill: the catalogue is sound")


def check_lost_server(topic, shop, server, env):
    count = 24
    folder, out = exports(topic, "lost", 40_000, count), topic.path("lost-out")
    run = start(topic, shop, "protect", folder, "--out", out, "--json", env=env)
    while len(list(out.glob("*.jpg"))) < 6 and run.poll() is None:
        time.sleep(0.05)
    server.stop()
    out_bytes, err = run.communicate(timeout=120)
    topic.check(run.returncode in (1, 4) and err.strip() and b"Fatal error" not in err,
                "a server that goes away ends the run with a reason", err[-500:])
    offline = shop.run("catalogue", "check")
    topic.check(offline.code == 1 and "did not answer" in offline.err, "no server: said so", offline)
    server.start()
    again = shop.protect(folder, out=out)
    topic.check(again.code == 0 and again.summary["issued"] + again.summary["unchanged"]
                + again.summary["restored"] == count, "the next run completes", again)
    check_registered_once(topic, server, [copies(out_bytes), again.of_kind("copy")], "after the loss")
    topic.equal(shop.run("catalogue", "check").code, 0, "after the loss: the catalogue is sound")


def check_two_watches(topic, shop, server, env):
    count = 16
    folder, out = topic.path("watched"), topic.path("watched-out")
    folder.mkdir()
    watches = [Watcher(topic, shop, folder, out, env=env) for _ in range(2)]
    topic.check(all(watch.wait_event("watching") for watch in watches), "two watches over one folder begin")
    source = exports(topic, "watched-source", 50_000, count + 1)
    late = sorted(source.iterdir())[count]
    for path in sorted(source.iterdir())[:count]:
        os.rename(path, folder / path.name)
    for watch in watches:
        watch.wait(lambda events: sum(event.get("event") == "copy" for event in events) >= count, 120)
    reports = [watch.of_kind("copy") for watch in watches]
    issued = check_registered_once(topic, server, reports, "two watches")
    topic.equal((issued, [len(report) for report in reports]), (count, [count, count]),
                "two watches: every file is issued once, and told of by both")
    server.stop()
    os.rename(late, folder / late.name)
    troubles = [watch.wait_event("problem") for watch in watches]
    topic.check(all(trouble and trouble["code"].startswith("catalogue.") for trouble in troubles),
                "a watch says when the server is gone", troubles)
    server.start()
    done = [watch.wait_copy(folder / late.name, seconds=90) for watch in watches]
    topic.check(all(done), "and goes on when it is back", [watch.events[-3:] for watch in watches])
    topic.equal([watch.end() for watch in watches], [0, 0], "both end with 0")
    check_registered_once(topic, server, [watch.of_kind("copy") for watch in watches], "after the return")


with Topic("postgresql") as topic:
    if programs() is None:
        topic.check(False, "PostgreSQL is installed (Debian: postgresql)")
    else:
        with PostgreSQLServer() as server:
            env = {"PGPASSFILE": server.password_file(topic.path("pgpass"))}
            results = []
            check_passwords(topic, server, env, results)
            shop = OnServer(topic, "main", env)
            made = shop.make("--catalogue", server.database("main"))
            topic.equal(made.code, 0, "a shop is made with its catalogue on a server")
            suspect = check_job(topic, shop, server)
            register = check_move(topic, shop, server, suspect)
            check_backup(topic, shop, server, env, register, suspect)
            shared = OnServer(topic, "shared", env)
            shared.make("--catalogue", server.database("shared"))
            check_two_runs(topic, shared, server, env)
            check_killed_run(topic, shared, server, env)
            check_lost_server(topic, shared, server, env)
            check_two_watches(topic, shared, server, env)
            topic.check(not any(PASSWORD in result.text for result in results),
                        "no message holds the password")
