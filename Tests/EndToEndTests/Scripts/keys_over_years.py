"""Keys over years: rotation, revocation with a date, certificates from elsewhere, a lost key."""

import datetime
import subprocess
import time

from harness import Topic, sha256, snapshot
from pictures import product
from time_authority import Infrastructure, TimeAuthority, openssl

PASSPHRASE = "a passphrase for keys 99"


def keys(result):
    return [event for event in result.events if event.get("event") in ("key", "formerKey")]


def photo(topic, name, seed):
    path = topic.path(name)
    product(seed, 320, 400).save(path, quality=92)
    return path


def first(shop, path, **options):
    return shop.verify(path, **options).events[0]


def check_rotation(topic, shop):
    old = photo(topic, "old.jpg", 9100)
    shop.run("originals", "add", old)
    before = keys(shop.run("keys", "list", "--json"))[0]
    old_key = (shop.home / "signing-key.pem").read_bytes()
    for algorithm in ("ed25519", "ps256", "es256"):
        result = shop.run("keys", "rotate", "--algorithm", algorithm, "--json")
        seen = keys(result)
        topic.check(result.code == 0 and seen[0]["keyFingerprint"] != before["keyFingerprint"],
                    f"keys rotate takes a new {algorithm} key into use", result)
        new = photo(topic, f"{algorithm}.jpg", 9110 + len(seen))
        shop.run("originals", "add", new)
        verdict = first(shop, new)
        topic.check(verdict["relation"] == "R5" and verdict["recordCheck"] == "pass"
                    and verdict["keyFingerprint"] == seen[0]["keyFingerprint"],
                    "new records are signed with it and hold", verdict)
    verdict = first(shop, old)
    topic.check(verdict["recordCheck"] == "pass"
                and verdict["keyFingerprint"] == before["keyFingerprint"],
                "a record of the former key still holds", verdict)
    left = [path.name for path in shop.home.iterdir()
            if path.is_file() and old_key in path.read_bytes()]
    private = [path.name for path in shop.home.glob("signing-key*.pem")]
    topic.check(not left and len(private) == 1, "former private keys are gone", (left, private))
    topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is sound")


def check_revocation(topic, infrastructure):
    """Stamped before the date: good. Stamped after it, or not at all: flagged."""
    shop = topic.shop("revoked")
    authority = TimeAuthority(infrastructure)
    shop.run("stamp", "authority", "add", authority.url, "--anchors", infrastructure.root)
    dated = photo(topic, "dated.jpg", 9200)
    shop.run("originals", "add", dated)
    topic.equal(shop.run("stamp").code, 0, "a record is stamped")
    time.sleep(2.2)
    moment = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    time.sleep(1.2)
    undated = photo(topic, "undated.jpg", 9201)
    later = photo(topic, "later.jpg", 9202)
    shop.run("originals", "add", later)
    shop.run("stamp")
    shop.run("originals", "add", undated)
    before = keys(shop.run("keys", "list", "--json"))[0]["keyFingerprint"]
    topic.check(all(first(shop, path)["recordCheck"] == "pass" for path in (dated, later, undated)),
                "before the revocation all three records hold")
    for date, code in (("2999-01-01", 2), ("yesterday", 2), ("2026-02-30", 2)):
        result = shop.run("keys", "revoke", "--since", date)
        topic.check(result.code == code, f"a revocation from {date} is refused", result)
    result = shop.run("keys", "revoke", "--key", "00" * 32)
    topic.check(result.code == 1, "and one of a key that the shop never had", result)
    result = shop.run("keys", "revoke", "--since", moment, "--json")
    seen = keys(result)
    topic.check(result.code == 0 and seen[0]["keyFingerprint"] != before
                and seen[1].get("revokedSince") == moment,
                "keys revoke notes the date and takes a new key into use", result)
    verdict = first(shop, dated)
    topic.check(verdict["recordCheck"] == "pass" and "key.revokedLater" in verdict["findings"],
                "stamped before the date: good, and it says why", verdict)
    for words, path in (("stamped after the date", later), ("not stamped", undated)):
        verdict = first(shop, path)
        topic.check(verdict["recordCheck"] == "fail" and verdict["relation"] == "RX"
                    and "key.revoked" in verdict["findings"], f"{words}: flagged", verdict)
    fresh = photo(topic, "fresh.jpg", 9203)
    shop.run("originals", "add", fresh)
    topic.equal(first(shop, fresh)["recordCheck"], "pass", "records of the new key hold")
    listing = openssl("crl", "-in", shop.home / "revocations.pem", "-text", "-noout", "-CAfile",
                      shop.home / "root.pem")
    topic.check(b"verify OK" in listing.stderr and b"Invalidity Date" in listing.stdout
                and b"Key Compromise" in listing.stdout,
                "openssl reads the revocation list and accepts its signature",
                listing.stdout + listing.stderr)
    checked = subprocess.run(
        ["openssl", "verify", "-crl_check", "-CAfile", shop.home / "root.pem", "-CRLfile",
         shop.home / "revocations.pem", shop.home / "certificate.pem"], capture_output=True,
        text=True, check=False)
    topic.check("certificate revoked" in checked.stdout + checked.stderr,
                "openssl verify calls the certificate revoked", checked)
    result = shop.run("keys", "revoke", "--key", before, "--since", "2026-11-01", "--json")
    topic.check(result.code == 0 and keys(result)[1]["revokedSince"] < moment,
                "an earlier date takes the place of a later one", result)
    topic.equal(first(shop, dated)["recordCheck"], "fail", "and then flags the stamped record too")
    authority.stop()


