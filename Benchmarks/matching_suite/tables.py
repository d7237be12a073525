"""What came of the queries, as tables."""

import collections
import statistics

GRADES = ["A", "B", "C", "none"]
# Agreeing blocks below which a verdict calls a picture plain, and says R2 instead of R3.
TELLING = 12


def share(part, whole):
    return f"{100 * part / max(whole, 1):.1f}"


def grade_of(answer, wanted=lambda path: True):
    """The best grade of the matches with the wanted pictures."""
    grades = [match["grade"] for match in answer["matches"] if wanted(match["path"])]
    return min(grades, key=GRADES.index, default="none")


def is_first(query, answer):
    return bool(answer["matches"]) and answer["matches"][0]["path"] in query["answers"]


def is_plain(query, answer):
    return all(match["same"] < TELLING for match in answer["matches"]
               if match["grade"] == "A" and match["path"] in query["answers"])


def score(match):
    """One number a pair: a better grade first, then a less accidental arrangement."""
    return 1000 * (3 - GRADES.index(match["grade"])) + min(-match.get("falseAlarms", 0), 999)


def wrong_pairs(queries, catalogue):
    return sum(catalogue - len(query["answers"]) for query in queries)


def edit_table(queries, answers):
    rows = collections.OrderedDict()
    for query, answer in zip(queries, answers):
        if query["kind"] != "edited":
            continue
        row = rows.setdefault(query["edit"], collections.Counter())
        grade = grade_of(answer, query["answers"].__contains__)
        row["n"] += 1
        row["ms"] += answer["milliseconds"]
        row[grade] += 1
        row["plain"] += grade == "A" and is_plain(query, answer)
        row["first"] += is_first(query, answer)
        row["false"] += grade_of(answer, lambda path: path not in query["answers"]) == "A"
    lines = ["| edit | queries | right first, % | A | of these plain (R2) | B | C | none | "
             "another at A | ms |", "|---|---|---|---|---|---|---|---|---|---|"]
    total = collections.Counter()
    for edit, row in rows.items():
        total.update(row)
        lines.append(
            f"| {edit} | {row['n']} | {share(row['first'], row['n'])} | {row['A']} | "
            f"{row['plain']} | {row['B']} | {row['C']} | {row['none']} | {row['false']} | "
            f"{row['ms'] / row['n']:.0f} |")
    lines.append(
        f"| **all** | {total['n']} | **{share(total['first'], total['n'])}** | "
        f"**{share(total['A'], total['n'])} %** | {share(total['plain'], total['n'])} % | "
        + " | ".join(f"{share(total[grade], total['n'])} %" for grade in GRADES[1:])
        + f" | {total['false']} | {total['ms'] / max(total['n'], 1):.0f} |")
    return "\n".join(lines)


def strangers_table(queries, answers):
    """What shows no registered photo: the best grade of any, which may not be A."""
    rows = collections.OrderedDict()
    for query, answer in zip(queries, answers):
        if query["answers"]:
            continue
        row = rows.setdefault(query["edit"], collections.Counter())
        row["n"] += 1
        row["ms"] += answer["milliseconds"]
        row[grade_of(answer)] += 1
    lines = ["| shows no registered photo | queries | A | B | C | none | ms |",
             "|---|---|---|---|---|---|---|"]
    for edit, row in rows.items():
        lines.append(f"| {edit} | {row['n']} | "
                     + " | ".join(str(row[grade]) for grade in GRADES)
                     + f" | {row['ms'] / row['n']:.0f} |")
    return "\n".join(lines)


def page_table(queries, answers):
    pages = [(q, a) for q, a in zip(queries, answers) if q["kind"] == "page"]
    photos = sum(len(query["answers"]) for query, _ in pages)
    found = collections.Counter(
        grade_of(answer, path.__eq__) for query, answer in pages for path in query["answers"])
    false = sum(match["grade"] == "A" and match["path"] not in query["answers"]
                for query, answer in pages for match in answer["matches"])
    first = sum(is_first(query, answer) for query, answer in pages)
    return "\n".join([
        "| pages | a photo on it first, % | registered photos on them | A | B | C | none | "
        "others at A |", "|---|---|---|---|---|---|---|---|",
        f"| {len(pages)} | {share(first, len(pages))} | {photos} | "
        + " | ".join(str(found[grade]) for grade in GRADES) + f" | {false} |"])


