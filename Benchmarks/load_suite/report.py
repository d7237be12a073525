"""The tables of one run."""

import statistics

import shared
from load_suite import variants


def median(steps, key, scale=1.0):
    return statistics.median(step[key] for step in steps) * scale


def throughput(values):
    """The first, the middle and the last thousand of each variant."""
    rows = ["| variant | pictures before | pictures a second | processor ms a picture | "
            "most memory of a process, MiB |", "|---|---|---|---|---|"]
    for name, steps in values.items():
        lots = [step for step in steps if step["kind"] == "protect"]
        places = sorted({0, len(lots) // 10, len(lots) // 2, len(lots) - 1})
        for place in places:
            # Three lots around it, where there are as many.
            near = lots[max(0, place - 1):place + 2]
            rows.append(
                f"| {name} | {lots[place]['pictures'] - 1000:,} | {1000 / median(near, 'wall'):.1f} | "
                f"{median(near, 'processor'):.0f} | {median(near, 'memory'):.0f} |")
    return "\n".join(rows)


def milestones(values):
    rows = ["| variant | pictures | `stamp`, s | records | marked copy, ms | tied | unmarked, cropped, ms | "
            "tied | one more picture, s | `catalogue check`, s | problems | catalogue, bytes a picture | "
            "index | views for comparing | memory, MiB |", "|---|" + "---|" * 14]
    for name, steps in values.items():
        for step in (step for step in steps if step["kind"] == "milestone"):
            count = step["pictures"]
            each = 1000 / variants.SUSPECTS
            memory = max(step[key]["memory"] for key in ("stamp", "marked", "unmarked", "check", "one"))
            rows.append(
                f"| {name} | {count:,} | {step['stamp']['processor']:.1f} | {step['stamp']['records']:,} | "
                f"{step['marked']['processor'] * each:.0f} | {step['marked']['right']} of "
                f"{variants.SUSPECTS} | {step['unmarked']['processor'] * each:.0f} | "
                f"{step['unmarked']['right']} of {variants.SUSPECTS} | {step['one']['processor']:.2f} | "
                f"{step['check']['processor']:.1f} | {step['check']['problems']} | "
                f"{step['catalogue'] / count:,.0f} | {step['index'] / count:,.0f} | {step['views'] / count:,.0f} | "
                f"{memory:.0f} |")
    return "\n".join(rows)


def audits(values):
    cost = [step["audit"]["processor"] / step["audit"]["files"] for steps in values.values()
            for step in steps if step["kind"] == "milestone"]
    return (f"`audit` of {variants.AUDITED} copies against one picture takes "
            f"{statistics.median(cost) * 1000:.0f} ms a file; it reads the files it is given, not the "
            "catalogue, so it does not grow with the shop.")


def markdown(values, given, words):
    command = " ".join(word if "/" not in word else word.rstrip("/").split("/")[-1] for word in words)
    return "\n\n".join([
        f"# Many pictures, {shared.today()}",
        f"{shared.version(given.yuantu)}; {shared.machine()}. `Benchmarks/load {command}`",
        "Pictures of at most 400 pixels. Times of the second table are processor seconds, for a picture "
        "or for the whole command.",
        "## protect", throughput(values), "## What grows", milestones(values), audits(values)]) + "\n"
