"""The shop home: file modes, passphrases, refusal to overwrite, backup and restore, no leaks."""

import base64
import fcntl
import os
import pty
import re
import resource
import select
import signal
import stat
import subprocess
import termios
import time

from harness import ORIGINALS, Topic, sha256, snapshot
from pictures import pixels, steal

PASSPHRASE = "correct-horse 电池-staple-7183"


def modes(home):
    wrong = []
    for root, folders, names in os.walk(home):
        for path in [root] + [os.path.join(root, name) for name in names]:
            wanted = 0o700 if os.path.isdir(path) else 0o600
            seen = stat.S_IMODE(os.stat(path).st_mode)
            if seen != wanted:
                wrong.append(f"{os.path.relpath(path, home)} {seen:o}")
    return wrong


def secrets(home):
    """Every secret an unencrypted home holds, in the writings it might leak in."""
    found = set()
    for root, _, names in os.walk(home):
        for name in names:
            data = open(os.path.join(root, name), "rb").read()
            for body in re.findall(rb"-----BEGIN (?:EC )?PRIVATE KEY-----(.*?)-----END", data,
                                   re.S):
                found |= {line for line in body.split() if len(line) > 30}
            if b"secret" in name.encode():
                for token in re.findall(rb"\b[0-9a-fA-F]{64}\b", data):
                    raw = bytes.fromhex(token.decode())
                    found |= {token.lower(), token.upper(), base64.b64encode(raw)}
                if len(data) == 32:
                    found |= {data.hex().encode(), base64.b64encode(data), data}
    return found


def leaks(topic, results, home):
    words = secrets(home)
    topic.check(len(words) >= 3, "the home's secrets are where this test can find them",
                f"{len(words)} found")
    spilled = [str(result.arguments[:2]) for result in results
               for word in words if word in result.out_bytes + result.err_bytes]
    topic.check(not spilled, "no secret appears in any output", spilled)