def pair_table(pairs):
    rows = collections.OrderedDict()
    for pair in pairs:
        row = rows.setdefault(pair["kind"], collections.Counter())
        row["n"] += 1
        row[pair["grade"]] += 1
        row["R3"] += pair["grade"] == "A" and pair["same"] >= TELLING
    lines = ["| pairs of registered photos | pairs | A | of these R3 | B or C | none |",
             "|---|---|---|---|---|---|"]
    for kind, row in rows.items():
        lines.append(f"| {kind} | {row['n']} | {row['A']} | {row['R3']} | "
                     f"{row['B'] + row['C']} | {row['none']} |")
    named = [pair for pair in pairs if pair["grade"] == "A"]
    if named:
        lines += ["", "At A: " + "; ".join(
            f"{pair['first'][:8]} and {pair['second'][:8]} ({pair['same']} blocks, conflict "
            f"{pair['conflict']:.2f})" for pair in named[:60]) + "."]
    return "\n".join(lines)


def peer_table(columns, edits):
    """Recall by edit: right in first place, and the right pair above all but 1e-6 of the wrong pairs. A
    pair is a query and a registered photo; pairs that a search does not name score below all it does."""
    lines = ["| edit | " + " | ".join(f"{name}: first / at the limit" for name in columns) + " |",
             "|---|" + "---|" * len(columns)]

    def limit(column):
        counted = [(query, found) for query, found in zip(column["queries"], column["scores"])
                   if query["kind"] in ("edited", "foreign")]
        wrong = sorted((value for _, found in counted for value, right in found if not right),
                       reverse=True)
        pairs = wrong_pairs([query for query, _ in counted], column["catalogue"])
        allowed = int(1e-6 * pairs)
        return wrong[allowed] if len(wrong) > allowed else float("-inf"), pairs

    limits = {name: limit(column) for name, column in columns.items()}

    def cell(name, wanted):
        rows = [found for query, found in zip(columns[name]["queries"], columns[name]["scores"])
                if query["kind"] == "edited" and query["edit"] in wanted]
        first = sum(bool(found) and found[0][1] for found in rows)
        above = sum(any(right and value > limits[name][0] for value, right in found)
                    for found in rows)
        return f"{share(first, len(rows))} / {share(above, len(rows))}"

    for edit in edits:
        lines.append(f"| {edit} | " + " | ".join(cell(name, [edit]) for name in columns) + " |")
    for title, text in [
            ("**all**", lambda name: f"**{cell(name, edits)}**"),
            ("edited queries", lambda name: sum(
                query["kind"] == "edited" for query in columns[name]["queries"])),
            ("registered photos", lambda name: columns[name]["catalogue"]),
            ("wrong pairs", lambda name: f"{limits[name][1]:,}"),
            ("wrong pairs above the limit", lambda name: int(1e-6 * limits[name][1])),
            ("ms a query", lambda name: f"{columns[name]['query ms']:.0f}")]:
        lines.append(f"| {title} | " + " | ".join(str(text(name)) for name in columns) + " |")
    return "\n".join(lines)


def own_column(queries, answers, catalogue):
    """Our answers in the form of a peer's."""
    return {
        "queries": queries, "catalogue": catalogue,
        "scores": [[(score(match), match["path"] in query["answers"])
                    for match in answer["matches"]] for query, answer in zip(queries, answers)],
        "query ms": statistics.median(answer["milliseconds"] for answer in answers)}


def growth_table(steps):
    lines = ["| pictures | bytes a picture | most memory, MB | ms a look-up | ms to file one more | "
             "right first |", "|---|---|---|---|---|---|"]
    for step in steps:
        lines.append(
            f"| {step['pictures']:,} | {step['bytesPerPicture']} | {step['residentMegabytes']} | "
            f"{step['millisecondsPerLookup']:.0f} | {step['millisecondsToFile']:.0f} | "
            f"{step['rightFirst']} of {step['queries']} |")
    return "\n".join(lines)
