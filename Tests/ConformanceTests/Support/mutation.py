"""One mistake, and the changes of files, boxes and claims that mistakes are made of: see `mutations`."""

import dataclasses
import json
import uuid
from typing import Callable, Optional

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

import maker
import pki
from maker import box, label_of, superbox


@dataclasses.dataclass
class Case:
    """One mutated file."""

    name: str
    stages: dict = dataclasses.field(default_factory=dict)
    codes: tuple = ()
    notes: tuple = ()
    holes: tuple = ()
    absent: bool = False
    kind: str = "jpg"
    options: dict = dataclasses.field(default_factory=dict)
    # Changes the finished (file, store) instead of a stage.
    after: Optional[Callable] = None


def edit(stage, change):
    """A stage whose value is changed in place."""
    def run(context, value):
        result = change(value)
        return value if result is None else result
    return {stage: run}


def without(*keys):
    def change(value):
        for key in keys:
            value.pop(key)
    return change


def retyped(index, kind):
    def change(parts):
        parts[index] = parts[index][:16] + maker.uuid_type(kind) + parts[index][32:]
    return change


def relabelled_claim(parts):
    parts[1] = superbox("c2cl", "c2pa.claim", maker.children(parts[1][8:])[1])


def one_more(parts):
    parts[0] = superbox("c2as", "c2pa.assertions", *maker.children(parts[0][8:])[1:],
                        superbox("cbor", "com.example.more", box("cbor", b"\xa0")))


def added(label, kind, content):
    return edit("assertions", lambda items: items + [(label, kind, content, None)])


def metadata(value):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return added("c2pa.metadata", "json", content)


def first_action(change):
    def run(actions):
        change(actions[0])
    return edit("actions", run)


def flipped(data, index):
    return data[:index] + bytes([data[index] ^ 1]) + data[index + 1:]


def pkcs1(context, signature):
    return context.key.sign(context.message, padding.PKCS1v15(), hashes.SHA256())


def der(context, signature):
    return context.key.sign(b"anything", ec.ECDSA(hashes.SHA256())).ljust(72, b"\0")[:72]


def two_stores(file, store):
    again, _, _ = maker.embed_jpeg(store, file)
    return again


def swapped_pixels(file, store):
    """The bytes the second exclusion leaves out, exchanged after signing."""
    return file[:-180] + bytes(100) + file[-80:]


def relabelled(file, store):
    label = label_of(maker.children(store[8:])[-1]).encode()
    return file.replace(label, b"urn:c2pa:" + str(uuid.UUID(int=7, version=4)).encode())


def nested(depth):
    inner = superbox("c2as", "x")
    for _ in range(depth):
        inner = superbox("c2as", "x", inner)
    return inner


def stamp(message):
    return {"stamped": lambda context, value: message(context, value)}


def answered(state, revoked=""):
    """An OCSP answer in the unprotected header."""
    return {"unprotected": lambda m, u: dict(u, rVals={
        "ocspVals": [pki.revocation(m.folder, state, revoked)]})}


def boxed(change=None, entries=None, **more):
    """A general box hash whose map, or list of entries, is changed in place."""
    def run(context, value):
        for function, part in ((change, value), (entries, value["boxes"])):
            if function:
                function(part)
        return value
    return {"stages": {"boxed": run}, "options": {"boxed": True}, **more}


def in_ranges(context, value):
    """As few hashes as there can be: one for the boxes before the store, one for those behind."""
    place = [name for name, _, _ in context.spans].index("C2PA")
    groups = [context.spans[:place], context.spans[place:place + 1], context.spans[place + 1:]]
    value["boxes"] = [
        {"names": [name for name, _, _ in group], "pad": b"",
         "hash": b"\0" if number == 1 else maker.sha256(
             context.laid_out[group[0][1]:group[-1][2]])}
        for number, group in enumerate(groups) if group]
    return value


def restarting(context, pair):
    """A restart marker in the entropy coded data, where it makes a segment of its own."""
    return maker.embed_jpeg(pair[0], pair[1][:-100] + b"\xff\xd0" + pair[1][-100:])


def in_the_scan(context, value):
    """No box of its own for a restart marker and what follows it."""
    entries = value["boxes"]
    scan, restart = (
        next(number for number, (name, _, _) in enumerate(context.spans) if name == wanted)
        for wanted in ("SOS", "RST0"))
    entries[scan]["hash"] = maker.sha256(
        context.laid_out[context.spans[scan][1]:context.spans[restart][2]])
    del entries[restart]
    return value


def after_the_last(context, value):
    """What stands behind the picture is hashed too."""
    end = context.spans[-1][2]
    value["boxes"].append({"names": ["c2pa.after"], "pad": b"",
                           "hash": maker.sha256(context.laid_out[end:])})
    return value


def named(name, **fields):
    """Changes the entry of this box."""
    def change(entries):
        next(one for one in entries if one["names"] == [name]).update(fields)
    return change


def commented(file, store):
    """A comment put in before the tables, after signing."""
    position = file.index(b"\xff\xdb")
    return file[:position] + b"\xff\xfe\0\4hi" + file[position:]


def tables_exchanged(file, store):
    """The two last tables of the entropy coder in the other order: the names stay the same."""
    second = file.rindex(b"\xff\xc4")
    first, end = file.rindex(b"\xff\xc4", 0, second), file.rindex(b"\xff\xda")
    return file[:first] + file[second:end] + file[first:second] + file[end:]


def frame_behind_tables(file, store):
    """The frame's header moved behind the tables of the entropy coder."""
    frame, end = file.index(b"\xff\xc0"), file.rindex(b"\xff\xda")
    length = 2 + int.from_bytes(file[frame + 2:frame + 4], "big")
    return file[:frame] + file[frame + length:end] + file[frame:frame + length] + file[end:]


def packed(change):
    """The active manifest compressed, or what looks like it."""
    return edit("manifests", lambda manifests: manifests[:-1] + [change(manifests[-1])])


STAMPED = {"options": {"stamped": True}}
BOXED = {"options": {"boxed": True}}
