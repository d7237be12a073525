"""protect --watch: complete files once, wherever they come from; events, signals, kill and restart."""
# Alone: it says when files settle, to the second.

import os
import shutil
import signal
import socket
import subprocess
import time

from PIL import Image

from harness import Topic, sha256, snapshot
from pictures import product
from watcher import Watcher

BURST = 200
DIFFERENT = 60
FIELDS = {
    "watching": {"paths", "output", "folders", "files", "rescan"},
    "copy": {"status", "path", "output", "platform", "slot", "recipient", "bytes", "width", "height",
             "sha256", "copy", "payload", "notices", "milliseconds"},
    "problem": {"code", "message"},
    "waiting": {"code", "message"},
    "idle": {"issued", "unchanged", "restored", "duplicates", "failed", "withoutOriginal", "seconds"},
    "stopped": {"issued", "unchanged", "restored", "duplicates", "failed", "withoutOriginal",
                "seconds"},
}


def picture(path, seed, size=(320, 400)):
    product(seed, *size).save(path, "JPEG", quality=90)
    return path


def settled(watcher, issued):
    return watcher.wait(lambda events: any(
        event.get("event") == "idle" and event["issued"] >= issued for event in events))


def check_ways_in(topic, watcher, folder):
    """Every way a file may come into the folder."""
    elsewhere = topic.path("elsewhere")
    elsewhere.mkdir()
    os.rename(picture(elsewhere / "moved.jpg", 10), folder / "moved.jpg")
    topic.check(watcher.wait_copy(folder / "moved.jpg"), "a file moved in is taken")

    tree = elsewhere / "整批" / "深" / "更深"
    tree.mkdir(parents=True)
    picture(tree / "a.jpg", 11)
    os.rename(elsewhere / "整批", folder / "整批")
    copy = watcher.wait_copy(folder / "整批" / "深" / "更深" / "a.jpg")
    topic.check(copy and copy["output"].endswith("/整批/深/更深/a.jpg"),
                "so is one in a folder that is moved in, to the same place below the outputs", copy)

    os.makedirs(folder / "new" / "nested")
    picture(folder / "new" / "nested" / "b.jpg", 12)
    topic.check(watcher.wait_copy(folder / "new" / "nested" / "b.jpg"),
                "so is one in folders just made")
    time.sleep(0.5)
    picture(folder / "整批" / "深" / "late.jpg", 13)
    topic.check(watcher.wait_copy(folder / "整批" / "深" / "late.jpg"),
                "a folder moved in is watched afterwards")

    os.rename(folder / "整批", folder / "renamed")
    picture(folder / "renamed" / "深" / "c.jpg", 14)
    topic.check(watcher.wait_copy(folder / "renamed" / "深" / "c.jpg"),
                "and under its new name when it is renamed")
    shutil.copyfile(folder / "moved.jpg", folder / "again.jpg")
    copy = watcher.wait_copy(folder / "again.jpg")
    topic.check(copy and copy["payload"] == watcher.wait_copy(folder / "moved.jpg")["payload"],
                "the same bytes under another name get the same copy, not a second mark", copy)