def check_foreign_certificate(topic, infrastructure):
    shop = topic.shop("foreign")
    phrase = topic.path("p12.txt")
    phrase.write_text("p12 口令\n")
    container = topic.path("shop.p12")
    openssl("pkcs12", "-export", "-inkey", infrastructure.folder / "other.key", "-in",
            infrastructure.folder / "other.pem", "-certfile", infrastructure.root, "-out", container,
            "-passout", f"file:{phrase}")
    arguments = ["keys", "import", container, "--anchors", infrastructure.root, "--file-passphrase"]
    before = snapshot(shop.home)
    wrong = topic.path("wrong.txt")
    wrong.write_text("no\n")
    result = shop.run(*arguments, wrong)
    topic.check(result.code == 1 and result.err.strip(), "a wrong passphrase opens no PKCS#12", result)
    stranger = Infrastructure(topic.path("stranger"), "Stranger")
    result = shop.run("keys", "import", container, "--anchors", stranger.root, "--file-passphrase",
                      phrase)
    topic.check(result.code == 1 and "root" in result.err,
                "a certificate that leads to no anchor is refused", result)
    unfit = topic.path("unfit.p12")
    openssl("pkcs12", "-export", "-inkey", infrastructure.folder / "stamp.key", "-in",
            infrastructure.folder / "stamp.pem", "-out", unfit, "-passout", f"file:{phrase}")
    result = shop.run("keys", "import", unfit, "--anchors", infrastructure.root, "--file-passphrase",
                      phrase)
    topic.equal(result.code, 1, "so is one that is not for signing documents")
    garbage = topic.path("garbage.p12")
    garbage.write_bytes(container.read_bytes()[:200])
    result = shop.run("keys", "import", garbage, "--anchors", infrastructure.root,
                      "--file-passphrase", phrase)
    topic.equal(result.code, 1, "and a damaged file")
    after = {path: facts for path, facts in snapshot(shop.home).items() if b".lock" not in path}
    topic.check(after == {path: facts for path, facts in before.items() if b".lock" not in path},
                "none of them changed the shop")
    own = photo(topic, "own.jpg", 9300)
    shop.run("originals", "add", own)
    result = shop.run(*arguments, phrase, "--json")
    topic.check(result.code == 0 and keys(result)[0]["issuer"] == "Test Root",
                "keys import takes a certificate from elsewhere into use", result)
    foreign = photo(topic, "foreign.jpg", 9301)
    shop.run("originals", "add", foreign)
    topic.check(first(shop, foreign)["recordCheck"] == "pass"
                and first(shop, own)["recordCheck"] == "pass",
                "records of the new and of the former certificate hold")
    result = shop.run("keys", "revoke")
    topic.check(result.code == 1 and "--crl" in result.err,
                "a certificate from elsewhere is revoked by its issuer", result)
    crl = revocation_list(infrastructure)
    result = shop.run("keys", "revoke", "--crl", crl)
    topic.check(result.code == 0 and first(shop, foreign)["recordCheck"] == "fail"
                and first(shop, own)["recordCheck"] == "pass",
                "whose list then flags its undated records, and those alone", result)
    result = shop.run("keys", "revoke", "--crl", revocation_list(stranger))
    topic.check(result.code == 1, "another authority's list is not taken", result)


