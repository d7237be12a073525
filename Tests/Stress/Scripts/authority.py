"""The time-stamp authority fails in every way it can: stamp says so, and catches up afterwards."""

from disturbance import note
from stage import Shim, Stage
from harness import Topic
from scenes import Stamp
from time_authority import Infrastructure, TimeAuthority, unused_url

with Topic("authority") as topic:
    authority = TimeAuthority(Infrastructure(topic.path("pki")))
    scene = Stamp(authority)
    stage = Stage(topic, Shim(topic), scene)
    for mode in ("cut", "half", "garbage", "reject", "slow", "refused"):
        stage.reset()
        authority.mode = mode
        if mode == "refused":
            listed = stage.home / "authorities.json"
            whole = listed.read_text()
            # The file writes a slash as JSON may, with a backslash.
            there = authority.url.replace("/", "\\/") if "\\/" in whole else authority.url
            listed.write_text(whole.replace(there, unused_url()))
        result = stage.rerun()
        found = [] if result.code == 1 and "127.0.0.1" in result.text else [f"answered with {result}"]
        found += stage.unclean()
        authority.mode = "ok"
        if mode == "refused":
            listed.write_text(whole)
        found += stage.complaints_after_rerun()
        note(scene.name, f"authority: {mode}", None, 1, len(found))
        topic.check(not found, f"stamp: authority: {mode}, then all is well", found)
