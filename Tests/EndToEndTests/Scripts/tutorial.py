"""The tutorials: every command of theirs is run in an empty folder, and says what stands below it."""

import subprocess
import sys

from harness import REPOSITORY

sys.exit(subprocess.run([REPOSITORY / "scripts" / "tutorial"], check=False).returncode)
