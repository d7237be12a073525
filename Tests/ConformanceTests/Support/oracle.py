"""What c2pa-rs says about files: one JSON object a line, for each FILE[=SIDECAR] of the arguments.

    oracle.py --anchors ROOT.pem[,ROOT.pem…] FILE[=SIDECAR]…

Runs only where the Python package c2pa-python is installed.
"""

import json
import os
import sys

import c2pa

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".heic": "image/heic", ".tif": "image/tiff",
         ".c2pa": "application/c2pa"}


def context(anchors):
    text = "".join(open(path, encoding="ascii").read() for path in anchors)
    return c2pa.Context(c2pa.Settings.from_dict({
        "verify": {"verify_trust": True, "verify_timestamp_trust": True,
                   "remote_manifest_fetch": False, "ocsp_fetch": False},
        "trust": {"trust_anchors": text}, "builder": {"thumbnail": {"enabled": False}}}))


def judge(path, settings):
    """State, codes by kind, and the deltas' codes by kind; an error is a state of its own."""
    path, _, sidecar = path.partition("=")
    kind = TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")
    try:
        with open(path, "rb") as stream:
            store = [open(sidecar, "rb").read()] if sidecar else []
            reader = c2pa.Reader(kind, stream, *store, context=settings)
            results = json.loads(reader.json()).get("validation_results") or {}
            state = reader.get_validation_state()
    except Exception as error:  # c2pa raises a class of its own for every kind of error
        return {"state": "Error", "error": str(error)}
    active = results.get("activeManifest") or {}
    deltas = [delta["validationDeltas"] for delta in results.get("ingredientDeltas", [])]
    answer = {"state": state}
    for name in ("success", "informational", "failure"):
        answer[name] = sorted({status["code"] for status in active.get(name, [])})
        answer["delta " + name] = sorted(
            {status["code"] for delta in deltas for status in delta.get(name, [])})
    return answer


if __name__ == "__main__":
    settings = context(sys.argv[2].split(","))
    for path in sys.argv[3:]:
        print(json.dumps(judge(path, settings)))
