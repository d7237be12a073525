"""The local pages against everybody else: foreign hosts and sites, hostile names and bodies, slow and many clients, other
machines without the pass code; and against being killed at work."""
# Alone: ten thousand connections, and clients that are slow on purpose.

import http.client
import io
import json
import os
import re
import resource
import select
import socket
import ssl
import time
import urllib.parse

from harness import REPOSITORY, Topic, sha256, snapshot
from pictures import product
from web import Client, Server

SECRETS = ("mark-secret", "signing-key.pem", "root-key.pem", "web/session-key")


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    return None


def jpeg(seed):
    buffer = io.BytesIO()
    product(seed, 600, 600).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def strangers(topic, server, client):
    topic.equal(client.ask("GET", "/", host=f"evil.example:{server.port}").status, 403, "a rebound host name is refused")
    stranger = Client(server)
    topic.check("start=" in stranger.ask("GET", "/originals").text, "without the start link there is nothing to see")
    topic.equal(stranger.ask("GET", "/enter?start=" + "0" * 64).status, 403, "a guessed start link does not open")
    for name, headers in [
            ("another origin", {"Origin": "https://evil.example"}),
            ("an opaque origin", {"Origin": "null"}),
            ("another site by fetch metadata", {"Sec-Fetch-Site": "cross-site"}),
            ("no word where from", {"Origin": None}),
            ("no form token", {"X-Yuantu-Token": None}),
            ("another form token", {"X-Yuantu-Token": "0" * 64})]:
        topic.equal(client.ask("POST", "/check", headers=headers).status, 403, f"a post from {name} is refused")
    cookie = client.ask("GET", "/enter?" + server.address.split("?")[1]).getheader("Set-Cookie")
    topic.check("HttpOnly" in cookie and "SameSite=Strict" in cookie, "the session's cookie is for the pages alone")
    answer = client.ask("GET", "/")
    policy = answer.getheader("Content-Security-Policy") or ""
    topic.check("default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy,
                "pages come with a strict policy")
    for back in ("//evil.example/", "/%09/evil.example/", "/%5Cevil.example", "https://evil.example/"):
        topic.equal(client.ask("GET", f"/language?to=en&back={back}").getheader("Location"), "/",
                    f"the language switch does not lead to {back}")
    topic.equal(client.ask("DELETE", "/check").status, 405, "a method that is not used is refused")


def paths_and_names(topic, server, client, home):
    before = snapshot(home)
    for path in ("/assets/../../../etc/passwd", "/assets/%2e%2e%2fstyle.css", "/check/..%2f..%2fmark-secret",
                 "/check/0000000000000000/views/..%2fjob.json", "/assets/%00", "/review/%2e%2e/%2e%2e"):
        answer = client.ask("GET", path)
        topic.check(answer.status in (303, 400, 403, 404) and "root:" not in answer.text, f"{path} leads nowhere", answer.status)
    picture = b"\xff\xd8not a picture"
    names = ["../../../../mark-secret", "/etc/passwd", "..\\..\\shop.json", ".hidden", "a/../../../../b.jpg", "x" * 5000 + ".jpg",
             "<script>alert(1)</script>.jpg", "CON.jpg", "-rf.jpg", "空 格\u202egpj.exe", "a\x01b\nc.jpg", "%2e%2e/%2e%2e/c.jpg"]
    job = client.upload("check", [(name, picture) for name in names])
    folder = home / "web" / "jobs" / job.split("/")[-1] / "uploads"
    topic.equal(sum(path.is_file() for path in folder.rglob("*")), len(names), "hostile names become plain ones in their folder")
    changed = {os.fsdecode(path) for path in snapshot(home)} - {os.fsdecode(path) for path in before}
    topic.check(all("/web/jobs/" in path for path in changed), "nothing was written elsewhere", changed)
    client.ask("POST", f"{job}/start")
    page = wait_for(lambda: (text := client.state(job)) != "working" and text)
    topic.check("<script>alert" not in page and "script_alert(1)" in page, "a name that is markup is only shown")
    shown = client.ask("GET", job).text
    kept = [(home / name).read_bytes() for name in SECRETS]
    topic.check(not any(secret[:32].hex() in shown for secret in kept), "no secret is in a page")
    client.form(f"{job}/remove", token=client.token)
    topic.check(not folder.exists(), "removing a check removes what was uploaded")


