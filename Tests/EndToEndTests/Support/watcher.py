"""A running `yuantu protect --watch`, and the events it prints."""

import json
import os
import signal
import subprocess
import threading
import time


class Watcher:
    """One watch over a folder; `events` grows while it runs."""

    def __init__(self, topic, shop, folder, out, *options, env=None, wrap=()):
        self.topic = topic
        self.events = []
        self.lines = []
        self.changed = threading.Condition()
        self.process = subprocess.Popen(
            [*wrap, topic.program, "protect", "--watch", str(folder), "--out", str(out), "--json", "--home",
             str(shop.home), *map(str, options)],
            env=topic.environment(env), cwd=topic.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.readers = [threading.Thread(target=self.read, daemon=True),
                        threading.Thread(target=self.drain, daemon=True)]
        self.error = b""
        for reader in self.readers:
            reader.start()

    def read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line)
                try:
                    self.events.append(json.loads(line))
                except ValueError:
                    self.events.append({"event": "not JSON", "line": line.decode(errors="replace")})
                self.changed.notify_all()

    def drain(self):
        for line in self.process.stderr:
            self.error += line

    def of_kind(self, kind):
        with self.changed:
            return [event for event in self.events if event.get("event") == kind]

    def wait(self, holds, seconds=40):
        """Whether `holds` comes true of the events in time."""
        end = time.monotonic() + seconds
        with self.changed:
            while not holds(self.events):
                left = end - time.monotonic()
                if left <= 0 or not self.changed.wait(left):
                    return holds(self.events)
            return True

    def wait_copy(self, path, count=1, seconds=40):
        """Waits until a copy of the file was told of so often; the last such event."""
        name = os.fspath(path)

        def copies(events):
            return [event for event in events
                    if event.get("event") == "copy" and event["path"] == name]
        self.wait(lambda events: len(copies(events)) >= count, seconds)
        found = copies(self.events)
        return found[-1] if len(found) >= count else None

    def wait_event(self, kind, path=None, seconds=40):
        def found(events):
            return [event for event in events if event.get("event") == kind
                    and (path is None or event.get("path") == os.fspath(path))]
        self.wait(found, seconds)
        return (found(self.events) or [None])[-1]

    def end(self, number=signal.SIGTERM, timeout=60):
        """Sends a signal; the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(timeout)
        for reader in self.readers:
            reader.join(10)
        return code
