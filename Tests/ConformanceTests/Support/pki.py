"""Keys, certificates and a time-stamp authority for the tests, made anew in a folder every time.

    pki.py make FOLDER            makes everything
    pki.py stamp FOLDER           hexadecimal message on standard input, token in hexadecimal out
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID, ObjectIdentifier

CLAIM_SIGNING = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")
EMAIL = ObjectIdentifier("1.3.6.1.5.5.7.3.4")
SERVER = ObjectIdentifier("1.3.6.1.5.5.7.3.1")
STAMPING = ObjectIdentifier("1.3.6.1.5.5.7.3.8")
START = datetime.datetime.utcnow() - datetime.timedelta(days=60)

AUTHORITY = """[t1]
serial = {0}/serial
signer_cert = {0}/{1}.pem
certs = {0}/tsaroot.pem
signer_key = {0}/{1}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 3
ess_cert_id_alg = sha256
"""


def p256():
    return ec.generate_private_key(ec.SECP256R1())


def name(common, organization="Test"):
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")]
    if organization:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization))
    return x509.Name(parts + [x509.NameAttribute(NameOID.COMMON_NAME, common)])


def certificate(common, key, issuer=None, issuer_key=None, *, authority=False, path=None,
                usages=None, critical=False, days=3650, key_identifier=True, key_usage=True, responder=None):
    """One certificate; self-signed without an issuer."""
    signer = issuer_key or key
    builder = (x509.CertificateBuilder().subject_name(name(common))
               .issuer_name(issuer.subject if issuer else name(common))
               .public_key(key.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(START).not_valid_after(START + datetime.timedelta(days=days))
               .add_extension(x509.BasicConstraints(authority, path if authority else None), True)
               .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False))
    if key_usage:
        builder = builder.add_extension(x509.KeyUsage(
            not authority, not authority, False, False, False, authority, authority, False,
            False), True)
    if key_identifier:
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False)
    if usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical)
    if responder:
        builder = builder.add_extension(x509.AuthorityInformationAccess([x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(responder))]), False)
    digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(signer, digest)


def save(folder, label, key, *chain):
    (folder / f"{label}.key").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))
    (folder / f"{label}.pem").write_bytes(
        b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain))


def make(folder):
    """The whole infrastructure; returns the folder."""
    folder = pathlib.Path(folder)
    root_key, middle_key, stamp_root_key = p256(), p256(), p256()
    root = certificate("Test Root", root_key, authority=True, path=1)
    middle = certificate("Test Issuer", middle_key, root, root_key, authority=True, path=0)
    save(folder, "root", root_key, root)
    save(folder, "issuer", middle_key, middle)
    both = [EMAIL, CLAIM_SIGNING]
    keys = {"es256": p256(), "ed25519": ed25519.Ed25519PrivateKey.generate(),
            "ps256": rsa.generate_private_key(65537, 2048)}
    for label, key in keys.items():
        leaf = certificate(label, key, middle, middle_key, usages=both,
                           responder="http://ocsp.invalid/")
        save(folder, label, key, leaf, middle)
    bad = {
        "no-key-identifier": dict(usages=both, key_identifier=False),
        "no-extended-usage": dict(),
        "wrong-extended-usage": dict(usages=[SERVER]),
        "no-key-usage": dict(usages=both, key_usage=False),
        "is-authority": dict(usages=both, authority=True),
        "expired": dict(usages=both, days=30),
    }
    for label, options in bad.items():
        key = p256()
        save(folder, label, key, certificate(label, key, middle, middle_key, **options), middle)
    key = p256()
    save(folder, "self-signed", key, certificate("self", key, usages=both))
    leaf_key, leaf = keys["es256"], x509.load_pem_x509_certificate(
        (folder / "es256.pem").read_bytes())
    key = p256()
    save(folder, "leaf-issued", key,
         certificate("leaf-issued", key, leaf, leaf_key, usages=both), leaf, middle)
    stamp_root = certificate("Test Stamp Root", stamp_root_key, authority=True, path=0)
    save(folder, "tsaroot", stamp_root_key, stamp_root)
    for label, days in (("tsa", 3650), ("tsa-expired", 30)):
        key = rsa.generate_private_key(65537, 2048)
        save(folder, label, key, certificate(
            "Test Stamps", key, stamp_root, stamp_root_key, usages=[STAMPING], critical=True,
            days=days))
        (folder / f"{label}.cnf").write_text(AUTHORITY.format(folder, label))
    (folder / "serial").write_text("01\n")
    return folder


def revocation(folder, state, revoked=""):
    """An OCSP response about es256's certificate: state V (good) or R (revoked), or unknown."""
    serial = x509.load_pem_x509_certificate((folder / "es256.pem").read_bytes()).serial_number
    line = f"{state}\t401231235959Z\t{revoked}\t{serial:X}\tunknown\t/CN=es256\n"
    (folder / "index").write_text(line if state in "VR" else "")
    subprocess.run(
        ["openssl", "ocsp", "-index", "index", "-CA", "issuer.pem", "-rsigner", "issuer.pem",
         "-rkey", "issuer.key", "-issuer", "issuer.pem", "-cert", "es256.pem", "-ndays", "2",
         "-noverify", "-respout", "response"], check=True, capture_output=True, cwd=folder)
    return (folder / "response").read_bytes()


def revocation_list(folder, issuer, serial, since, form=serialization.Encoding.PEM):
    """A revocation list of `issuer` (the name of key and certificate) with one entry since a moment."""
    folder = pathlib.Path(folder)
    certificate = x509.load_pem_x509_certificate((folder / f"{issuer}.pem").read_bytes())
    key = serialization.load_pem_private_key((folder / f"{issuer}.key").read_bytes(), None)
    entry = (x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
             .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), False).build())
    now = datetime.datetime.utcnow()
    return (x509.CertificateRevocationListBuilder().issuer_name(certificate.subject)
            .last_update(now).next_update(now + datetime.timedelta(days=30))
            .add_revoked_certificate(entry).sign(key, hashes.SHA256()).public_bytes(form))


def stamp(folder, message, whole=False, authority="tsa"):
    """The token over `message`, or the whole response."""
    with tempfile.TemporaryDirectory() as work:
        run = lambda *words: subprocess.run(
            ["openssl", "ts", *words], check=True, capture_output=True, cwd=work)
        pathlib.Path(work, "data").write_bytes(message)
        run("-query", "-data", "data", "-sha256", "-cert", "-out", "q")
        run("-reply", "-config", f"{folder}/{authority}.cnf", "-section", "t1", "-queryfile", "q",
            "-out", "r")
        if whole:
            return pathlib.Path(work, "r").read_bytes()
        run("-reply", "-in", "r", "-token_out", "-out", "t")
        return pathlib.Path(work, "t").read_bytes()


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        print(stamp(sys.argv[2], bytes.fromhex(sys.stdin.read())).hex())