def bodies(topic, server, client, home):
    incoming = home / "web" / "incoming"
    answer = client.ask("POST", "/check", b"--x\r\nContent-Disposition: form-data; name=\"a", {
        "Content-Type": "multipart/form-data; boundary=x"})
    topic.equal(answer.status, 415, "multipart, broken or whole, is refused: files come one by one")
    answer = client.ask("POST", "/check", "a=" + "x" * 400_000, {"Content-Type": "application/x-www-form-urlencoded"})
    topic.equal(answer.status, 413, "an oversized form is refused")
    job = json.loads(client.ask("POST", "/check").text)["job"]
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        head = (f"PUT {job}/files?name=a.jpg HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {client.origin}\r\n"
                f"Cookie: yuantu_session={client.cookie}\r\nX-Yuantu-Token: {client.token}\r\nContent-Length: {600 << 20}\r\n\r\n")
        raw.sendall(head.encode())
        raw.settimeout(10)
        topic.check(b" 413 " in raw.recv(4096).split(b"\r\n")[0] + b" ", "an oversized file is refused by its length alone")
    endless, most, answer = 0, 0, b""
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.settimeout(5)
        raw.sendall(head.replace(f"Content-Length: {600 << 20}", "Transfer-Encoding: chunked").encode())
        try:
            for _ in range(700):
                raw.sendall(b"100000\r\n" + bytes(1 << 20) + b"\r\n")
                endless += 1
                most = max([most] + [path.stat().st_size for path in incoming.iterdir()])
                if endless > 512 and select.select([raw], [], [], 0)[0]:
                    answer = raw.recv(4096)
                    break
        except OSError:
            pass
    topic.check(b" 413 " in answer and most <= 512 << 20, "an endless upload is answered at the limit, and no more is kept",
                f"{endless} MiB sent, {most >> 20} kept, {answer[:40]}")
    topic.check(wait_for(lambda: not list(incoming.iterdir()), 10) is not None, "nothing is left of refused uploads")
    topic.equal(client.ask("GET", "/check").status, 200, "the service goes on")


def many_clients(topic, server, client):
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
    for one in slow:
        one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    topic.equal(client.ask("GET", "/assets/style.css").status, 200, "forty slow clients hold nobody up")
    topic.check("default-src 'none'" in (client.ask("POST", "/check", headers={"Origin": "null"})
                                         .getheader("Content-Security-Policy") or ""), "refusals have the policy too")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 11_000), hard))
    opened, refused = [], 0
    for _ in range(10_000):
        one = socket.socket()
        one.settimeout(0.5)
        try:
            one.connect(("127.0.0.1", server.port))
            opened.append(one)
        except OSError:
            refused += 1
            one.close()
            if refused > 50:
                break
    topic.check(len(opened) + refused > 500, "up to 10,000 connections are opened at once", f"{len(opened)} opened, {refused} refused")
    for one in opened + slow:
        one.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def answers():
        try:
            return client.ask("GET", "/check", timeout=5).status == 200
        except OSError:
            return False
    topic.check(wait_for(answers, 30), "the service goes on after them")
    topic.check(server.memory() < 1 << 30, "and holds less than 1 GiB", f"{server.memory() >> 20} MiB")


