"""Time stamps: an authority with every fault, batches, proofs others can check, imports, kills."""

import os
import re
import signal
import subprocess
import time

from harness import ORIGINALS, REPOSITORY, Topic, sha256
from pictures import product
from stamped_shops import add, filled_shop, undated
from time_authority import Infrastructure, TimeAuthority, openssl, unused_url

CLOCK = "own-clock"


def check_without_authority(topic, shop, out):
    result = shop.run("stamp")
    topic.check(result.code == 1 and "authority add" in result.err,
                "without an authority stamp says so and how to add one", result)
    verdict = shop.verify(out / "0.jpg").events[0]
    topic.check(verdict["timeKind"] == CLOCK and "time.ownClock" in verdict["findings"],
                "and a record says that its time is the own clock's only", verdict)


def check_faults(topic, shop, authority):
    """Every fault is named, nothing is kept of it, and the next good answer catches up."""
    for mode, code in (("garbage", "malformed"), ("html", "wrongMediaType"), ("reject", "rejected"),
                       ("nonce", "wrongNonce"), ("imprint", "wrongImprint"), ("usage", "untrusted"),
                       ("oversize", "tooLarge"), ("redirect", "httpStatus"),
                       ("http500", "httpStatus")):
        authority.mode = mode
        authority.queries = 0
        result = shop.run("stamp", "--json")
        seen = [event["code"] for event in result.of_kind("problem")]
        topic.check(result.code == 1 and seen == [f"stamp.{code}"]
                    and result.summary["undated"] > 0 and result.summary["tokens"] == 0,
                    f"an authority that answers with {mode}: stamp.{code}, nothing dated", result)
        tries = 3 if mode == "http500" else 1
        topic.equal(authority.queries, tries, f"and it is asked {tries} time(s)")
    authority.mode = "slow"
    started = time.monotonic()
    # Two tries would take a minute; one is enough to see that the wait ends.
    process = subprocess.Popen([topic.program, "stamp", "--home", str(shop.home)],
                               env=topic.environment(), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    authority.queries = 0
    while authority.queries < 2 and time.monotonic() - started < 60:
        time.sleep(0.2)
    waited = time.monotonic() - started
    process.kill()
    process.wait()
    topic.check(authority.queries == 2 and waited < 35,
                "a silent authority is given up after some 20 s and tried again",
                f"{waited:.0f} s, {authority.queries} queries")
    authority.mode = "ok"


def check_stale(topic, infrastructure):
    shop, exports, _ = filled_shop(topic, "stale", 1)
    authority = TimeAuthority(infrastructure, "stale")
    add(shop, authority)
    topic.equal(shop.run("stamp").code, 0, "the first answer of an authority is taken")
    product(9900, 320, 400).save(exports / "later.jpg", quality=92)
    shop.run("originals", "add", exports)
    result = shop.run("stamp", "--json")
    topic.check(result.code == 1 and result.summary["undated"] == 1,
                "the same answer again is refused", result)
    authority.stop()


def check_catching_up(topic, shop, authority, out):
    before = shop.run("stamp", "--json")
    topic.check(before.code == 0 and before.summary["undated"] == 0
                and before.summary["tokens"] == 1 and before.summary["records"] == 6,
                "a good answer dates all records with one stamp", before)
    again = shop.run("stamp", "--json")
    topic.equal((again.code, again.summary["tokens"]), (0, 0), "a further run asks for nothing")
    verdict = shop.verify(out / "0.jpg").events[0]
    kinds = {(item["subject"], item["kind"], item["trusted"]) for item in verdict["timeEvidence"]}
    topic.check(verdict["timeKind"] == "rfc3161-batch" and verdict["recordCheck"] == "pass"
                and "time.ownClock" not in verdict["findings"]
                and kinds >= {("record", "rfc3161-batch", True),
                              ("original", "rfc3161-batch", True)},
                "verify names the batch's stamp for the copy and for its original", verdict)
    said = shop.run("verify", out / "0.jpg").out
    topic.check("existed no later than" in said and authority.url in said,
                "and says “existed no later than” with the authority", said)
    said = shop.run("verify", out / "0.jpg", "--language", "zh-Hans").out
    topic.check("最迟于" in said and "已存在" in said, "in Chinese as well", said)


def printed_commands():
    text = (REPOSITORY / "docs" / "time.md").read_text()
    return re.findall(r"```sh\n(.*?)```", text, re.S)


def check_proof(topic, shop, authority, exports, out):
    """The commands that docs/time.md prints, exactly as printed, and `stamp check`."""
    first, second = printed_commands()
    proof = topic.path("proof")
    result = shop.run("stamp", "export", out / "0.jpg", "--out", proof, "--json")
    topic.equal(result.code, 0, "stamp export writes a folder")
    size = (proof / "anchor.cbor").stat().st_size
    topic.check(size < 700, "a picture's proof is below 700 bytes", f"{size} bytes")

    def shell(commands, file, folder=proof):
        return subprocess.run(["sh", "-c", commands], cwd=folder, capture_output=True, text=True,
                              env={"PATH": os.environ["PATH"], "FILE": str(file)}, check=False)

    for file in (out / "0.jpg", exports / "0.jpg"):
        ran = shell(first, file)
        topic.check(all(f"{number} OK" in ran.stdout for number in (1, 2, 3, 4))
                    and "Verification: OK" in ran.stdout + ran.stderr,
                    f"sha256sum and openssl accept the proof of {file.parent.name}/{file.name}",
                    ran.stdout + ran.stderr)
    ran = shell(first, out / "1.jpg")
    topic.check("1 OK" not in ran.stdout and "2 OK" in ran.stdout,
                "another picture of the same batch is not in its leaf", ran.stdout)
    checked = topic.run("stamp", "check", proof, "--anchors", authority.infrastructure.root,
                        "--file", out / "0.jpg", "--json")
    topic.check(checked.code == 0 and checked.events[0]["valid"]
                and checked.events[0]["copy"] == sha256(out / "0.jpg")
                and checked.events[0]["original"] == sha256(exports / "0.jpg"),
                "stamp check accepts it without a shop", checked)
    wrong = topic.run("stamp", "check", proof, "--anchors", authority.infrastructure.root,
                      "--file", out / "1.jpg")
    topic.equal(wrong.code, 3, "and refuses it for another file")
    stranger = Infrastructure(topic.path("stranger"), "Stranger")
    unknown = topic.run("stamp", "check", proof, "--anchors", stranger.root, "--json")
    topic.check(unknown.code == 3 and "timeStamp.untrusted" in unknown.text,
                "and for an authority that is not trusted", unknown)
    for name in ("anchor.cbor", "checkpoint.note", "token-1.tst", "signature.bin"):
        data = bytearray((proof / name).read_bytes())
        kept = bytes(data)
        # In a note only the text counts: it is what was stamped.
        data[20 if name.endswith(".note") else len(data) // 2] ^= 1
        (proof / name).write_bytes(bytes(data))
        broken = topic.run("stamp", "check", proof, "--anchors", authority.infrastructure.root)
        topic.equal(broken.code, 3, f"a changed byte in {name} is noticed")
        (proof / name).write_bytes(kept)
    again = shop.run("stamp", "export", out / "0.jpg", "--out", proof)
    topic.check(again.code == 1, "a folder with files in it is not written to", again)

    each = shop.run("stamp", "--each", out / "2.jpg", "--json")
    topic.check(each.code == 0 and each.of_kind("stamp")[0]["kind"] == "record",
                "stamp --each stamps one record alone", each)
    token = topic.path("file.tsr")
    with_query = openssl("ts", "-query", "-data", out / "2.jpg", "-sha256", "-cert").stdout
    token.write_bytes(authority.infrastructure.reply(with_query))
    imported = shop.run("stamp", "import", token, "--for", out / "2.jpg", "--json")
    topic.check(imported.code == 0 and imported.events[0]["evidence"]["trusted"],
                "a merchant's own token for a file is taken in", imported)
    wrong = shop.run("stamp", "import", token, "--for", out / "1.jpg")
    topic.check(wrong.code == 1 and "not for that file" in wrong.err,
                "but not for another file", wrong)
    alone = topic.path("alone")
    shop.run("stamp", "export", out / "2.jpg", "--out", alone)
    ran = shell(second, out / "2.jpg", alone)
    topic.check(ran.returncode == 0 and (ran.stdout + ran.stderr).count("Verification: OK") == 2,
                "openssl accepts the stamps over the record and over the file",
                ran.stdout + ran.stderr)
    check_grafted_proof(topic, authority, alone, out)
    verdict = shop.verify(out / "2.jpg").events[0]
    topic.check({"rfc3161", "rfc3161-batch"} <= {item["kind"] for item in verdict["timeEvidence"]},
                "verify lists every kind", verdict)


def check_grafted_proof(topic, authority, folder, out):
    """A stamp over a signature dates no file, whatever else is in the folder with it."""
    for name in ("token-1.tst", "file-token-1.tst"):
        (folder / name).rename(folder / f"kept-{name}")
    result = topic.run("stamp", "check", folder, "--anchors", authority.infrastructure.root,
                       "--file", out / "2.jpg", "--json")
    topic.check(result.code == 3 and not result.events[0]["valid"]
                and result.events[0]["timeEvidence"][0]["subject"] == "record",
                "a stamp over the record's signature alone dates no file", result)
    for name in ("token-1.tst", "file-token-1.tst"):
        (folder / f"kept-{name}").rename(folder / name)


def check_import_of_stranger(topic, shop, exports):
    stranger = Infrastructure(topic.path("other-authority"), "Other")
    file = exports / "1.jpg"
    query = openssl("ts", "-query", "-data", file, "-sha512", "-cert").stdout
    token = topic.path("stranger.tsr")
    token.write_bytes(stranger.reply(query))
    result = shop.run("stamp", "import", token, "--for", file, "--json")
    topic.check(result.code == 3 and "timeStamp.untrusted" in result.text,
                "a token of an unknown authority is kept and said to be unknown", result)
    result = shop.run("stamp", "import", token, "--for", file, "--anchors", stranger.root, "--json")
    topic.check(result.code == 0 and not result.events[0]["new"],
                "with the authority's root it counts", result)
    verdict = shop.verify(file).events[0]
    seen = [item for item in verdict["timeEvidence"] if item["kind"] == "rfc3161"]
    topic.check(seen and seen[0]["subject"] == "original" and seen[0]["trusted"],
                "verify names it as evidence about the original", verdict)
    for data in (b"", b"no token", token.read_bytes()[:-1], token.read_bytes() + b"\0",
                 b"\x30" * 70000):
        odd = topic.path("odd.tsr")
        odd.write_bytes(data)
        result = shop.run("stamp", "import", odd, "--for", file)
        topic.check(result.code == 1 and result.err.strip(),
                    f"a file of {len(data)} bytes that is no token is refused", result)


def check_two_authorities(topic, infrastructure):
    shop, _, out = filled_shop(topic, "two", 2)
    good = TimeAuthority(infrastructure)
    bad = TimeAuthority(Infrastructure(topic.path("second"), "Second"), "garbage")
    add(shop, good)
    add(shop, bad)
    result = shop.run("stamp", "--json")
    topic.check(result.code == 4 and result.summary["undated"] == 0
                and result.summary["failures"] == 1,
                "one of two authorities failing is exit 4; the records are dated", result)
    bad.mode = "ok"
    result = shop.run("stamp", "--json")
    topic.check(result.code == 0 and result.summary["tokens"] == 1,
                "the next run gets the missing stamp only", result)
    verdict = shop.verify(out / "0.jpg").events[0]
    names = {item["authority"] for item in verdict["timeEvidence"] if item["subject"] == "record"}
    topic.equal(names, {good.url, bad.url}, "both stamps are evidence")
    removed = shop.run("stamp", "authority", "remove", bad.url)
    verdict = shop.verify(out / "0.jpg").events[0]
    trusted = [item["trusted"] for item in verdict["timeEvidence"]]
    topic.check(removed.code == 0 and all(trusted),
                "an authority asked no more stays trusted for its old stamps", verdict)
    unknown = shop.run("stamp", "--authority", bad.url)
    topic.equal(unknown.code, 1, "and is not asked again")
    for url in ("ftp://x/", "file:///etc/passwd", "http://a b/", "timestamp", "http://me:secret@x/"):
        result = shop.run("stamp", "authority", "add", url, "--anchors", infrastructure.root)
        topic.check(result.code == 2, f"{url} is no authority", result)
    good.stop()
    bad.stop()


def check_offline(topic, infrastructure):
    shop, exports, out = filled_shop(topic, "offline", 1)
    dead = unused_url()
    shop.run("stamp", "authority", "add", dead, "--anchors", infrastructure.root)
    result = shop.run("stamp", "--json")
    topic.check(result.code == 1 and result.of_kind("problem")[0]["code"] == "stamp.unreachable",
                "nobody there: exit 1, and it says so", result)
    authority = TimeAuthority(infrastructure, "busy")
    shop.run("stamp", "authority", "remove", dead)
    add(shop, authority)
    product(9950, 320, 400).save(exports / "more.jpg", quality=92)
    shop.run("originals", "add", exports)
    result = shop.run("stamp", "--json")
    topic.check(result.code == 0 and result.summary["undated"] == 0
                and result.summary["records"] == 3 and authority.queries == 4,
                "later, with another authority that is busy at first, all of it is caught up", result)
    links = subprocess.run(["sqlite3", shop.home / "catalogue.sqlite",
                            "SELECT count(*) FROM time_link"], capture_output=True, text=True,
                           check=True).stdout.strip()
    topic.equal(links, "1", "the second batch holds the first one's stamp")
    topic.equal(shop.verify(out / "0.jpg").events[0]["timeKind"], "rfc3161-batch",
                "the copy made offline is dated")
    authority.stop()


def check_stamped_manifests(topic, infrastructure):
    """--stamp: a token inside the manifest itself, where any C2PA tool reads it."""
    shop = topic.shop("inside")
    exports, out = topic.path("inside-exports", "x").parent, topic.path("inside-out")
    product(9980, 320, 400).save(exports / "hero.jpg", quality=92)
    result = shop.run("originals", "add", exports, "--stamp")
    topic.check(result.code == 1 and "authority add" in result.err,
                "--stamp without an authority says what is missing", result)
    authority = TimeAuthority(infrastructure)
    add(shop, authority)
    added = shop.run("originals", "add", exports, "--stamp")
    issued = shop.protect(exports, out=out, options=["--stamp"])
    topic.check((added.code, issued.code, authority.queries) == (0, 0, 2),
                "--stamp has each manifest stamped while it is signed", issued)
    for path in (exports / "hero.jpg", out / "hero.jpg"):
        verdict = shop.verify(path).events[0]
        topic.check(verdict["timeKind"] == "rfc3161" and verdict["recordCheck"] == "pass",
                    f"verify reads the stamp in {path.parent.name}/{path.name}", verdict)
        said = shop.run("manifest", "verify", path, "--json").text
        topic.check("timeStamp.validated" in said and "timeStamp.trusted" in said,
                    "and so does manifest verify", said)
    authority.mode = "garbage"
    product(9981, 320, 400).save(exports / "second.jpg", quality=92)
    result = shop.protect(exports, out=out, options=["--stamp"])
    topic.check(result.code == 4 and (out / "second.jpg").exists()
                and result.of_kind("problem")[0]["code"] == "stamp.malformed",
                "a stamp that cannot be had stops no copy, and is said", result)
    topic.equal(shop.verify(out / "second.jpg").events[0]["timeKind"], CLOCK,
                "that copy has the own clock's time")
    authority.mode = "ok"
    shop.run("stamp")
    topic.equal(shop.verify(out / "second.jpg").events[0]["timeKind"], "rfc3161-batch",
                "until stamp catches it up")
    authority.stop()


def check_kills(topic, infrastructure):
    """kill -9 while the authority is thinking; nothing is lost and nothing is stamped twice."""
    shop, _, out = filled_shop(topic, "killed", 4)
    authority = TimeAuthority(infrastructure, "slow")
    add(shop, authority)
    for delay in (0.02, 0.1, 0.4, 1.0):
        process = subprocess.Popen([topic.program, "stamp", "--home", str(shop.home)],
                                   env=topic.environment(), start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        check = shop.run("catalogue", "check")
        topic.check(check.code == 0, f"killed after {delay} s the catalogue is sound", check)
    authority.mode = "ok"
    result = shop.run("stamp", "--json")
    topic.check(result.code == 0 and result.summary["undated"] == 0, "the next run completes it",
                result)
    rows = subprocess.run(
        ["sqlite3", shop.home / "catalogue.sqlite",
         "SELECT (SELECT count(*) FROM time_anchor), (SELECT count(*) FROM record), "
         "(SELECT count(*) FROM time_batch)"], capture_output=True, text=True,
        check=True).stdout.strip()
    topic.equal(rows, "8|8|1", "every record is in exactly one batch")
    topic.equal(shop.verify(out / "3.jpg").events[0]["timeKind"], "rfc3161-batch",
                "and its proof holds")
    authority.mode = "slow"
    runs = [subprocess.Popen([topic.program, "stamp", "--home", str(shop.home)],
                             env=topic.environment(), stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE) for _ in range(2)]
    product(9970, 320, 400).save(topic.path("one-more.jpg"), quality=92)
    for run in runs:
        run.communicate(timeout=60)
    topic.check(all(run.returncode in (0, 1) for run in runs), "two runs at once do no harm")
    authority.stop()


def check_damage(topic, shop, out):
    """Tokens and proofs in the catalogue are foreign bytes too: damage is said, never believed."""
    database = shop.home / "catalogue.sqlite"
    kept = database.read_bytes()
    for words, statement in (
            ("a token cut short", "UPDATE time_token SET bytes = substr(bytes, 1, 100)"),
            ("a token of another batch", "UPDATE time_token SET bytes = zeroblob(1000)"),
            ("a proof cut short", "UPDATE time_anchor SET bytes = substr(bytes, 1, 60)"),
            ("a proof of zeros", "UPDATE time_anchor SET bytes = zeroblob(600)"),
            ("a checkpoint with another root",
             "UPDATE time_batch SET note = replace(note, char(10), char(10) || 'A')")):
        subprocess.run(["sqlite3", database, statement], check=True, capture_output=True)
        result = shop.verify(out / "0.jpg")
        verdict = result.events[0]
        trusted = [item for item in verdict["timeEvidence"]
                   if item["trusted"] and item["kind"] == "rfc3161-batch"]
        topic.check(result.code == 0 and not trusted and verdict["timeKind"] == CLOCK,
                    f"{words} is no evidence", result)
        for rest in ("-wal", "-shm"):
            path = database.with_name(database.name + rest)
            if path.exists():
                path.unlink()
        database.write_bytes(kept)


with Topic("time-stamps") as topic:
    infrastructure = Infrastructure(topic.path("infrastructure"))
    shop, exports, out = filled_shop(topic, "shop")
    check_without_authority(topic, shop, out)
    authority = TimeAuthority(infrastructure)
    topic.equal(add(shop, authority).code, 0, "an authority can be added")
    check_faults(topic, shop, authority)
    check_catching_up(topic, shop, authority, out)
    check_proof(topic, shop, authority, exports, out)
    check_import_of_stranger(topic, shop, exports)
    check_damage(topic, shop, out)
    check_stale(topic, infrastructure)
    check_two_authorities(topic, infrastructure)
    check_offline(topic, infrastructure)
    check_stamped_manifests(topic, infrastructure)
    check_kills(topic, infrastructure)
    authority.stop()