def check_completeness(topic, watcher, folder):
    """Nothing is taken half."""
    whole = picture(topic.path("whole.jpg"), 20).read_bytes()
    slow = folder / "slow.jpg"
    with open(slow, "wb", buffering=0) as file:
        for start in range(0, len(whole), len(whole) // 6 + 1):
            file.write(whole[start:start + len(whole) // 6 + 1])
            time.sleep(0.4)
        early = [event for event in watcher.events if event.get("path") == str(slow)]
        topic.check(not early, "a file that is still being written is left alone", early)
    topic.check(watcher.wait_copy(slow), "and taken when its writer closes it")

    whole = picture(topic.path("whole2.jpg"), 21).read_bytes()
    half = folder / "half.jpg"
    half.write_bytes(whole[:len(whole) // 2])
    event = watcher.wait_event("waiting", half)
    topic.check(event and event["code"] == "codec.truncated", "half a JPEG waits", event)
    with open(half, "ab") as file:
        file.write(whole[len(whole) // 2:])
    copy = watcher.wait_copy(half)
    topic.check(copy and not any("truncated" in notice for notice in copy["notices"]),
                "and is taken whole at the next close", copy)

    partial = picture(folder / "download.jpg.part", 22)
    hidden = picture(folder / ".hidden.jpg", 23)
    bad = folder / "bad.jpg"
    bad.write_text("<html>not found</html>")
    problem = watcher.wait_event("problem", bad)
    topic.check(problem and problem["code"] == "codec.notAnImage", "what is no picture is a problem",
                problem)
    named = [event for event in watcher.events
             if event.get("path") in (str(partial), str(hidden))]
    topic.check(not named, "unfinished downloads and hidden files are ignored", named)
    os.rename(partial, folder / "download.jpg")
    topic.check(watcher.wait_copy(folder / "download.jpg"),
                "a download is taken when it gets its name")


def check_changes(topic, watcher, folder, out):
    """A file changed later is another picture; two that want one name keep their own."""
    first = watcher.wait_copy(folder / "moved.jpg")
    picture(folder / "moved.jpg", 30)
    second = watcher.wait_copy(folder / "moved.jpg", count=2)
    topic.check(second and second["payload"] != first["payload"]
                and second["output"] == first["output"],
                "a file written anew is taken anew, to the same output", second)
    product(31, 320, 400).save(folder / "moved.png")
    product(32, 320, 400).save(folder / "wrong.jpg", "PNG")
    product(33, 320, 400).save(folder / "wrong.png", "PNG")
    copies = [watcher.wait_copy(folder / name) for name in ("moved.png", "wrong.jpg", "wrong.png")]
    topic.check(all(copies) and len({copy["output"] for copy in copies}) == 3,
                "files whose outputs want one name get different ones", copies)
    topic.check(all(sha256(copy["output"]) == copy["sha256"] for copy in copies),
                "and each keeps its own file")
    return {copy["path"]: copy["output"] for copy in copies}


def check_events(topic, watcher):
    wrong = [event for event in watcher.events if event.get("event") not in FIELDS
             or not FIELDS[event["event"]] <= set(event)]
    topic.check(not wrong, "every line is an event with the fields that docs/erp.md names", wrong[:3])


def check_burst_and_kill(topic, shop):
    """Many files at once; killed in the middle; started again."""
    folder, out = topic.path("burst"), topic.path("burst-out")
    folder.mkdir()
    names = [f"{number:03}.jpg" for number in range(BURST)]
    source = topic.path("burst-source")
    source.mkdir()
    for number, name in enumerate(names):
        picture(source / name, 1000 + number % DIFFERENT)
    watcher = Watcher(topic, shop, folder, out)
    watcher.wait_event("watching")
    for name in names:
        shutil.copyfile(source / name, folder / name)
    watcher.wait(lambda events: sum(e.get("event") == "copy" for e in events) >= 30)
    watcher.end(signal.SIGKILL)
    before = watcher.of_kind("copy")
    topic.check(30 <= len(before) < BURST, f"killed after {len(before)} of {BURST}")
    again = Watcher(topic, shop, folder, out)
    settled_in_time = again.wait(lambda events: sum(
        e.get("event") == "copy" for e in events) >= BURST and events[-1].get("event") == "idle", 90)
    topic.check(settled_in_time, "the next watch does all of the burst", again.events[-1:])
    copies = {event["path"]: event for event in again.of_kind("copy")}
    topic.equal(len(copies), BURST, "and tells of every file")
    topic.equal(len(again.of_kind("copy")), BURST, "once")
    changed = [event for event in before if copies[event["path"]]["payload"] != event["payload"]]
    topic.check(not changed, "what the killed one had told stays as it was", changed[:2])
    topic.equal(len({event["payload"] for event in copies.values()}), DIFFERENT,
                "every picture has one payload of its own")
    leftovers = [name for name in os.listdir(out) if name.startswith(".")]
    topic.check(not leftovers, "nothing half-written is left", leftovers)
    topic.equal(again.end(signal.SIGINT), 0, "SIGINT ends it with 0")
    check_events(topic, again)


def check_stop_at_work(topic, shop):
    """SIGTERM while a batch is being worked on."""
    folder, out = topic.path("stop"), topic.path("stop-out")
    folder.mkdir()
    for number in range(40):
        picture(folder / f"{number}.jpg", 3000 + number)
    watcher = Watcher(topic, shop, folder, out)
    watcher.wait(lambda events: any(event.get("event") == "copy" for event in events))
    started = time.monotonic()
    code = watcher.end()
    seconds = time.monotonic() - started
    copies = watcher.of_kind("copy")
    topic.equal(code, 0, "SIGTERM at work ends it with 0")
    topic.check(len(copies) < 40 and seconds < 10, "soon: the rest is left",
                f"{len(copies)} copies, {seconds:.1f} s")
    stopped = watcher.of_kind("stopped")
    topic.check(len(stopped) == 1 and watcher.events[-1] == stopped[0]
                and stopped[0]["issued"] == len(copies), "its last event counts what was done", stopped)
    damaged = []
    for name in os.listdir(out):
        with Image.open(out / name) as image:
            try:
                image.load()
            except OSError:
                damaged.append(name)
    topic.check(not damaged and len(os.listdir(out)) == len(copies), "every output is whole", damaged)


def check_output_inside(topic, shop):
    folder = topic.path("inside")
    folder.mkdir()
    picture(folder / "a.jpg", 40)
    watcher = Watcher(topic, shop, folder, folder / "listing", "--rescan", "1")
    watcher.wait_copy(folder / "a.jpg")
    time.sleep(2.5)
    topic.equal([event["path"] for event in watcher.of_kind("copy")], [str(folder / "a.jpg")],
                "an output folder inside the watched one is left out, also by rescans")
    topic.equal(watcher.end(), 0, "and the watch ends well")


def check_limit(topic, shop):
    """The system's limit of watches, lowered in a user namespace of its own."""
    limited = ["unshare", "-Ur", "sh", "-c",
               'echo 3 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh"]
    if subprocess.run([*limited, "true"], capture_output=True).returncode != 0:
        return topic.skip("the limit of watches is told", "no user namespaces here")
    folder = topic.path("limited")
    for name in "abcde":
        (folder / name).mkdir(parents=True)
    watcher = Watcher(topic, shop, folder, topic.path("limited-out"), "--rescan", "2", wrap=limited)
    problem = watcher.wait_event("problem")
    topic.check(problem and problem["code"] == "file.watchLimit", "the limit of watches is told",
                problem)
    picture(folder / "e" / "a.jpg", 50)
    topic.check(watcher.wait_copy(folder / "e" / "a.jpg"),
                "and what comes into folders beyond it is found by rescans")
    topic.equal(len(watcher.of_kind("problem")), 1, "it is told once")
    watcher.end()


def check_refusals(topic, shop, folder, out):
    for words, code, expected in (
            ((topic.path("missing"), "--out", out), "watch.notAFolder", 1),
            ((folder, "--out", folder), "usage.outputOverSources", 2),
            ((folder / "sub", "--out", folder), "usage.watchedInOutput", 2),
            ((folder, "--out", out, "--list", "x.csv"), "usage.listWithWatch", 2),
            ((folder, "--out", out, "--rescan", "0"), "usage.rescan", 2)):
        result = shop.run("protect", "--watch", *words, "--json")
        topic.check(result.code == expected and result.of_kind("problem")[0]["code"] == code,
                    f"{code} is refused with {expected}", result)
    result = shop.run("protect", folder, "--out", out, "--rescan", "5")
    topic.equal(result.code, 2, "--rescan without --watch is a mistake of usage")


def check_notification(topic, shop):
    """What systemd is told, and the example unit."""
    folder = topic.path("notified")
    folder.mkdir()
    address = str(topic.path("notify"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(address)
        receiver.settimeout(20)
        watcher = Watcher(topic, shop, folder, topic.path("notified-out"),
                          env={"NOTIFY_SOCKET": address})
        topic.equal(receiver.recv(100), b"READY=1", "systemd is told when the watch has begun")
        topic.equal(watcher.end(), 0, "a signal at the first moment ends it with 0")
        topic.equal(receiver.recv(100), b"STOPPING=1", "and systemd is told of the end")


with Topic("watch") as topic:
    shop = topic.shop()
    folder, out = topic.path("in"), topic.path("out")
    (folder / "sub").mkdir(parents=True)
    check_refusals(topic, shop, folder, out)
    picture(folder / "there.jpg", 1)
    picture(folder / "sub" / "there.jpg", 2)
    watcher = Watcher(topic, shop, folder, out)
    event = watcher.wait_event("watching")
    topic.check(event and (event["folders"], event["files"]) == (2, 2), "the first event says what is watched",
                event)
    topic.check(watcher.wait_copy(folder / "there.jpg") and watcher.wait_copy(folder / "sub" / "there.jpg"),
                "pictures that are there at the start are taken")
    check_ways_in(topic, watcher, folder)
    check_completeness(topic, watcher, folder)
    outputs = check_changes(topic, watcher, folder, out)
    before = snapshot(folder)
    topic.equal(watcher.end(), 0, "SIGTERM ends it with 0, whatever was wrong with single files")
    check_events(topic, watcher)
    again = Watcher(topic, shop, folder, out)
    topic.check(again.wait(lambda events: any(e.get("event") == "idle" for e in events)),
                "a new watch finds everything done")
    said = again.of_kind("copy")
    topic.check(said and all(event["status"] in ("unchanged", "duplicate") for event in said),
                "and marks nothing again", [e for e in said if e["status"] != "unchanged"][:3])
    moved = [event for event in said if outputs.get(event["path"], event["output"]) != event["output"]]
    topic.check(not moved, "and every output stays where it was", moved)
    again.end()
    topic.check(snapshot(folder) == before, "sources are untouched")
    check_output_inside(topic, shop)
    check_limit(topic, shop)
    check_notification(topic, shop)
    check_stop_at_work(topic, shop)
    check_burst_and_kill(topic, shop)
    topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is sound")