def killed_at_work(topic, folder):
    """kill -9 during a run: the next start takes it up, and every picture is issued exactly once."""
    shop = topic.shop("killed")
    pictures = topic.path("many", "x").parent
    for number in range(24):
        product(500 + number, 700, 700).save(pictures / f"主图{number}.jpg", quality=92)
    server = Server(topic, shop.home)
    client = Client(server)
    client.enter()
    job = client.upload("protect", [(path.name, path.read_bytes()) for path in sorted(pictures.glob("*.jpg"))])
    client.ask("POST", f"{job}/start")
    wait_for(lambda: client.state(job) != "working")
    client.form(f"{job}/run", token=client.token, platform="pdd")
    listing = shop.home / "listing" / job.split("/")[-1]
    done = wait_for(lambda: 3 <= len(list(listing.rglob("*.jpg"))) and len(list(listing.rglob("*.jpg"))))
    server.kill()
    first = {path.name: sha256(path) for path in listing.rglob("*.jpg")}
    topic.check(done and len(first) < 24, "the server is killed in the middle of a run", f"{len(first)} of 24 done")
    with Server(topic, shop.home) as server:
        again = Client(server)
        again.cookie = client.cookie
        topic.check("data-events" in again.ask("GET", job).text or "24" in again.ask("GET", job).text,
                    "the browser is still signed in, and the run is going on")
        page = wait_for(lambda: (text := again.state(job)) != "working" and text)
        topic.check(page and f"新交付 {24 - len(first)} 张，无需重做 {len(first)} 张" in page, "only what was missing is done",
                    (page or "")[:1500])
        last = {path.name: sha256(path) for path in listing.rglob("*.jpg")}
        topic.check(len(last) == 24 and all(last[name] == first[name] for name in first), "nothing is lost, nothing done twice")
        topic.equal([path.name for path in listing.rglob("*.yuantu-partial")], [], "no half file is left")
        topic.equal(shop.run("catalogue", "check").code, 0, "the catalogue is whole")
        again.token = client.token
        more = again.upload("protect", [(f"另{number}.jpg", path.read_bytes()) for number, path in
                                        enumerate(sorted(pictures.glob("*.jpg")))])
        again.ask("POST", f"{more}/start")
        wait_for(lambda: again.state(more) != "working")
        again.form(f"{more}/run", token=again.token, platform="taobao")
        again.form(f"{more}/cancel", token=again.token)
        page = wait_for(lambda: (text := again.state(more)) != "working" and text)
        topic.check("已停止" in page, "a run can be stopped", page[:600])
        again.form(f"{more}/resume", token=again.token)
        page = wait_for(lambda: (text := again.state(more)) != "working" and text)
        topic.check("失败 0 张" in page, "and gone on with", page[:900])


def killed_while_locked(topic):
    """A shop with a passphrase: after kill -9 the script is told to wait, and the work goes on once it is given."""
    phrase = {"YUANTU_PASSPHRASE": "长口令-2026"}
    home = topic.path("locked", "home")
    topic.run("init", "--shop", "青禾", "--no-backup", "--home", home, env=phrase)
    pictures = [(f"图{number}.jpg", jpeg(900 + number)) for number in range(12)]
    server = Server(topic, home, env=phrase)
    client = Client(server)
    client.enter()
    job = client.upload("originals", pictures)
    half = json.loads(client.ask("POST", "/check").text)["job"]
    client.ask("PUT", f"{half}/files?name=a.jpg", pictures[0][1])
    again = client.ask("PUT", f"{half}/files?name=a.jpg", pictures[0][1])
    topic.check(again.status == 200 and "已收到 1 个文件" in client.ask("GET", half).text,
                "a file that is sent again, as after a lost answer, is not doubled")
    client.ask("POST", f"{job}/start")
    server.kill()
    with Server(topic, home) as server:
        late = Client(server)
        late.cookie, late.token = client.cookie, client.token
        topic.equal([late.ask("PUT", f"{half}/files?name=b.jpg", b"x").status, late.ask("POST", "/check").status,
                     late.ask("GET", f"{job}/events").status], [423, 423, 423], "the pages' script hears that the shop is locked")
        late.token = None
        topic.check("店铺口令" in late.ask("GET", job).text, "and a person is asked for the passphrase")
        late.form("/unlock", token=client.token, passphrase="wrong-wrong")
        topic.check("店铺口令" in late.ask("GET", job).text, "a wrong one does not open")
        late.form("/unlock", token=client.token, passphrase=phrase["YUANTU_PASSPHRASE"])
        page = wait_for(lambda: (text := late.state(job)) != "working" and text)
        topic.check(page and "新登记 12 个" in page or "已登记过" in (page or ""), "with it the work goes on", (page or "")[:600])
        late.token = client.token
        late.ask("POST", f"{half}/start")
        page = wait_for(lambda: (text := late.state(half)) != "working" and text)
        topic.check(page and "检验结果" in page, "an upload that was broken off can be gone on with")
        twice = [late.ask("POST", f"{half}/start").status for _ in range(2)]
        topic.check("检验结果" in late.ask("GET", half).text and set(twice) == {200}, "starting once more changes nothing", twice)
        late.token = None
        late.form("/lock", token=client.token)
        topic.check("店铺口令" in late.ask("GET", "/originals").text, "the shop can be locked again")


