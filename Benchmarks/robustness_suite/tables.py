"""From the lines of a run to tables in Markdown and plots."""

import statistics
import textwrap

import matplotlib
import numpy as np

from .attacks import ATTACKS
from .measure import CLASSES

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

ROWS = {
    1: "codecs, resize 50 %, turns, aspect, tone, noise",
    2: "JPEG 10–20, WebP 25, resize 25–30 %, banner, white background, pasted at 50 %",
    3: "crops to 25 % and 10 %", 4: "pasted at 35 %, perspective 3 %",
    5: "platforms and chains", 6: "others",
}


def interval(successes, count):
    """Wilson's 95 % interval of a share, in percent."""
    if count == 0:
        return 0, 100
    z, share = 1.96, successes / count
    centre = (share + z * z / 2 / count) / (1 + z * z / count)
    half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / 4 / count ** 2) ** 0.5
    return 100 * (centre - half), 100 * (centre + half)


class Results:
    """The lines of a run, by tool and class."""

    def __init__(self, lines):
        self.lines = [line for line in lines if "attacks" in line]
        self.tools = list(dict.fromkeys(line["tool"] for line in self.lines))

    def of(self, tool, size):
        return [line for line in self.lines if line["tool"] == tool and line["class"] == size]

    def share(self, tool, size, names, modes=("blind",)):
        outcomes = [line["attacks"][name] for line in self.of(tool, size) for name in names
                    if name in line["attacks"]]
        return sum(outcome in modes for outcome in outcomes), len(outcomes)

    def columns(self):
        """(heading, tool, class, modes) of every column."""
        found = []
        for size in CLASSES:
            for tool in self.tools:
                if not self.of(tool, size):
                    continue
                found.append((f"{tool}, {size}", tool, size, ("blind",)))
                if tool.startswith("yuantu"):
                    found.append((f"{tool} catalogue, {size}", tool, size, ("blind", "catalogue")))
        return found


def percent(successes, count):
    return f"{100 * successes / count:.0f}" if count else "–"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def groups(results):
    """(number, words, names of the attacks that were made) of every row of the targets."""
    for row, words in ROWS.items():
        names = [name for name, (number, _) in ATTACKS.items()
                 if number == row and any(name in line["attacks"] for line in results.lines)]
        if names:
            yield row, words, names


def summary(results):
    """Exact payloads in percent, the mean of every row of the targets."""
    columns = results.columns()
    rows = [[words] + [percent(*results.share(tool, size, names, modes))
                       for _, tool, size, modes in columns]
            for _, words, names in groups(results)]
    return table(["%"] + [heading for heading, *_ in columns], rows)


def robustness(results):
    """Exact payloads in percent: every attack, after each row of them the row's mean."""
    columns = results.columns()
    rows = []
    for row, words, names in groups(results):
        for name in (["none"] if row == 1 else []) + names:
            rows.append([name] + [percent(*results.share(tool, size, [name], modes))
                                  for _, tool, size, modes in columns])
        rows.append([f"**{words}**"] + [f"**{percent(*results.share(tool, size, names, modes))}**"
                                        for _, tool, size, modes in columns])
    counts = ["pictures"] + [str(len(results.of(tool, size))) for _, tool, size, _ in columns]
    return table(["%"] + [heading for heading, *_ in columns], [counts] + rows)


def mistakes(results):
    """Wrong payloads, and payloads read from pictures without this mark."""
    rows = []
    for tool in results.tools:
        lines = [line for line in results.lines if line["tool"] == tool]
        outcomes = [outcome for line in lines for outcome in line["attacks"].values()]
        foreign = [line["foreign"] for line in lines if "foreign" in line]
        rows.append([tool, f"{sum(o == 'wrong' for o in outcomes)} of {len(outcomes)}",
                     f"{sum(line['unmarked'] for line in lines)} of {len(lines)}",
                     f"{sum(foreign)} of {len(foreign)}" if foreign else "–"])
    return table(["tool", "wrong payload", "payload read from an unmarked picture",
                  "from a picture marked with another key"], rows)


def measures(results):
    """Quality and speed side by side."""
    rows = []
    for size in CLASSES:
        for tool in results.tools:
            lines = results.of(tool, size)
            if not lines:
                continue
            def values(key):
                return [line["quality"][key] for line in lines]
            def ratio(milliseconds):
                return statistics.median(
                    milliseconds(line) / line["yardstick_ms"] for line in lines)
            rows.append([
                tool, size, str(lines[0]["bits"]), f"{statistics.mean(values('psnr')):.1f}",
                f"{statistics.mean(values('score')):.1f} / {min(values('score')):.1f}",
                f"{statistics.mean(values('jpeg_score')):.1f} / {min(values('jpeg_score')):.1f}",
                f"{ratio(lambda line: line['embed_ms']):.1f}",
                f"{ratio(lambda line: line['detect_ms'].get('none', 0)):.1f}",
                f"{ratio(lambda line: max(line['detect_ms'].values())):.1f}"])
    return table(["tool", "size", "bits", "PSNR, dB", "SSIMULACRA 2, mean / least",
                  "the same for JPEG 90", "embedding ÷ JPEG", "detection ÷ JPEG",
                  "slowest detection ÷ JPEG"], rows)


def tail(statistics, comparisons, threshold, path):
    """The share of pictures whose largest statistic exceeds t, beside the bound on it."""
    figure, panel = pyplot.subplots(figsize=(6, 3.6))
    observed = np.sort(statistics)
    panel.step(observed, 1 - np.arange(len(observed)) / len(observed), where="post",
               label=f"{len(observed)} pictures without a mark")
    t = np.linspace(3, threshold + 0.5, 200)
    panel.plot(t, np.minimum(1, comparisons * np.exp(-t * t / 2)), label="bound")
    panel.axvline(threshold, color="grey", lw=0.8, ls="--", label="detected from here on")
    panel.set_yscale("log")
    panel.set_ylim(1e-10, 1.5)
    panel.set_xlabel("largest statistic T of a picture")
    panel.set_ylabel("share of pictures")
    panel.grid(alpha=0.3)
    panel.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def plot(results, path):
    """Mean success of every row of attacks: a panel for each size, a bar for each column."""
    names = {row: [n for n, (number, _) in ATTACKS.items() if number == row] for row in ROWS}
    sizes = [size for size in CLASSES if any(line["class"] == size for line in results.lines)]
    figure, panels = pyplot.subplots(
        len(sizes), 1, figsize=(11, 3.4 * len(sizes)), squeeze=False)
    for panel, size in zip(panels[:, 0], sizes, strict=True):
        columns = [column for column in results.columns() if column[2] == size]
        width = 0.84 / max(1, len(columns))
        for index, (heading, tool, _, modes) in enumerate(columns):
            counts = [results.share(tool, size, names[row], modes) for row in ROWS]
            heights = np.array([100 * k / n if n else 0 for k, n in counts])
            bounds = np.array([interval(k, n) for k, n in counts]).T
            panel.bar(np.arange(len(ROWS)) + (index - len(columns) / 2 + 0.5) * width, heights,
                      width, label=heading.rsplit(",", 1)[0],
                      yerr=np.abs(bounds - heights), error_kw={"lw": 0.7})
        panel.set_xticks(range(len(ROWS)), [textwrap.fill(ROWS[row], 26) for row in ROWS],
                         fontsize=6.5)
        panel.set_ylim(0, 104)
        panel.set_ylabel("exact payloads, %")
        panel.set_title(size, fontsize=10)
        panel.grid(axis="y", alpha=0.3)
    panels[0, 0].legend(fontsize=7, ncols=3, loc="lower right")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
