"""A PostgreSQL server of the tests' own: its data in a temporary folder, reached by a Unix socket in it,
with a user who needs a password. Nothing is left when it is closed."""

import glob
import os
import pathlib
import secrets
import subprocess
import tempfile
import time

PASSWORD = "geheim-7183"
USER = "shop"


def programs():
    """Where Debian keeps what belongs to the newest version, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"),
                   key=lambda path: int(path.split("/")[4]))
    return pathlib.Path(found[-1]).parent if found else None


class PostgreSQLServer:
    """Use as a context manager. PostgreSQL refuses to run as root, so root lends it the user postgres."""

    def __init__(self):
        self.programs = programs()
        self.drop = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        # The path of a socket has 107 bytes at most.
        self.folder = pathlib.Path(tempfile.gettempdir()) / f"yuantu-pg-{secrets.token_hex(4)}"
        self.process = None

    def command(self, *words, **options):
        return subprocess.run([*self.drop, *map(str, words)], cwd="/", check=True,
                              stdout=subprocess.DEVNULL, **options)

    def __enter__(self):
        self.command("mkdir", "-m", "711", self.folder)
        self.command(self.programs / "initdb", "-D", self.folder / "data", "-U", "postgres",
                     "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        access = (f"local all {USER} scram-sha-256\nlocal all all trust\n")
        self.command("tee", self.folder / "data" / "pg_hba.conf", input=access.encode())
        self.start()
        self.sql(f"CREATE USER {USER} PASSWORD '{PASSWORD}'")
        return self

    def __exit__(self, *_):
        self.stop()
        # Whoever made the folder may remove it.
        self.command("rm", "-rf", self.folder)
        return False

    def start(self):
        self.process = subprocess.Popen(
            [*self.drop, self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
             "-c", "listen_addresses=", "-c", "fsync=off"],
            cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            ready = subprocess.run([self.programs / "pg_isready", "-h", self.folder, "-q"], check=False)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def stop(self):
        """An immediate end, as by a loss of power: connections break in the middle of what they do."""
        self.command(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-W",
                     "stop")
        self.process.wait(timeout=60)

    def sql(self, statement, database="postgres"):
        return subprocess.run(
            [self.programs / "psql", "-h", self.folder, "-U", "postgres", "-d", database, "-qAt",
             "-c", statement], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def database(self, name):
        """Makes a database of the user's and returns its address, which holds no password."""
        self.sql(f"CREATE DATABASE {name} OWNER {USER}")
        return f"postgresql:///{name}?host={self.folder}&user={USER}"

    def password_file(self, path):
        path = pathlib.Path(path)
        path.write_text(f"*:*:*:{USER}:{PASSWORD}\n")
        path.chmod(0o600)
        return str(path)