def killed_in_review(topic):
    """A reviewer has no shop, and the check of a package goes on all the same."""
    home = topic.path("reviewer", "home")
    server = Server(topic, home)
    client = Client(server)
    client.enter()
    package = next((REPOSITORY / "samples" / "case").iterdir())
    job = client.upload("review", [(f"包/{path.relative_to(package)}", path.read_bytes())
                                   for path in sorted(package.rglob("*")) if path.is_file()])
    client.ask("POST", f"{job}/start")
    server.kill()
    with Server(topic, home) as server:
        again = Client(server)
        again.cookie = client.cookie
        page = wait_for(lambda: (text := again.state(job)) != "working" and text)
        topic.check(page and "核对通过" in page, "a review that was killed goes on without a shop", (page or "")[:500])


def other_machines(topic):
    """--lan: encrypted, by a pass code that cannot be guessed at speed."""
    code = topic.path("code.txt")
    code.write_text("青禾-访问码-1\n")
    home = topic.path("lan", "home")
    topic.equal(topic.run("serve", "--lan", "--pass-code-file", topic.path("absent"), "--home", home).code, 1,
                "a pass code file that is not there is an error")
    with Server(topic, home, "--lan", "--pass-code-file", code) as server:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        client = Client(server, context)
        plain = Client(server)
        try:
            clear = plain.ask("GET", "/").status
        except (OSError, http.client.HTTPException):
            clear = None
        topic.check(clear in (None, 400), "nothing is said without encryption", clear)
        topic.check("访问码" in client.ask("GET", "/").text, "another machine is asked for the pass code")
        topic.equal(client.ask("GET", "/enter?start=" + "0" * 64).status, 200, "there is no start link for it")
        wrong = [client.form("/pass-code", code=f"guess {number}") for number in range(8)]
        topic.check("请一分钟后再试" in wrong[-1].text and "访问码不对" in wrong[0].text, "guessing is slowed down",
                    wrong[-1].text[-400:])
    with Server(topic, home, "--lan", "--pass-code-file", code) as server:
        client = Client(server, context)
        answer = client.form("/pass-code", code="青禾-访问码-1")
        cookie = answer.getheader("Set-Cookie") or ""
        topic.check(answer.status == 200 and "Secure" in cookie and "Max-Age" not in cookie, "the pass code opens", answer.text[:200])
        client.cookie = re.search(r"yuantu_session=([0-9a-f]+)", cookie).group(1)
        topic.check("建立店铺" in client.ask("GET", "/").text, "and leads to the app")
        code.write_text("另一个-访问码-2\n")
    with Server(topic, home, "--lan", "--pass-code-file", code) as server:
        late = Client(server, context)
        late.cookie = client.cookie
        topic.check("访问码" in late.ask("GET", "/").text, "another pass code ends all sessions")


with Topic("web-trust") as topic:
    shop = topic.shop()
    with Server(topic, shop.home) as server:
        client = Client(server)
        client.enter()
        strangers(topic, server, client)
        paths_and_names(topic, server, client, shop.home)
        bodies(topic, server, client, shop.home)
        many_clients(topic, server, client)
        second = topic.run("serve", "--home", shop.home, "--port", "0", "--no-browser", timeout=30)
        topic.check(second.code == 1 and "Another yuantu serve" in second.err, "a second server of one shop is refused", second)
        taken = topic.run("serve", "--home", topic.path("elsewhere", "home"), "--port", str(server.port), "--no-browser", timeout=30)
        topic.check(taken.code == 1 and str(server.port) in taken.err, "a port that is taken is named", taken)
    killed_at_work(topic, topic.folder)
    killed_while_locked(topic)
    killed_in_review(topic)
    other_machines(topic)
