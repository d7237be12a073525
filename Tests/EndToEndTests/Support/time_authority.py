"""A time-stamp authority of the tests' own: `openssl ts` behind HTTP on the loopback interface, with a
public key infrastructure made for the occasion and the faults that real ones have."""

import http.server
import os
import pathlib
import socket
import subprocess
import threading
import time

CONFIGURATION = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signing]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
serial = {folder}/serial
signer_cert = {folder}/stamp.pem
certs = {folder}/root.pem
signer_key = {folder}/stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = yes
ess_cert_id_alg = sha256
"""
KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
REJECTION = bytes.fromhex("30053003020102")


def openssl(*arguments, **options):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True,
                          **options)


class Infrastructure:
    """A root and what it issued: `stamp` for time stamps, `other` for anything else. `days` is how long
    the authority's certificate lasts, `clock` an offset of its clock such as "+40d"."""

    def __init__(self, folder, name="Test", days=3650):
        self.clock = None
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.configuration = self.folder / "ts.cnf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder))
        self.root = self.folder / "root.pem"
        (self.folder / "serial").write_text("01\n")
        openssl("req", "-x509", *KEY, "-keyout", self.folder / "root.key", "-out", self.root,
                "-days", 7300, "-subj", f"/O={name}/CN={name} Root", "-config", self.configuration,
                "-extensions", "authority")
        self.issue("stamp", "stamping", days)
        self.issue("other", "signing")

    def issue(self, name, section, days=300):
        request = self.folder / f"{name}.csr"
        openssl("req", *KEY, "-keyout", self.folder / f"{name}.key", "-out", request, "-subj",
                f"/C=CN/O=Test/CN=Test {name}", "-config", self.configuration)
        openssl("x509", "-req", "-in", request, "-CA", self.root, "-CAkey",
                self.folder / "root.key", "-CAcreateserial", "-days", days, "-out",
                self.folder / f"{name}.pem", "-extfile", self.configuration, "-extensions", section)
        return self.folder / f"{name}.pem"

    def reply(self, query):
        """A proper TimeStampResp."""
        with Scratch(self.folder) as scratch:
            (scratch / "q").write_bytes(query)
            shifted = ["faketime", "-f", self.clock] if self.clock else []
            subprocess.run([*shifted, "openssl", "ts", "-reply", "-config", self.configuration,
                            "-section", "tsa", "-queryfile", scratch / "q", "-out", scratch / "r"],
                           check=True, capture_output=True)
            return (scratch / "r").read_bytes()

    def reply_of_another_certificate(self, query):
        """A TimeStampResp whose signer may not stamp times, which `openssl ts` would not make."""
        with Scratch(self.folder) as scratch:
            (scratch / "r").write_bytes(self.reply(query))
            openssl("ts", "-reply", "-in", scratch / "r", "-token_out", "-out", scratch / "t")
            openssl("cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in",
                    scratch / "t", "-out", scratch / "info")
            openssl("cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256",
                    "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", scratch / "info",
                    "-signer", self.folder / "other.pem", "-inkey", self.folder / "other.key",
                    "-outform", "DER", "-out", scratch / "t")
            body = bytes.fromhex("3003020100") + (scratch / "t").read_bytes()
            return b"\x30\x82" + len(body).to_bytes(2, "big") + body


class Scratch:
    """A folder for one exchange, for several may run at once."""

    def __init__(self, folder):
        self.path = folder / f"exchange-{threading.get_ident()}-{time.monotonic_ns()}"

    def __enter__(self):
        self.path.mkdir()
        return self.path

    def __exit__(self, *_):
        for file in self.path.iterdir():
            file.unlink()
        self.path.rmdir()


class TimeAuthority:
    """The authority. `mode` may be changed between requests: ok, http500, busy, slow, garbage, html,
    reject, stale, nonce, imprint, usage, oversize, redirect, half (the answer breaks off), cut (none at all)."""

    def __init__(self, infrastructure, mode="ok"):
        self.infrastructure = infrastructure
        self.mode = mode
        self.queries = 0
        self.first = None
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                authority.answer(self)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/tsa"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request):
        self.queries += 1
        query = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        mode = self.mode
        if request.headers.get("Content-Type") != "application/timestamp-query":
            return request.send_error(415)
        if mode == "http500":
            return request.send_error(500)
        if mode == "busy":
            # Busy twice, then well again: what the pauses of a client are for.
            if self.queries <= 2:
                return request.send_error(429)
        if mode == "slow":
            time.sleep(60)
        if mode == "redirect":
            request.send_response(302)
            request.send_header("Location", self.url)
            request.send_header("Content-Length", "0")
            return request.end_headers()
        if mode == "cut":
            request.close_connection = True
            return request.connection.shutdown(socket.SHUT_RDWR)
        body = self.body(mode, bytearray(query))
        request.send_response(200)
        request.send_header(
            "Content-Type", "text/html" if mode == "html" else "application/timestamp-reply")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        try:
            request.wfile.write(body[:len(body) // 2] if mode == "half" else body)
        except OSError:
            pass

    def body(self, mode, query):
        if mode in ("garbage", "html"):
            return b"<html>captive portal</html>"
        if mode == "reject":
            return REJECTION
        if mode == "oversize":
            return b"\x30" * (1 << 20)
        if mode == "usage":
            return self.infrastructure.reply_of_another_certificate(bytes(query))
        if mode == "nonce":
            query[-4] ^= 8
        if mode == "imprint":
            query[-20] ^= 8
        reply = self.infrastructure.reply(bytes(query))
        self.first = self.first or reply
        return self.first if mode == "stale" else reply

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def unused_url():
    """A loopback address where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}/tsa"