def ask_on_terminal(topic, arguments, answers, env=None):
    """Runs the program on a terminal of its own and types an answer whenever it falls silent."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [topic.program, *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave,
        env=topic.environment(env), cwd=topic.folder, start_new_session=True,
        # The new session has no terminal until one is made its own: /dev/tty is that one.
        preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0))
    os.close(slave)
    said, answers, deadline = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.7)
        if ready:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
        elif process.poll() is not None:
            break
        elif answers:
            os.write(master, answers.pop(0).encode() + b"\n")
    if process.poll() is None:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    os.close(master)
    return process.returncode, said.decode("utf-8", "replace")


def check_plain_shop(topic):
    home = topic.path("plain", "home")
    # A careless umask must not matter.
    made = topic.run("init", "--shop", "青禾家居 QINGHE", "--no-passphrase", "--no-backup",
                     "--home", home, wrap=("sh", "-c", 'umask 0; exec "$@"', "sh"))
    topic.equal(made.code, 0, "init makes a shop without a passphrase when told so")
    topic.check(not modes(home), "files are 0600 and folders 0700, whatever the umask",
                modes(home))
    before = snapshot(home)
    again = topic.run("init", "--shop", "other", "--no-passphrase", "--no-backup",
                      "--home", home)
    topic.check(again.code == 1 and snapshot(home) == before,
                "init never overwrites a shop", again)
    listed = topic.run("keys", "list", "--home", home)
    topic.equal(listed.code, 0, "keys list works")
    out = topic.path("plain-out")
    used = [made, again, listed]
    for arguments in (["originals", "add", ORIGINALS], ["protect", ORIGINALS, "--out", out],
                      ["verify", out / "denim-jacket.jpg"], ["catalogue", "check"],
                      ["keys", "list", "--json"]):
        used.append(topic.run(*arguments, "--home", home))
    topic.equal([result.code for result in used[3:]], [0] * 5,
                "the shop does its work without asking")
    leaks(topic, used, home)
    topic.check(not modes(home), "modes stay so after work", modes(home))


def check_bad_names(topic):
    for words, name in (("empty", ""), ("of spaces", "   "), ("of 5,000 letters", "长" * 5000),
                        ("with a line break", "a\nb"), ("with an emoji", "小店😀")):
        home = topic.path(f"bad-{words.split()[-1]}", "home")
        result = topic.run("init", "--shop", name, "--no-passphrase", "--no-backup",
                           "--home", home)
        topic.check(result.code in (1, 2) and result.err.strip() and not os.path.exists(home),
                    f"a shop name {words} is refused and nothing is written", result)
    home = topic.path("accents", "home")
    result = topic.run("init", "--shop", "青禾 & Söhne (No. 1)", "--no-passphrase", "--no-backup",
                       "--home", home)
    topic.check(result.code == 0, "letters of any script and punctuation make a name", result)
    result = topic.run("init", "--shop", "x", "--home", topic.path("unasked", "home"))
    topic.check(result.code in (1, 2) and not os.path.exists(topic.path("unasked", "home")),
                "init away from a terminal without answers makes nothing", result)
    result = topic.run("init", "--shop", "x", "--no-passphrase", "--backup", topic.path("x.backup"),
                       "--home", topic.path("unlocked", "home"))
    topic.check(result.code == 1 and not os.path.exists(topic.path("unlocked", "home")),
                "init that cannot lock its backup makes no shop", result)


def check_passphrase(topic):
    home = topic.path("locked", "home")
    file = topic.path("phrase.txt")
    file.write_text(PASSPHRASE + "\n")
    wrong = topic.path("wrong.txt")
    wrong.write_text("not it\n")
    made = topic.run("init", "--shop", "锁店", "--no-backup", "--home", home,
                     "--passphrase-file", file)
    topic.equal(made.code, 0, "init takes the passphrase from a file")
    key = [path for path in home.rglob("*") if path.is_file()
           and b"PRIVATE KEY" in path.read_bytes()]
    sealed = [path.name for path in key if b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()]
    topic.check(key and len(sealed) == len(key), "every private key is encrypted PKCS#8",
                [path.name for path in key])
    for path in key:
        for phrase, opens in ((PASSPHRASE, True), ("not it", False)):
            opened = subprocess.run(
                ["openssl", "pkey", "-in", path, "-noout", "-passin", "env:PHRASE"],
                env={"PHRASE": phrase, "PATH": os.environ["PATH"]}, capture_output=True,
                check=False).returncode == 0
            topic.equal(opened, opens, f"openssl {'opens' if opens else 'does not open'} "
                        f"{path.name} with {'the' if opens else 'another'} passphrase")
    raw = [path.name for path in home.rglob("*secret*") if path.is_file()
           and (len(path.read_bytes()) <= 33
                or re.fullmatch(rb"\s*[0-9a-fA-F]{64}\s*", path.read_bytes()))]
    topic.check(not raw, "the mark secret is not kept in the clear in a locked shop", raw)

    picture, out = ORIGINALS / "denim-jacket.jpg", topic.path("locked-out")
    arguments = ["protect", picture, "--out", out, "--home", home]
    results = [made]
    for words, options, env, code in (
            ("wrong in a file", ["--passphrase-file", wrong], None, 1),
            ("wrong in the environment", [], {"YUANTU_PASSPHRASE": "not it"}, 1),
            ("missing, away from a terminal", [], None, 1),
            ("in a file that is not there", ["--passphrase-file", topic.path("none")], None, 1),
            ("right in the environment", [], {"YUANTU_PASSPHRASE": PASSPHRASE}, 0),
            ("right in a file, wrong in the environment", ["--passphrase-file", file],
             {"YUANTU_PASSPHRASE": "not it"}, 0)):
        result = topic.run(*arguments, *options, env=env)
        topic.check(result.code == code and (code == 0 or result.err.strip()),
                    f"passphrase {words}: exit {code}", result)
        results.append(result)
    topic.check(not any(PASSPHRASE in result.text or "battery" in result.text
                        for result in results), "the passphrase appears in no output")


CRASHING = """
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
static void *wait_and_crash(void *path) {
  while (access(path, F_OK) != 0) usleep(20000);
  abort();
}
__attribute__((constructor)) static void begin(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, wait_and_crash, getenv("CRASH_WHEN"));
}
"""


def crash(topic, arguments, at_work):
    """Makes a program crash while it is at work: what `at_work` saw of it before, and whether a core file was
    kept. A signal would not do: the program's threads leave them to a thread of their own."""
    library = topic.path("crash.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library], input=CRASHING,
                   text=True, check=True)
    now = topic.path("crash-now")
    now.unlink(missing_ok=True)
    process = subprocess.Popen(
        list(map(str, arguments)), cwd=topic.folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=topic.environment({"YUANTU_PASSPHRASE": PASSPHRASE, "LD_PRELOAD": str(library),
                               "CRASH_WHEN": str(now)}),
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
    seen = at_work(process)
    now.touch()
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return seen, process.returncode == -signal.SIGABRT, os.WCOREDUMP(status)


def check_process(topic):
    """What other programs of the machine get to see while the keys are open."""
    source, out = topic.path("watched", "one.jpg"), topic.path("watch-out")
    source.write_bytes((ORIGINALS / "denim-jacket.jpg").read_bytes())

    def look(process):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not list(out.glob("*.jpg")):
            time.sleep(0.1)
        with open(f"/proc/{process.pid}/cmdline", "rb") as file:
            return file.read(), os.stat(f"/proc/{process.pid}/environ").st_uid

    (line, owner), crashed, dumped = crash(
        topic, [topic.program, "protect", "--watch", source.parent, "--out", out, "--home",
                topic.path("locked", "home")], look)
    topic.check(crashed and list(out.glob("*.jpg")), "a run with open keys is made to crash")
    topic.check(PASSPHRASE.encode() not in line and b"--watch" in line,
                "the passphrase is not in the list of processes", line)
    if os.geteuid() == 0:
        topic.skip("the environment of a run is for the administrator alone", "run by the administrator")
    else:
        topic.equal(owner, 0, "the environment of a run is for the administrator alone")
    _, crashed, kept = crash(topic, ["sleep", "60"], lambda process: time.sleep(0.5))
    if crashed and kept:
        topic.check(not dumped, "a crash leaves no core file with keys in it")
    else:
        topic.skip("a crash leaves no core file", "this machine keeps none of any program")


def check_terminal(topic):
    home = topic.path("asked", "home")
    code, said = ask_on_terminal(
        topic, ["init", "--shop", "问店", "--no-backup", "--home", home, "--language", "zh-Hans"],
        ["typed-phrase-55", "typed-phrase-55", "typed-phrase-55"])
    topic.check(code == 0, "init asks for a passphrase on a terminal", said)
    topic.check("typed-phrase-55" not in said, "what is typed is not shown", said)
    result = topic.run("protect", ORIGINALS / "denim-jacket.jpg", "--out", topic.path("asked-out"),
                       "--home", home, env={"YUANTU_PASSPHRASE": "typed-phrase-55"})
    topic.equal(result.code, 0, "the passphrase typed is the passphrase set")
    home = topic.path("differing", "home")
    code, said = ask_on_terminal(topic, ["init", "--shop", "x", "--no-backup", "--home", home],
                                 ["one-phrase-1", "two-phrase-2"])
    topic.check(code != 0 or not home.exists(), "two different answers make no shop", said)


def check_backup(topic):
    home, backup = topic.path("kept", "home"), topic.path("shop.backup")
    env = {"YUANTU_PASSPHRASE": PASSPHRASE}
    made = topic.run("init", "--shop", "备份店", "--backup", backup, "--home", home, env=env)
    topic.check(made.code == 0 and backup.exists(), "init --backup writes the backup", made)
    topic.equal(stat.S_IMODE(backup.stat().st_mode), 0o600, "the backup is 0600")
    out = topic.path("kept-out")
    topic.run("protect", ORIGINALS, "--out", out, "--home", home, env=env)
    stolen = topic.path("stolen.jpg")
    steal(pixels(out / "白衬衫-01.jpg"), stolen, "resize-jpeg")
    later = topic.path("later.backup")
    result = topic.run("keys", "backup", later, "--home", home, env=env)
    topic.check(result.code == 0 and later.exists(), "keys backup writes one file", result)
    kept = sha256(later)
    result = topic.run("keys", "backup", later, "--home", home, env=env)
    topic.check(result.code == 1 and sha256(later) == kept,
                "keys backup does not overwrite a file", result)
    clear = [word for word in (b"BEGIN PRIVATE KEY", b"BEGIN EC PRIVATE KEY", b"SQLite format",
                               "备份店".encode()) if word in later.read_bytes()]
    topic.check(not clear, "the backup is not readable without the passphrase", clear)

    other = topic.path("restored", "home")
    result = topic.run("keys", "restore", later, "--home", other,
                       env={"YUANTU_PASSPHRASE": "not it"})
    topic.check(result.code == 1 and not other.exists(),
                "restore with a wrong passphrase makes nothing", result)
    damaged = topic.path("damaged.backup")
    data = bytearray(later.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(bytes(data))
    result = topic.run("keys", "restore", damaged, "--home", other, env=env)
    topic.check(result.code == 1 and not other.exists(),
                "restore of a damaged backup makes nothing", result)
    result = topic.run("keys", "restore", later, "--home", other, env=env)
    topic.check(result.code == 0, "restore turns the backup into a shop", result)
    topic.check(not modes(other), "a restored home has the modes of a new one", modes(other))
    mine = topic.run("keys", "list", "--json", "--home", home, env=env).out
    restored = topic.run("keys", "list", "--json", "--home", other, env=env).out
    topic.check(mine == restored and mine.strip(), "the restored shop has the same keys",
                f"{mine}\n{restored}")
    result = topic.run("verify", stolen, "--json", "--home", other, env=env)
    topic.check(result.code == 0 and result.events[0].get("relation") == "R4",
                "the restored shop recognises a copy issued before", result)
    before = snapshot(home)
    result = topic.run("keys", "restore", later, "--home", home, env=env)
    topic.check(result.code == 1 and snapshot(home) == before,
                "restore never overwrites a shop", result)


with Topic("shop-home") as topic:
    check_plain_shop(topic)
    check_bad_names(topic)
    check_passphrase(topic)
    check_process(topic)
    check_terminal(topic)
    check_backup(topic)
    default = topic.run("init", "--shop", "default", "--no-passphrase", "--no-backup",
                        env={"XDG_DATA_HOME": str(topic.path("data"))})
    topic.check(default.code == 0 and topic.path("data", "yuantu").is_dir(),
                "without --home the shop lives below the XDG data folder", default)
    named = topic.path("by-environment", "home")
    topic.run("init", "--shop", "named", "--no-passphrase", "--no-backup",
              env={"YUANTU_HOME": str(named)})
    topic.check(named.is_dir(), "YUANTU_HOME names the home")
