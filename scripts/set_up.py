"""Set up a virtual environment of the project, with the standard library alone.

`set_up.py ENVIRONMENT REQUIREMENTS...` installs exactly the packages of the hashed REQUIREMENTS in ENVIRONMENT and makes
this project's own code importable there. An environment that is up to date is left as it is, so later runs need no
network. It needs Python 3.11; Python 3.6 to 3.10 can read this file as well, and is told that it is too old.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # While modules load there is nothing to clean up: let Ctrl-C end the process, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

if False:  # for the type checker; an older Python has no such name there
    from collections.abc import Callable

PYTHON = (3, 11)
SCRIPTS = Path(__file__).resolve().parent
STAMP = "stamp"  # the file in a complete environment that holds its fingerprint
# Settings of pip that would install the packages somewhere else, or nowhere.
TARGET_SETTINGS = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN")


def main(environment: Path, requirements: "list[Path]") -> None:
    """Create or renew ``environment`` unless its stamp is up to date; if that fails, keep the old environment."""
    _refuse_old_python()
    # The old environment is kept until the new one is complete.
    backup = environment.with_name(environment.name + "-old")
    if backup.exists() and not (environment / STAMP).is_file():
        _restore(backup, environment)  # a run was killed
    shutil.rmtree(str(backup), ignore_errors=True)
    fingerprint = _fingerprint(requirements)
    stamp = environment / STAMP
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    print(
        f"正在准备{environment}（一次即可，需要软件包索引）。"
        f" Setting up {environment} (once; needs a package index).",
        flush=True,
    )
    _handle_signals(_interrupt)
    try:
        if environment.exists():
            environment.rename(backup)
        _install(_create(environment), requirements)
        stamp.write_bytes(fingerprint.encode())
    except BaseException:
        _handle_signals(signal.SIG_IGN)
        _restore(backup, environment)
        raise
    _handle_signals(signal.SIG_DFL)
    shutil.rmtree(str(backup), ignore_errors=True)


def _refuse_old_python() -> None:
    if sys.version_info < PYTHON:
        required, actual = "{}.{}".format(*PYTHON), sys.version.split()[0]
        sys.exit(
            f"需要Python {required}或更高版本，这是{actual}。 Python {required} or later is needed, this is {actual}."
        )


def _restore(backup: Path, environment: Path) -> None:
    """Remove an incomplete ``environment`` and move the ``backup``, if there is one, back to its place."""
    if backup.exists() or not (environment / STAMP).is_file():
        shutil.rmtree(str(environment), ignore_errors=True)
    if backup.exists():
        backup.rename(environment)


def _fingerprint(requirements: "list[Path]") -> str:
    """Return a checksum of the interpreter and the requirements; a change of either renews the environment."""
    digest = hashlib.sha256(repr((sys.version_info[:2], sys.executable)).encode())
    for path in requirements:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _create(environment: Path) -> str:
    """Create ``environment`` with pip in it and return its interpreter."""
    create = [sys.executable, "-I", "-m", "venv", str(environment)]
    if subprocess.run(create, stdout=subprocess.DEVNULL).returncode:
        # Debian packages venv apart from Python; as root we can install it.
        if not shutil.which("apt-get") or getattr(os, "geteuid", int)() != 0:
            sys.exit(
                "这个Python不能建立虚拟环境。在Debian或Ubuntu上：sudo apt install python3-venv。"
                " This Python cannot create virtual environments. On Debian or Ubuntu: sudo apt install python3-venv."
            )
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "python3-venv"], check=True)
        shutil.rmtree(str(environment), ignore_errors=True)
        subprocess.run(create, check=True)
    return str(environment.joinpath(*(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))))


def _install(python: str, requirements: "list[Path]") -> None:
    """Install exactly the packages of ``requirements``, checked against their hashes, and make our own code importable."""
    # -I: packages on PYTHONPATH must not count as installed.
    install = [python, "-I", "-m", "pip", "install", "--no-user", "--quiet", "--require-hashes"]
    install += ["--only-binary", ":all:"]
    arguments = [argument for path in requirements for argument in ("-r", str(path))]
    # The rest of the user's pip configuration stays in force, such as mirrors and certificates.
    settings = {name: value for name, value in os.environ.items() if name not in TARGET_SETTINGS}
    settings["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    if subprocess.run([*install, *arguments], env=settings).returncode:
        sys.exit(
            "软件包没有装上，原因见上面pip所说；原有的环境保留不变。"
            " The packages could not be installed; pip says why above. What was there before is kept."
        )
    locate = [python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(locate, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    # With this file `python -m sitegen` works from any folder; the path is relative, so the project may be moved.
    Path(packages, "sitegen.pth").write_bytes(os.path.relpath(str(SCRIPTS), packages).encode() + b"\n")


def _handle_signals(handler: "Callable[[int, object], None] | signal.Handlers") -> None:
    """Handle the signals with ``handler``, except those that our parent made us ignore, as nohup does."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has all of them
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # from Python 3.7 on
            stream.reconfigure(encoding="utf-8")
    if len(sys.argv) < 3:
        sys.exit("用法 · usage: set_up.py ENVIRONMENT REQUIREMENTS...")
    try:
        main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
    except KeyboardInterrupt as interruption:
        print(
            "已中断，原有的环境保留不变。 Interrupted; what was there before is kept.",
            file=sys.stderr,
        )
        sys.exit(128 + int(interruption.args[0]))
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"没能准备好环境：{error}。 The environment could not be set up: {error}.")
