"""The local web app under test: a server of its own, and a browser driven by Playwright."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import urllib.parse

from harness import REPOSITORY

SCREENSHOTS = REPOSITORY / ".build" / "screenshots" / "web"
PYTHON = REPOSITORY / ".build-browser" / "bin" / "python"


def with_playwright():
    """Goes on as a program that has Playwright, or says why these tests are skipped, and ends."""
    try:
        import playwright  # noqa: F401
        return
    except ImportError:
        pass
    if PYTHON.exists() and pathlib.Path(sys.executable) != PYTHON:
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    print("skipped the local pages in a browser: there is no Playwright (scripts/install-browser)")
    print("ok      nothing to examine without a browser")
    sys.exit(0)


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-headless-shell")


class Server:
    """`yuantu serve` on a free port."""

    def __init__(self, topic, home, *options, env=None):
        self.topic = topic
        self.log = open(topic.path(f"serve-{os.urandom(3).hex()}.log"), "wb")
        self.process = subprocess.Popen(
            [topic.program, "serve", "--home", str(home), "--port", "0", "--no-browser", "--json", *options],
            env=topic.environment(env), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log)
        self.first = json.loads(self.process.stdout.readline() or b"{}")
        self.address = self.first.get("address", "")

    @property
    def origin(self):
        return "/".join(self.address.split("/")[:3])

    @property
    def port(self):
        return int(self.origin.rsplit(":", 1)[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def memory(self):
        """Resident bytes."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
        return 0

    def stop(self):
        """Ends it as Ctrl-C does; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.close()


class Client:
    """A client that says of itself what a test wants it to say."""

    def __init__(self, server, context=None, host="127.0.0.1"):
        self.server, self.context, self.host = server, context, host
        self.port = server.port
        self.cookie = self.token = None

    @property
    def origin(self):
        return f"{'https' if self.context else 'http'}://{self.host}:{self.port}"

    def ask(self, method, path, body=None, headers=None, host=None, timeout=30):
        kind = http.client.HTTPSConnection if self.context else http.client.HTTPConnection
        options = {"context": self.context} if self.context else {}
        connection = kind("127.0.0.1", self.port, timeout=timeout, **options)
        fields = {"Host": host or f"{self.host}:{self.port}", "Accept-Language": "zh-CN"}
        if method != "GET":
            fields["Origin"] = self.origin
        if self.cookie:
            fields["Cookie"] = f"yuantu_session={self.cookie}"
        if self.token:
            fields["X-Yuantu-Token"] = self.token
        fields.update(headers or {})
        connection.request(method, path, body=body, headers={k: v for k, v in fields.items() if v is not None})
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    def form(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded"})

    def enter(self):
        """By the start link, as the browser would."""
        answer = self.ask("GET", "/" + self.server.address.split("/", 3)[3])
        self.cookie = re.search(r"yuantu_session=([0-9a-f]+)", answer.getheader("Set-Cookie") or "").group(1)
        self.token = re.search(r'data-token="([0-9a-f]+)"', self.ask("GET", "/review").text).group(1)
        return answer

    def upload(self, place, files):
        job = json.loads(self.ask("POST", f"/{place}").text)["job"]
        for name, content in files:
            answer = self.ask("PUT", f"{job}/files?name={urllib.parse.quote(name, safe='')}", content)
            assert answer.status == 200, answer.text
        return job

    def state(self, job):
        page = self.ask("GET", job)
        return "working" if "data-events" in page.text else page.text


class Clerk:
    """Somebody in front of a browser window."""

    def __init__(self, topic, playwright, language="zh-CN", scheme="light", width=1280, height=900):
        self.topic = topic
        self.is_english = language.startswith("en")
        self.name = f"{language}-{scheme}-{width}"
        self.browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        self.context = self.browser.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": height},
            accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        # Addresses of pages worth looking at again, by a name.
        self.seen = {}
        self.foreign = []
        self.complaints = []
        self.page.on("request", self.note)
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def enter(self, server):
        """By the start link, which leads on to the first page."""
        self.page.goto(server.address)
        self.page.wait_for_url(server.origin + "/")

    def note(self, request):
        if not request.url.startswith(("http://127.0.0.1:", "blob:")):
            self.foreign.append(request.url)

    def says(self, chinese, english):
        """Whether the page has these words, in its language."""
        return (english if self.is_english else chinese) in self.text()

    def button(self, chinese, english):
        return self.page.get_by_role("button", name=english if self.is_english else chinese)

    def link(self, chinese, english):
        return self.page.get_by_role("link", name=english if self.is_english else chinese)

    def press(self, chinese, english):
        self.button(chinese, english).first.click()

    def rest(self):
        """Waits until the page shows a job at rest."""
        self.page.wait_for_selector("[data-events]", state="detached", timeout=240_000)
        self.page.wait_for_load_state()

    def drop(self, paths, which=0, index=0):
        """Gives files to the drop zone as its file chooser would, and waits for the job to come to rest."""
        before = self.page.url
        self.page.locator("[data-drop]").nth(which).locator("input[type=file]").nth(index).set_input_files(paths)
        self.page.wait_for_url(lambda url: url != before, timeout=120_000)
        self.rest()

    def download(self, action, path):
        with self.page.expect_download(timeout=120_000) as waiting:
            action()
        waiting.value.save_as(path)
        return path

    def text(self):
        return self.page.inner_text("body")

    def picture(self, name):
        """Keeps a screenshot for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.name}.png", full_page=True)

    def violations(self):
        """What axe-core objects to on this page, by WCAG 2.2 A and AA."""
        import axe_playwright_python
        script = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
        # Evaluated by the debugger, which the pages' policy does not bind.
        self.page.evaluate(script.read_text() + "\n;0")
        found = self.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]

    def overflow(self):
        """Pixels by which the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def close(self):
        self.browser.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
