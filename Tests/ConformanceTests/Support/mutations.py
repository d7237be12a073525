"""Mistakes and attacks: each a change of one stage of the maker, and what the specification asks for.

`codes` are the failures that a validator must report by C2PA 2.2, in the active manifest or in the
deltas of its ingredients; `notes` the other codes that matter; `holes` what our evidence state
must name where the specification lets the file pass; `absent` means that there is no store to speak of.
"""

import hashlib
import json

import cbor2

import maker
from maker import ASSERTIONS, PREFIX, box, encoded, label_of, superbox
from mutation import (
    BOXED, STAMPED, Case, added, after_the_last, answered, boxed, commented, der, edit,
    first_action, flipped, frame_behind_tables, in_ranges, in_the_scan, metadata, named, nested,
    one_more, packed, pkcs1, relabelled, relabelled_claim, restarting, retyped, stamp,
    swapped_pixels, tables_exchanged, two_stores, without)

CASES = [
    Case("nothing changed"),
    Case("nothing changed, stamped", **STAMPED),
    Case("claim not in deterministic form", edit("claim_bytes", lambda b: cbor2.dumps(dict(
        reversed(list(cbor2.loads(b).items())))))),
    Case("absolute signature reference", {"claim": lambda m, v: dict(
        v, signature=f"{PREFIX}/c2pa/{m.label}/c2pa.signature")}),
    Case("claim of version 2 under the label of version 1", edit("parts", relabelled_claim)),
    Case("claim box of the type cbor", edit("parts", retyped(1, "cbor")), ("claim.missing",)),
    Case("signature box of the type cbor", edit("parts", retyped(2, "cbor")),
         ("claimSignature.missing",)),
    Case("no signature box", edit("parts", lambda p: p[:2]), ("claimSignature.missing",)),
    Case("two claim boxes", edit("parts", lambda p: [p[0], p[1], p[1], p[2]]),
         ("claim.multiple",)),
    Case("signature reference leads nowhere",
         edit("claim", lambda c: dict(c, signature=PREFIX + "c2pa.signatur")),
         ("claimSignature.missing",)),
    Case("active manifest not last", edit("manifests", lambda m: m[::-1]),
         ("assertion.dataHash.mismatch",)),
    Case("parent manifest left out", edit("manifests", lambda m: m[-1:]),
         ("ingredient.manifest.missing",)),
    *[Case(f"claim without {key}", edit("claim", without(key)), ("claim.malformed",))
      for key in ("instanceID", "signature", "claim_generator_info", "created_assertions")],
    Case("claim generator without a name",
         edit("claim", lambda c: dict(c, claim_generator_info={"version": "1"})),
         ("claim.malformed",)),
    Case("claim generator as a list",
         edit("claim", lambda c: dict(c, claim_generator_info=[{"name": "a"}])),
         ("claim.malformed",)),
    Case("no hash algorithm anywhere", edit("claim", without("alg")), ("algorithm.unsupported",)),
    Case("hash algorithm sha1", edit("claim", lambda c: dict(c, alg="sha1")),
         ("algorithm.unsupported",)),
    Case("claim cut short", edit("claim_bytes", lambda b: b[:-3]), ("claim.cbor.invalid",)),
    Case("a key twice in the claim",
         edit("claim_bytes", lambda b: bytes([b[0] + 1]) + b[1:] + encoded("alg") + encoded("x")),
         ("claim.cbor.invalid",)),
    Case("hashes over the box header too", edit("references", lambda r: [
        dict(one, hash=hashlib.sha256(one["hash"]).digest()) for one in r]),
        ("assertion.hashedURI.mismatch",)),
    Case("assertion not in the claim", edit("parts", one_more), ("assertion.undeclared",)),
    Case("claim lists a missing assertion", edit("references", lambda r: r + [
        {"url": ASSERTIONS + "com.example.none", "hash": bytes(32)}]), ("assertion.missing",)),
    Case("claim lists another manifest's assertion", {"references": lambda m, r: r + [
        {"url": f"{PREFIX}/c2pa/{m.parent_label}/c2pa.assertions/c2pa.hash.data",
         "hash": bytes(32)}]}, ("assertion.outsideManifest",)),
    Case("malformed CBOR in an assertion", added("com.example.bad", "cbor", b"\xa1\x61"),
         ("assertion.cbor.invalid",)),
    Case("no hard binding", edit("assertions", lambda items: [
        item for item in items if item[0] != "c2pa.hash.data"]), ("claim.hardBindings.missing",)),
    Case("hard binding among the gathered", {
        "references": lambda m, r: (setattr(m, "moved", r[2]), r[:2])[1],
        "gathered": lambda m, g: [m.moved]}, ("claim.hardBindings.missing",)),
    Case("two hard bindings", edit("assertions", lambda items: items + [
        ("c2pa.hash.data__1",) + items[2][1:]]), ("assertion.multipleHardBindings",)),
    Case("exclusion one byte short", edit("exclusions", lambda e: [(e[0][0], e[0][1] - 1)]),
         ("assertion.dataHash.mismatch",)),
    Case("exclusion beyond the end", {"binding": lambda m, b: dict(b, exclusions=b[
        "exclusions"] + [{"start": 10 ** 6, "length": 10}])}, ("assertion.dataHash.mismatch",)),
    Case("a byte of the picture changed", codes=("assertion.dataHash.mismatch",),
         after=lambda file, store: flipped(file, len(file) - 100)),
    Case("a byte behind the picture", codes=("assertion.dataHash.mismatch",),
         after=lambda file, store: file + b"x"),
    Case("the signer leaves pixels out of the hash",
         {"exclusions": lambda m, e: [e[0], (m.file_size - 200, 100)]},
         notes=("assertion.dataHash.additionalExclusionsPresent",),
         holes=("evidence.additionalExclusion",)),
    Case("the same, and the pixels exchanged later",
         {"exclusions": lambda m, e: [e[0], (m.file_size - 200, 140)]},
         notes=("assertion.dataHash.additionalExclusionsPresent",),
         holes=("evidence.additionalExclusion",), after=swapped_pixels),
    Case("overlapping exclusions", {"exclusions": lambda m, e: [e[0], (e[0][0] + 10, e[0][1])]},
         ("assertion.dataHash.malformed",)),
    Case("padding of the binding not zero",
         edit("binding", lambda b: dict(b, pad=b"\1" * 200)), ("assertion.dataHash.mismatch",),
         holes=("evidence.bindingPadding",)),
    Case("no actions", {"actions": lambda m, a: None}, ("assertion.action.malformed",)),
    Case("opened is not the first action", edit("actions", lambda a: a[::-1]),
         ("assertion.action.malformed",)),
    Case("neither opened nor created", edit("actions", lambda a: a[1:]),
         ("assertion.action.malformed",)),
    Case("actions without a list", edit("actions", lambda a: {"allActionsIncluded": True}),
         ("assertion.action.malformed",)),
    Case("opened without parameters", first_action(without("parameters")),
         ("assertion.action.ingredientMismatch",)),
    Case("opened something else", first_action(lambda a: a["parameters"]["ingredients"][0].update(
        url=ASSERTIONS + "c2pa.ingredient.v3__7")), ("assertion.action.ingredientMismatch",)),
    Case("opened with a wrong hash", first_action(
        lambda a: a["parameters"]["ingredients"][0].update(hash=bytes(32))),
        ("hashedURI.mismatch",)),
    Case("created without a source type", edit("actions", lambda a: [{"action": "c2pa.created"}]),
         ("assertion.action.malformed",)),
    Case("bound watermark without a soft binding",
         edit("actions", lambda a: a + [{"action": "c2pa.watermarked.bound"}]),
         ("assertion.action.softBindingMissing",)),
    Case("thumbnail of the parent that is not there", edit("ingredient", lambda i: dict(
        i, thumbnail={"url": ASSERTIONS + "c2pa.thumbnail.ingredient", "hash": bytes(32)})),
        ("hashedURI.missing",)),
    Case("a redaction among the actions that the claim does not declare", {
        "actions": lambda m, a: a + [{
            "action": "c2pa.redacted", "reason": "c2pa.PII.present", "parameters": {
                "redacted": f"{PREFIX}/c2pa/{m.parent_label}/c2pa.assertions/c2pa.metadata"}}]},
        ("assertion.action.redactionMismatch",)),
    Case("a time-stamp assertion without tokens", added("c2pa.time-stamp", "cbor", encoded(
        {"urn:c2pa:none": 1})), ("assertion.timestamp.malformed",)),
    Case("two parents", edit("assertions", lambda items: items + [
        ("c2pa.ingredient.v3__1",) + items[0][1:]]), ("manifest.multipleParents",)),
    Case("wrong hash of the parent", edit("ingredient", lambda i: i["activeManifest"].update(
        hash=bytes(32))), ("ingredient.manifest.mismatch",)),
    Case("wrong hash of the parent's signature", edit(
        "ingredient", lambda i: i["claimSignature"].update(hash=bytes(32))),
        ("ingredient.claimSignature.mismatch",)),
    Case("no reference to the parent's signature", edit("ingredient", without("claimSignature")),
         ("ingredient.claimSignature.missing",)),
    Case("ingredient without validation results", edit("ingredient", without("validationResults")),
         ("assertion.ingredient.malformed", "assertion.action.ingredientMismatch"),
         holes=("evidence.unreferencedManifest",)),
    Case("ingredient without a relationship", edit("ingredient", without("relationship")),
         ("assertion.ingredient.malformed", "assertion.action.ingredientMismatch"),
         holes=("evidence.unreferencedManifest",)),
    Case("ingredient of an unknown relationship",
         edit("ingredient", lambda i: dict(i, relationship="siblingOf")),
         ("assertion.ingredient.malformed", "assertion.action.ingredientMismatch"),
         holes=("evidence.unreferencedManifest",)),
    Case("metadata without a context", metadata({"exif:Make": "a"}),
         ("assertion.metadata.disallowed",)),
    Case("metadata with a field off the list",
         metadata({"@context": {"dc": "http://purl.org/dc/elements/1.1/"}, "dc:creator": "a"}),
         ("assertion.metadata.disallowed",)),
    Case("metadata with a camera's fields and the GPS position", metadata({
        "@context": {"exif": "http://ns.adobe.com/exif/1.0/",
                     "exifEX": "http://cipa.jp/exif/1.0/exifEX"},
        "exif:FNumber": 4.0, "exif:GPSLatitude": "39,21.102N", "exifEX:LensModel": "35 mm"})),
    Case("metadata with Exif fields off the list", metadata({
        "@context": {"exif": "http://ns.adobe.com/exif/1.0/"}, "exif:UserComment": "a"}),
        ("assertion.metadata.disallowed",)),
    Case("metadata that is no JSON", metadata(b'{"@context":'), ("assertion.json.invalid",)),
    Case("a name twice in the metadata",
         metadata(b'{"@context":{"exif":"a"},"exif:a":1,"exif:a":2}'),
         ("assertion.json.invalid",)),
    Case("a bit of the signature", edit("signature", lambda s: flipped(s, 40)),
         ("claimSignature.mismatch",)),
    Case("external data signed along", {"signed": lambda m, s: cbor2.dumps(
        [*cbor2.loads(s)[:2], b"aad", cbor2.loads(s)[3]])}, ("claimSignature.mismatch",)),
    Case("PKCS#1 v1.5 for PS256", {"signer": lambda m, s: "ps256",
                                   "signed": lambda m, s: (setattr(m, "message", s), s)[1],
                                   "signature": pkcs1}, ("claimSignature.mismatch",)),
    Case("ECDSA signature in DER", {"signature": der}, ("claimSignature.mismatch",)),
    Case("EdDSA named for an ECDSA key", edit("protected", lambda p: p | {1: -8}),
         ("claimSignature.mismatch",)),
    Case("algorithm under a text label", edit("protected", lambda p: {"alg": p[1], 33: p[33]}),
         ("algorithm.unsupported",)),
    Case("untagged COSE", edit("cose", lambda c: c[1:]), ("claimSignature.mismatch",)),
    Case("attached payload", {"payload": lambda m, p: b"payload"}, ("claimSignature.mismatch",)),
    Case("certificate chain in both headers", {"unprotected": lambda m, u: dict(
        u, x5chain=m.chain)}, ("signingCredential.invalid",)),
    Case("certificate chain under its text label",
         edit("protected", lambda p: {1: p[1], "x5chain": p[33]})),
    Case("intermediate certificate left out", edit("protected", lambda p: {1: p[1], 33: p[33][0]}),
         ("signingCredential.untrusted",)),
    Case("certificate chain reversed", edit("protected", lambda p: {1: p[1], 33: p[33][::-1]}),
         ("signingCredential.invalid", "claimSignature.mismatch")),
    *[Case(f"certificate: {signer}", {"signer": lambda m, s, signer=signer: signer}, codes)
      for signer, codes in (
          ("no-key-identifier", ("signingCredential.invalid",)),
          ("no-extended-usage", ("signingCredential.invalid",)),
          ("wrong-extended-usage", ("signingCredential.invalid",)),
          ("no-key-usage", ("signingCredential.invalid",)),
          ("is-authority", ("signingCredential.invalid",)),
          ("self-signed", ("signingCredential.untrusted",)),
          ("leaf-issued", ("signingCredential.invalid",)),
          ("expired", ("signingCredential.expired", "claimSignature.outsideValidity")))],
    Case("time stamp over the bare signature", stamp(lambda m, v: cbor2.loads(cbor2.loads(v)[3])),
         notes=("timeStamp.mismatch",), **STAMPED),
    Case("time stamp with the wrong context", stamp(lambda m, v: v.replace(
        b"CounterSignature", b"countersignature")), notes=("timeStamp.mismatch",), **STAMPED),
    Case("time stamp of an authority whose certificate had ended",
         {"authority": lambda m, a: "tsa-expired"}, notes=("timeStamp.outsideValidity",), **STAMPED),
    Case("two time stamps", edit("unprotected", lambda u: {"sigTst2": {
        "tstTokens": u["sigTst2"]["tstTokens"] * 2}}), notes=("timeStamp.malformed",), **STAMPED),
    Case("a token of today's form under the old name",
         edit("unprotected", lambda u: {"sigTst": u["sigTst2"]}),
         notes=("timeStamp.malformed",), **STAMPED),
    Case("certificate not revoked", answered("V"), notes=("signingCredential.ocsp.notRevoked",)),
    Case("certificate revoked before", answered("R", "200101000000Z"),
         ("signingCredential.ocsp.revoked",)),
    Case("certificate revoked after the time stamp", answered("R", "400101000000Z"),
         notes=("signingCredential.ocsp.notRevoked",)),
    Case("certificate unknown to its issuer", answered("unknown"),
         ("signingCredential.ocsp.unknown",)),
    Case("an answer that is none", {"unprotected": lambda m, u: dict(
        u, rVals={"ocspVals": [b"nothing"]})}, notes=("signingCredential.ocsp.skipped",)),
    Case("padding of the signature not zero", edit("pad", lambda p: b"\1" * len(p)),
         holes=("evidence.signaturePadding",)),
    Case("something else in the unprotected header", edit("unprotected", lambda u: dict(u, x=1)),
         holes=("evidence.unknownHeader",)),
    Case("manifest's label rewritten", after=relabelled),
    Case("a free box in the manifest", edit("parts", lambda p: p + [box("free", b"hello")]),
         holes=("evidence.unsignedBox",)),
    Case("a manifest nobody refers to", edit("manifests", lambda m: [
        superbox("c2ma", "urn:c2pa:none", superbox("c2as", "c2pa.assertions")), *m]),
        holes=("evidence.unreferencedManifest",)),
    Case("length of the store's box off by one", edit("store", lambda s: s + b"\0"), absent=True),
    Case("boxes nested 2000 deep", edit("parts", lambda p: p + [nested(2000)]), absent=True),
    Case("a description of 25 bytes", edit("parts", lambda p: p + [
        box("jumb", box("jumd", bytes(16) + b"\3"))]), absent=True),
    Case("JPEG: later segments without the box header", {"embedded": lambda m, pair:
         maker.embed_jpeg(*pair, repeats=False, most=2000)}, absent=True),
    Case("JPEG: all segments numbered 1", {"embedded": lambda m, pair:
         maker.embed_jpeg(*pair, numbers=False, most=2000)}, absent=True),
    Case("JPEG: segments of 2000 bytes", {"embedded": lambda m, pair:
         maker.embed_jpeg(*pair, most=2000)}),
    Case("JPEG: a comment between the segments", {"embedded": lambda m, pair: maker.embed_jpeg(
        *pair, most=4000, between=b"\xff\xfe\0\4hi")}, absent=True),
    Case("JPEG: two stores", after=two_stores, absent=True),
    Case("PNG: nothing changed", kind="png"),
    Case("PNG: wrong checksum", {"embedded": lambda m, pair: maker.embed_png(*pair, damage=1)},
         kind="png", holes=("evidence.carrier",)),
    Case("PNG: chunk behind the picture", {"embedded": lambda m, pair: maker.embed_png(
        *pair, position=pair[1].index(b"IEND") - 4)}, kind="png", holes=("evidence.carrier",)),
    Case("PNG: two stores", kind="png", absent=True, after=lambda file, store:
         maker.embed_png(store, file)[0]),
    Case("WebP: nothing changed", kind="webp"),
    Case("WebP: length of the form not corrected", {"embedded": lambda m, pair: maker.embed_webp(
        *pair, grows=False)}, kind="webp", absent=True),
    Case("update manifest", options={"updates": True}),
    Case("update manifest of a component",
         edit("ingredient", lambda i: dict(i, relationship="componentOf")),
         ("manifest.update.wrongParents",), options={"updates": True}),
    Case("update manifest with a thumbnail", added(
        "c2pa.thumbnail.claim", maker.FILE_TYPE, box("bfdb", b"\0image/jpeg\0") + box(
            "bidb", b"\xff\xd8")), ("manifest.update.invalid",), options={"updates": True}),
    Case("update manifest with an edit of the picture",
         edit("actions", lambda a: [{"action": "c2pa.cropped"}]), ("manifest.update.invalid",),
         options={"updates": True}),
    Case("own assertion redacted", {"claim": lambda m, c: dict(c, redacted_assertions=[
        f"{PREFIX}/c2pa/{m.label}/c2pa.assertions/c2pa.ingredient.v3"])},
        ("assertion.selfRedacted",)),
    Case("parent's actions redacted", {"claim": lambda m, c: dict(c, redacted_assertions=[
        f"{PREFIX}/c2pa/{m.parent_label}/c2pa.assertions/c2pa.actions.v2"])},
        ("assertion.action.redacted",)),
    Case("parent's binding redacted", {"claim": lambda m, c: dict(c, redacted_assertions=[
        f"{PREFIX}/c2pa/{m.parent_label}/c2pa.assertions/c2pa.hash.data"])},
        ("assertion.dataHash.redacted",)),
    Case("declared as redacted but still there", {"claim": lambda m, c: dict(
        c, redacted_assertions=[
            f"{PREFIX}/c2pa/{m.parent_label}/c2pa.assertions/c2pa.ingredient.v3"])},
        ("assertion.notRedacted",)),
    Case("box hash: nothing changed", **boxed()),
    Case("box hash, PNG: nothing changed", **boxed(kind="png")),
    Case("box hash, WebP: nothing changed", **boxed(kind="webp")),
    Case("box hash: the boxes in ranges", {"boxed": in_ranges}, **BOXED),
    Case("box hash, PNG: the boxes in ranges", {"boxed": in_ranges}, kind="png", **BOXED),
    Case("box hash: a restart marker's box by itself", {"embedded": restarting}, **BOXED),
    Case("box hash: a restart marker in the scan's box",
         {"embedded": restarting, "boxed": in_the_scan}, **BOXED),
    Case("box hash: a byte behind the restart marker changed",
         {"embedded": restarting, "boxed": in_the_scan}, ("assertion.boxesHash.mismatch",),
         after=lambda file, store: flipped(file, len(file) - 50), **BOXED),
    Case("box hash: a byte of the picture changed", codes=("assertion.boxesHash.mismatch",),
         after=lambda file, store: flipped(file, len(file) - 100), **BOXED),
    Case("box hash, PNG: a byte of the picture changed", codes=("assertion.boxesHash.mismatch",),
         after=lambda file, store: flipped(file, len(file) - 40), kind="png", **BOXED),
    Case("box hash, WebP: a byte of the picture changed", kind="webp",
         codes=("assertion.boxesHash.mismatch",),
         after=lambda file, store: flipped(file, 100), **BOXED),
    Case("box hash: a comment put in", codes=("assertion.boxesHash.unknownBox",),
         after=commented, **BOXED),
    Case("box hash: a box is listed that the file has not",
         codes=("assertion.boxesHash.mismatch",), **boxed(entries=lambda e: e.insert(
             2, {"names": ["APP5"], "hash": bytes(32), "pad": b""}))),
    Case("box hash: two boxes of one kind exchanged", codes=("assertion.boxesHash.mismatch",),
         after=tables_exchanged, **BOXED),
    Case("box hash: boxes in another order", codes=("assertion.boxesHash.mismatch",),
         after=frame_behind_tables, **BOXED),
    Case("box hash: no list of boxes", codes=("assertion.boxesHash.malformed",),
         **boxed(without("boxes"))),
    Case("box hash: a box without names", codes=("assertion.boxesHash.malformed",),
         **boxed(entries=lambda e: e[0].pop("names"))),
    Case("box hash: the store's box with others", codes=("assertion.boxesHash.malformed",),
         **boxed(entries=lambda e: (e[1]["names"].append("C2PA"), e.pop(2)))),
    Case("box hash: a box without a hash", codes=("assertion.boxesHash.mismatch",),
         **boxed(entries=lambda e: e[0].pop("hash"))),
    Case("box hash: algorithm sha1", codes=("algorithm.unsupported",),
         **boxed(entries=lambda e: e[0].update(alg="sha1"))),
    Case("box hash: the signer leaves a box out", holes=("evidence.additionalExclusion",),
         **boxed(entries=named("APP0", excluded=True))),
    Case("box hash: the same, and the box changed later",
         holes=("evidence.additionalExclusion",),
         after=lambda file, store: flipped(file, 14),
         **boxed(entries=named("APP0", excluded=True))),
    Case("box hash: the signer leaves part of a box out", notes=("binding.notSupported",),
         **boxed(entries=named("APP0", exclusions=[{"start": 4, "length": 2}]))),
    Case("box hash: a byte behind the picture", holes=("evidence.unhashedBytes",),
         after=lambda file, store: file + b"x", **BOXED),
    Case("box hash: what is behind the picture is hashed", {
        "boxed": after_the_last, "embedded": lambda m, pair: maker.EMBED["jpg"](
            pair[0], pair[1] + b"something else")}, **BOXED),
    Case("box hash: what is behind the picture is hashed, and changed later", {
        "boxed": after_the_last, "embedded": lambda m, pair: maker.EMBED["jpg"](
            pair[0], pair[1] + b"something else")}, ("assertion.boxesHash.mismatch",),
         after=lambda file, store: file + b"x", **BOXED),
    Case("box hash: padding of an entry not zero", holes=("evidence.bindingPadding",),
         **boxed(entries=lambda e: e[0].update(pad=b"\1"))),
    Case("box hash, PNG: the signature is not listed", kind="png",
         holes=("evidence.unhashedBytes",), **boxed(entries=lambda e: e.pop(0))),
    Case("TIFF: nothing changed", kind="tif"),
    Case("TIFF: a byte of the picture changed", codes=("assertion.dataHash.mismatch",),
         after=lambda file, store: flipped(file, 1000), kind="tif"),
    Case("TIFF: the store's length in its directory left out too, as c2pa-rs does", {
        "exclusions": lambda m, e: [*e, (e[0][0] + e[0][1] + e[0][1] % 2 + 6, 4)]}, kind="tif"),
    Case("TIFF: a ring of directories", {"embedded": lambda m, pair: maker.embed_tiff(
        *pair, ring=True)}, kind="tif"),
    Case("TIFF: the tag of another type", {"embedded": lambda m, pair: maker.embed_tiff(
        *pair, kind=1)}, kind="tif", absent=True),
    Case("TIFF: two stores", kind="tif", absent=True, after=lambda file, store:
         maker.embed_tiff(store, file)[0]),
    Case("compressed manifest", packed(maker.compressed), **BOXED),
    Case("compressed manifest: the stream cut short",
         packed(lambda one: maker.compressed(one, maker.brotli(one)[:-20])),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest: no stream", packed(lambda one: maker.compressed(one, b"nothing")),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest: an assertion store in it", packed(lambda one: maker.compressed(
        one, maker.brotli(maker.children(one[8:])[1]))),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest: another manifest in it", packed(lambda one: maker.compressed(
        one, maker.brotli(superbox("c2ma", "urn:c2pa:other")))),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest: twice compressed", packed(
        lambda one: maker.compressed(maker.compressed(one))),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest: it unpacks to 12 MB", packed(lambda one: maker.compressed(
        superbox("c2ma", label_of(one), box("free", bytes(12 << 20))))),
         ("manifest.compressed.invalid",), **BOXED),
    Case("compressed manifest of the parent", notes=("ingredient.manifest.validated",),
         options={"parent_is_compressed": True}),
    Case("compressed manifest of the parent, hashed as it was before",
         edit("ingredient", lambda i: i["activeManifest"].update(hash=bytes(32))),
         ("ingredient.manifest.mismatch",), options={"parent_is_compressed": True}),
]
