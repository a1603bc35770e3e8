"""A PostgreSQL that lives as long as the tests: on a socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "-c max_connections=60"
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""For tests, whose rows nobody misses after a power cut."""


def find_program(name: str) -> str | None:
    """The newest installed one; Debian keeps them out of the PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version, reverse=True)
    return str(kept[0]) if kept else shutil.which(name)


def _version(program: Path) -> int:
    digits = program.parts[-3]
    return int(digits) if digits.isdigit() else 0


@contextmanager
def temporary_cluster(is_careful: bool = False) -> Iterator[str | None]:
    """The address of a new cluster, or None where PostgreSQL is not installed. A careful one
    waits for the disk, as one does that is used in earnest.

    PostgreSQL refuses to run as root, so root's cluster belongs to somebody else.
    """
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    if initdb is None or pg_ctl is None:
        yield None
        return
    base = Path(tempfile.mkdtemp(prefix="west-pg-"))
    owner = _owner(base)
    files, log = str(base / "data"), str(base / "log")

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            cwd=base,
            stdout=subprocess.DEVNULL,
            env=_environment(base),
            **owner,
        )

    locale = ("-E", "UTF8", "--locale=C.UTF-8")
    run(initdb, "-D", files, "-U", "test", "-A", "trust", "--no-sync", *locale)
    socket = f"-c listen_addresses='' -c unix_socket_directories={base} {SETTINGS}"
    if not is_careful:
        socket += f" {CARELESS}"
    run(pg_ctl, "-D", files, "-w", "-l", log, "-o", socket, "start")
    try:
        yield f"postgresql://test@/postgres?host={base}"
    finally:
        run(pg_ctl, "-D", files, "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)


def _owner(base: Path) -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(base, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _environment(base: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(base), "TZ": "UTC"}