def revocation_list(infrastructure):
    """A list of the infrastructure's root that revokes `other`."""
    folder = infrastructure.folder
    (folder / "index.txt").write_text("")
    (folder / "crlnumber").write_text("01\n")
    configuration = folder / "ca.cnf"
    configuration.write_text(
        f"[ca]\ndefault_ca = d\n[d]\ndatabase = {folder}/index.txt\ncrlnumber = {folder}/crlnumber\n"
        f"certificate = {folder}/root.pem\nprivate_key = {folder}/root.key\n"
        "default_md = sha256\ndefault_crl_days = 30\n")
    openssl("ca", "-config", configuration, "-revoke", folder / "other.pem")
    openssl("ca", "-config", configuration, "-gencrl", "-out", folder / "list.pem")
    return folder / "list.pem"


def check_lost_key(topic, infrastructure):
    home = topic.path("lost", "home")
    env = {"YUANTU_PASSPHRASE": PASSPHRASE}

    def run(*arguments):
        return topic.run(*arguments, "--home", home, env=env)

    run("init", "--shop", "失钥店", "--no-backup")
    authority = TimeAuthority(infrastructure)
    run("stamp", "authority", "add", authority.url, "--anchors", infrastructure.root)
    old = photo(topic, "lost-old.jpg", 9400)
    run("originals", "add", old)
    topic.equal(run("keys", "countersign").code, 0, "with nothing old there is nothing to countersign")
    (home / "signing-key.pem").unlink()
    result = run("verify", old)
    topic.check(result.code == 1 and "rotate" in result.err,
                "a lost signing key is named, and what to do", result)
    (home / "root-key.pem").unlink()
    result = run("keys", "rotate")
    topic.check(result.code == 1 and "--new-root" in result.err,
                "a lost root key is named, and what to do", result)
    wrong = topic.run("keys", "rotate", "--new-root", "--home", home,
                      env={"YUANTU_PASSPHRASE": "not it"})
    topic.equal(wrong.code, 1, "a wrong passphrase changes no key")
    time.sleep(1.1)
    topic.equal(run("keys", "rotate", "--new-root").code, 0, "keys rotate --new-root mends it")
    sealed = [path.name for path in home.glob("*key*.pem")
              if b"BEGIN ENCRYPTED PRIVATE KEY" not in path.read_bytes()]
    topic.check(not sealed, "the new keys are locked with the same passphrase", sealed)
    result = run("keys", "countersign", "--json")
    topic.check(result.code == 0 and result.events[0]["records"] == 1,
                "keys countersign covers the old record", result)
    topic.equal(run("keys", "countersign", "--json").events[0]["records"], 0,
                "a further run has nothing to do")
    topic.equal(run("stamp").code, 0, "the countersignature is stamped")
    verdict = run("verify", old, "--json").events[0]
    topic.check(verdict["recordCheck"] == "pass"
                and "record.countersigned" in verdict["findings"]
                and verdict["timeKind"] == "rfc3161-batch",
                "the old record holds, countersigned and dated", verdict)
    topic.equal(run("catalogue", "check").code, 0, "the catalogue is sound")
    backup, other = topic.path("lost.backup"), topic.path("lost-again", "home")
    run("keys", "backup", backup)
    topic.run("keys", "restore", backup, "--home", other, env=env)
    restored = topic.run("verify", old, "--json", "--home", other, env=env)
    again = restored.events[0]
    topic.check({key: again[key] for key in ("findings", "timeEvidence", "keyFingerprint")}
                == {key: verdict[key] for key in ("findings", "timeEvidence", "keyFingerprint")},
                "backup and restore keep keys, roots, stamps and countersignature", restored)
    names = sorted(path.name for path in home.iterdir() if path.suffix in (".pem", ".json"))
    topic.equal(sorted(path.name for path in other.iterdir() if path.suffix in (".pem", ".json")),
                names, "file for file")
    topic.check(all(sha256(home / name) == sha256(other / name) for name in names), "byte for byte")
    authority.stop()


with Topic("keys-over-years") as topic:
    infrastructure = Infrastructure(topic.path("infrastructure"))
    check_rotation(topic, topic.shop())
    check_revocation(topic, infrastructure)
    check_foreign_certificate(topic, infrastructure)
    check_lost_key(topic, infrastructure)
