"""The Python packages of the benchmark, in a virtual environment of their own."""

import os
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / ".build" / "benchmark-environment"
REQUIREMENTS = HERE / "requirements.txt"


def enter(script):
    """Runs `script` again inside the environment, which is made on the first use."""
    python = FOLDER / "bin" / "python"
    stamp = FOLDER / "requirements.txt"
    if pathlib.Path(sys.prefix).resolve() == FOLDER.resolve():
        return
    if not stamp.exists() or stamp.read_text() != REQUIREMENTS.read_text():
        venv.create(FOLDER, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "-r",
                        REQUIREMENTS], check=True)
        stamp.write_text(REQUIREMENTS.read_text())
    os.environ["OMP_NUM_THREADS"] = "1"
    os.execv(python, [str(python), str(script), *sys.argv[1:]])
