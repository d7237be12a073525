"""The Python packages of the benchmark, in a virtual environment of their own."""

import os
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parents[1] / ".build"
REQUIREMENTS = HERE / "requirements.txt"


def enter(script, requirements=REQUIREMENTS):
    """Runs `script` again inside the environment, which is made on the first use: one for each list
    of requirements."""
    requirements = pathlib.Path(requirements)
    folder = BUILD / f"benchmark-environment-{requirements.parent.name}"
    python = folder / "bin" / "python"
    stamp = folder / "requirements.txt"
    if pathlib.Path(sys.prefix).resolve() == folder.resolve():
        return
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "-r",
                        requirements], check=True)
        stamp.write_text(requirements.read_text())
    os.environ["OMP_NUM_THREADS"] = "1"
    os.execv(python, [str(python), str(script), *sys.argv[1:]])
