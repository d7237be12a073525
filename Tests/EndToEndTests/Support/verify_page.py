"""Drives a package's verify.html in a real browser: verify_page.py FOLDER ARCHIVE [FLIPS [SCREENSHOT]].

Prints one line for each expectation; the exit code says whether all held.
"""

import glob
import os
import re
import shutil
import sys
import tempfile

from browser import Browser, executable

SHOWN = "new Promise(done => { const look = () => shown && shown !== 'working' ? done(shown) : setTimeout(look, 20); look(); })"
STATES = f"({SHOWN}).then(found => ({{state: found.state, reason: found.reason ?? null," \
    " files: Object.fromEntries(found.files.map(file => [file.path, file.state]))," \
    " checks: found.checks.concat(...found.records.map(record => record.checks)).map(check => [check.name, check.state])}))"
FLIP = """(async () => {
  const files = await placed(kept);
  const paths = [...files.keys()].sort();
  const total = paths.reduce((sum, path) => sum + files.get(path).length, 0);
  const missed = [];
  let count = 0;
  // Every file has its share, at least eight places; the places are spread evenly, the bits vary.
  for (const path of paths) {
    const bytes = files.get(path);
    const share = Math.min(bytes.length, Math.max(8, Math.round(FLIPS * bytes.length / total)));
    for (let i = 0; i < share; i++) {
      const place = Math.floor(bytes.length * (i + 0.5) / share);
      const changed = bytes.slice();
      changed[place] ^= 1 << (i % 8);
      const result = await examinePackage(new Map(files).set(path, changed));
      if (result.state !== "fail") missed.push(`${path}@${place}`);
      count += 1;
    }
  }
  return {count, missed};
})()"""


def all_files(folder):
    return sorted(path for path in glob.glob(f"{folder}/**", recursive=True) if os.path.isfile(path))


def look(browser, page, element, paths):
    browser.open(page)
    browser.run("shown = null")
    browser.choose(element, paths)
    return browser.run(STATES)


def passes(found):
    return found["state"] == "pass" and set(found["files"].values()) == {"pass"} \
        and all(state == "pass" for _, state in found["checks"])


def expectations(folder, archive, flips, screenshot=None):
    """What was expected of the page, whether it holds, and what was seen: one after the other."""
    page = f"{folder}/09_verify/verify.html"
    with Browser(executable()) as browser, tempfile.TemporaryDirectory() as scratch:
        found = look(browser, page, "folder", [folder])
        yield ("an untouched folder passes", passes(found), found)
        names = {name for name, _ in found["checks"]}
        yield ("list, certificate and record were checked",
                   names >= {"indexSignature", "certificate", "recordSignature", "recordStatement"}, names)
        if screenshot:
            browser.screenshot(screenshot)
        pages = len(re.findall(rb"/Type\s*/Page\b", browser.pdf()))
        yield ("it prints on one page", pages == 1, pages)
        text = browser.run("document.body.innerText")
        browser.run("document.getElementById('language').click()")
        other = browser.run("document.body.innerText")
        yield ("Chinese and English", ("材料包核对" in text) != ("材料包核对" in other), text[:40])

        found = look(browser, page, "files", all_files(folder))
        yield ("files without their folders find their places", passes(found), found)
        found = look(browser, page, "files", [archive])
        yield ("the zip as it came passes", passes(found), found)

        copy = f"{scratch}/copy"
        shutil.copytree(folder, copy)
        victim = next(path for path in all_files(copy) if "/04_suspect/" in path)
        name = os.path.relpath(victim, copy)
        with open(victim, "r+b") as file:
            file.seek(100)
            byte = file.read(1)
            file.seek(100)
            file.write(bytes([byte[0] ^ 1]))
        found = look(browser, page, "folder", [copy])
        others = {state for path, state in found["files"].items() if path != name}
        yield ("one changed byte: that file is red, the others green",
                   found["state"] == "fail" and found["files"][name] == "fail" and others == {"pass"}, found)
        os.remove(victim)
        with open(f"{copy}/note.txt", "w") as file:
            file.write("x")
        found = look(browser, page, "folder", [copy])
        yield ("a removed file is missing, an added one not listed",
                   found["files"][name] == "missing" and found["files"]["note.txt"] == "unlisted", found)
        os.remove(f"{copy}/index.json")
        found = look(browser, page, "folder", [copy])
        yield ("without its list it is no package", found["reason"] == "notAPackage", found)

        browser.open(page)
        browser.choose("folder", [folder])
        browser.run(SHOWN)
        browser.run("(async () => { globalThis.kept = []; for (const file of document.getElementById('folder').files)"
                    " kept.push([file.webkitRelativePath, await contents(file)]); })()")
        result = browser.run(FLIP.replace("FLIPS", str(flips)))
        yield (f"{result['count']} flipped bits are all noticed",
                   result["count"] >= flips and not result["missed"], result["missed"][:10])
        outside = [url for url in browser.requests if not url.startswith(("file:", "about:", "blob:"))]
        yield ("nothing is asked of any network", not outside, outside)


def main(folder, archive, flips=200, screenshot=None):
    failed = 0
    for words, holds, seen in expectations(folder, archive, int(flips), screenshot):
        print(("ok      " if holds else "FAILED  ") + words + ("" if holds else f": {seen}"))
        failed += not holds
    return 1 if failed else 0


if __name__ == "__main__":
    if executable() is None:
        print("skipped verify.html: there is no chromium (apt-get install chromium)")
        sys.exit(77)
    sys.exit(main(*sys.argv[1:]))
