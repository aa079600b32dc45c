"""Set up the project's virtual environment; runs on a bare Python 3.11 with the standard library alone.

`set_up.py ENVIRONMENT REQUIREMENTS...` makes ENVIRONMENT hold exactly what the hashed REQUIREMENTS list, and
does nothing when it already does, so that after the first run no network is needed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTHON = (3, 11)


def main(environment: Path, requirements: list[Path]) -> None:
    """Create or renew ``environment`` unless its stamp says that it is up to date."""
    if sys.version_info < PYTHON:
        sys.exit(f"Python {PYTHON[0]}.{PYTHON[1]} or later is needed, this is {sys.version.split()[0]}.")
    stamp = environment / "stamp"
    wanted = _fingerprint(requirements)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Setting up {environment} (once; needs a package index)", flush=True)
    # The old environment stays at hand until the new one is complete.
    aside = environment.with_name(f"{environment.name}-old")
    shutil.rmtree(aside, ignore_errors=True)
    if environment.exists():
        environment.rename(aside)
    if not _install(_create(environment), requirements):
        shutil.rmtree(environment, ignore_errors=True)
        if aside.exists():
            aside.rename(environment)
        sys.exit("The packages could not be installed; pip says why above. What was there before is kept.")
    stamp.write_text(wanted)
    shutil.rmtree(aside, ignore_errors=True)


def _install(python: str, requirements: list[Path]) -> bool:
    """Install exactly what ``requirements`` list, each file checked against its hash."""
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    arguments = [argument for path in requirements for argument in ("-r", str(path))]
    # The person's own pip configuration stays in force: mirrors and certificates live there.
    quiet = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run([*install, *arguments], env=quiet).returncode == 0


def _fingerprint(requirements: list[Path]) -> str:
    """Name the interpreter and the requirements, so that a change of either renews the environment."""
    digest = hashlib.sha256(repr((sys.version_info[:2], sys.executable)).encode())
    for path in requirements:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _create(environment: Path) -> str:
    """Create ``environment`` with pip in it and return its interpreter."""
    create = [sys.executable, "-m", "venv", str(environment)]
    if subprocess.run(create, stdout=subprocess.DEVNULL).returncode:
        # Debian splits venv off from Python; as root the missing half can be had at once.
        if not shutil.which("apt-get") or os.geteuid() != 0:
            sys.exit(
                "This Python cannot create virtual environments. On Debian or Ubuntu: sudo apt install python3-venv"
            )
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "python3-venv"], check=True)
        shutil.rmtree(environment, ignore_errors=True)
        subprocess.run(create, check=True)
    return str(environment / "bin" / "python")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: set_up.py ENVIRONMENT REQUIREMENTS...")
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
