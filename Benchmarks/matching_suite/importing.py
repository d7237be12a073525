"""Taking many pictures in: the index built by the program, killed half-way, and gone on with."""

import json
import shutil
import signal
import subprocess
import time

import shared


def listed(shop):
    """How many pictures the index on disk names."""
    try:
        with open(shop.folder / "home/index/index.json", encoding="utf-8") as file:
            return sum(segment["pictures"] for segment in json.load(file)["segments"])
    except (OSError, ValueError):
        return 0


def timed(shop, *arguments):
    start = time.monotonic()
    events = shop.lines(*arguments)
    return time.monotonic() - start, events[-1]


def run(program, photos, folder):
    """Registers `photos` in a shop, then builds the index anew and kills that half-way."""
    source = folder / "photos"
    source.mkdir()
    for number, photo in enumerate(photos):
        shutil.copyfile(photo, source / f"{number:06}{photo.suffix}")
    shop = shared.Shop(program, folder / "shop")
    registering, _ = timed(shop, "originals", "add", source)
    registered = listed(shop)
    process = subprocess.Popen(
        [shop.program, "catalogue", "index", "--rebuild"], env=shop.environment, cwd=shop.folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1)
    while process.poll() is None and listed(shop) < registered / 2:
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = listed(shop)
    resuming, summary = timed(shop, "catalogue", "index")
    problems = shop.lines("catalogue", "check")[-1]["problems"]
    return {"registered": registered, "registering ms": 1000 * registering / registered,
            "kept": kept, "known": summary["known"], "added": summary["indexed"],
            "resuming ms": 1000 * resuming / max(summary["indexed"], 1), "problems": problems}


def table(result):
    return "\n".join([
        "| pictures registered | ms each, `originals add` | in the index when killed | known to the "
        "next run | added by it | ms each | problems then |", "|---|---|---|---|---|---|---|",
        f"| {result['registered']:,} | {result['registering ms']:.0f} | {result['kept']:,} | "
        f"{result['known']:,} | {result['added']:,} | {result['resuming ms']:.0f} | "
        f"{result['problems']} |"])
