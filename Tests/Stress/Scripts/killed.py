"""Every command killed at its file-system steps; after each: nothing half, a clean catalogue, a rerun that completes."""

from disturbance import at_every_step, chosen_scenes
from stage import Shim
from harness import Topic

with Topic("killed") as topic:
    shim = Shim(topic)
    for scene in chosen_scenes(topic):
        at_every_step(topic, shim, scene, ["kill"])
