"""Time stamps over years: renewed before the authority's certificate ends, looked at long after."""

from harness import Topic, sha256
from stamped_shops import add, filled_shop
from time_authority import Infrastructure, TimeAuthority, openssl


def at(offset):
    """Runs a program with its clock set forward."""
    return ("faketime", "-f", offset)


def check_renewal(topic):
    """An authority's certificate of 100 days: renewed after 40, looked at after 200."""
    short = Infrastructure(topic.path("short"), "Short", days=100)
    long = Infrastructure(topic.path("long"), "Long")
    for words, renews in (("renewed in time", True), ("not renewed", False)):
        shop, _, out = filled_shop(topic, words.replace(" ", "-"), 1)
        first = TimeAuthority(short)
        add(shop, first)
        topic.equal(shop.run("stamp").code, 0, "an authority with 100 days to go stamps")
        second = TimeAuthority(long)
        add(shop, second)
        shop.run("stamp", "authority", "remove", first.url)
        early = shop.run("stamp", "--json")
        topic.equal(early.summary["batches"], 0, "a stamp of today is not renewed yet")
        if renews:
            long.clock = "+40d"
            result = shop.run("stamp", "--json", wrap=at("+40d"))
            topic.check(result.code == 0 and result.summary["renewals"] == 1
                        and result.summary["records"] == 0,
                        "after 40 days, by another authority, it is", result)
            again = shop.run("stamp", "--json", wrap=at("+41d"))
            topic.equal(again.summary["batches"], 0, "once")
            long.clock = None
        verdict = shop.run("verify", out / "0.jpg", "--json", wrap=at("+200d")).events[0]
        expected = "time.renewed" if renews else "time.authorityExpired"
        topic.check(verdict["timeKind"] == "rfc3161-batch" and expected in verdict["findings"],
                    f"after 200 days: {words}, {expected}", verdict)
        proof = topic.path(f"proof-{renews}")
        shop.run("stamp", "export", out / "0.jpg", "--out", proof, wrap=at("+200d"))
        topic.equal((proof / "renewal-1-token-1.tst").exists(), renews,
                    "the exported proof holds the renewal when there is one")
        if renews:
            named = (proof / "renewal-1-renewal.txt").read_text().split("\n")
            leaf = (proof / "renewal-1-leaf.bin").read_bytes().hex()
            topic.check(named[1] == sha256(proof / "checkpoint.txt")
                        and named[2] == sha256(proof / "token-1.tst")
                        and sha256(proof / "renewal-1-renewal.txt") in leaf,
                        "and sha256sum leads from the old stamp to the new batch", named)
            openssl("ts", "-verify", "-data", proof / "renewal-1-checkpoint.txt", "-in",
                    proof / "renewal-1-token-1.tst", "-token_in", "-CAfile", long.root)
        check_renewed_proof(topic, proof, out / "0.jpg", (short, long), expected)
        first.stop()
        second.stop()


def check_renewed_proof(topic, proof, file, authorities, expected):
    """`stamp check` follows the folder's renewals, and no others."""
    roots = topic.path(f"roots-{proof.name}.pem")
    roots.write_bytes(b"".join(one.root.read_bytes() for one in authorities))
    first = topic.path(f"first-{proof.name}.pem")
    first.write_bytes(authorities[0].root.read_bytes())

    def found(anchors=roots, wrap=at("+200d")):
        result = topic.run("stamp", "check", proof, "--anchors", anchors, "--file", file, "--json",
                           wrap=wrap)
        return result, [code for item in result.of_kind("proof")[0]["timeEvidence"]
                        for code in item["findings"]]

    result, codes = found()
    topic.check(result.code == 0 and expected in codes, f"stamp check says {expected}", result)
    _, codes = found(wrap=())
    topic.check("time.authorityExpired" not in codes and "time.renewed" not in codes,
                "and neither while the certificate lasts", codes)
    if expected != "time.renewed":
        return
    _, codes = found(anchors=first)
    topic.check("time.authorityExpired" in codes,
                "a renewal by an authority that is not trusted does not count", codes)
    # Of a note the text is stamped, which comes first; the log's own signature is not needed here.
    for name, place in (("renewal-1-token-1.tst", -9), ("renewal-1-anchor.cbor", -9),
                        ("renewal-1-checkpoint.note", 3)):
        kept = (proof / name).read_bytes()
        changed = bytearray(kept)
        changed[place] ^= 1
        (proof / name).write_bytes(changed)
        _, codes = found()
        topic.check("time.authorityExpired" in codes and "time.renewed" not in codes,
                    f"a changed {name} renews nothing", codes)
        (proof / name).write_bytes(kept)


with Topic("time-renewal") as topic:
    check_renewal(topic)
