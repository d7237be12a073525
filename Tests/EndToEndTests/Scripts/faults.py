"""protect killed at twelve of its file-system steps; `make stress` does the same to every command, at more."""

from disturbance import at_every_step
from faults import Shim
from harness import Topic
from scenes import Protect

with Topic("faults") as topic:
    at_every_step(topic, Shim(topic), Protect(), ["kill"], most=12)
