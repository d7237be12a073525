"""A disk that has no more room, fails, or turns read-only at a step: a named error, no crash, nothing half."""

from disturbance import at_every_step, chosen_scenes
from stage import Shim
from harness import Topic

with Topic("disk-full") as topic:
    shim = Shim(topic)
    for scene in chosen_scenes(topic):
        at_every_step(topic, shim, scene, ["full", "broken", "frozen"])
