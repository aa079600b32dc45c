"""Set up a virtual environment of the project; runs on a bare Python 3.11 with the standard library alone.

`set_up.py ENVIRONMENT REQUIREMENTS...` makes ENVIRONMENT hold exactly what the hashed REQUIREMENTS list, with this
project's own code in reach, and does nothing when it already does, so that after the first run no network is needed.
An older Python (3.6 and later) reads this file far enough to say that it is too old.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until there is something to clean up, Ctrl-C just ends it; raised inside an import it would leave a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

if False:  # for who checks the types; an older Python has no such name there
    from collections.abc import Callable

PYTHON = (3, 11)
SCRIPTS = Path(__file__).resolve().parent
STAMP = "stamp"  # in an environment that is complete: what it was made from
# Settings of pip that would put the packages somewhere else, or nowhere.
ELSEWHERE = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN")


def main(environment: Path, requirements: "list[Path]") -> None:
    """Create or renew ``environment`` unless its stamp says that it is up to date; whatever fails leaves the old one."""
    _refuse_old_python()
    # The old environment stays at hand until the new one is complete.
    aside = environment.with_name(environment.name + "-old")
    if aside.exists() and not (environment / STAMP).is_file():
        _put_back(aside, environment)  # a run was killed
    shutil.rmtree(str(aside), ignore_errors=True)
    wanted = _fingerprint(requirements)
    stamp = environment / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(
        f"正在准备{environment}（一次即可，需要软件包索引）。"
        f" Setting up {environment} (once; needs a package index).",
        flush=True,
    )
    _handle_signals(_interrupt)
    try:
        if environment.exists():
            environment.rename(aside)
        _install(_create(environment), requirements)
        stamp.write_bytes(wanted.encode())
    except BaseException:
        _handle_signals(signal.SIG_IGN)
        _put_back(aside, environment)
        raise
    _handle_signals(signal.SIG_DFL)
    shutil.rmtree(str(aside), ignore_errors=True)


def _refuse_old_python() -> None:
    if sys.version_info < PYTHON:
        wanted, this = "{}.{}".format(*PYTHON), sys.version.split()[0]
        sys.exit(
            f"需要Python {wanted}或更高版本，这是{this}。 Python {wanted} or later is needed, this is {this}."
        )


def _put_back(aside: Path, environment: Path) -> None:
    """Remove an incomplete ``environment``, and let the one that was set ``aside`` take its place again."""
    if aside.exists() or not (environment / STAMP).is_file():
        shutil.rmtree(str(environment), ignore_errors=True)
    if aside.exists():
        aside.rename(environment)


def _fingerprint(requirements: "list[Path]") -> str:
    """Name the interpreter and the requirements, so that a change of either renews the environment."""
    digest = hashlib.sha256(repr((sys.version_info[:2], sys.executable)).encode())
    for path in requirements:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _create(environment: Path) -> str:
    """Create ``environment`` with pip in it and return its interpreter."""
    create = [sys.executable, "-I", "-m", "venv", str(environment)]
    if subprocess.run(create, stdout=subprocess.DEVNULL).returncode:
        # Debian splits venv off from Python; as root the missing half can be had at once.
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
    """Install exactly what ``requirements`` list, each file checked against its hash, and the way to our own code."""
    # Isolated: what PYTHONPATH leads to must not count as installed.
    install = [python, "-I", "-m", "pip", "install", "--no-user", "--quiet", "--require-hashes"]
    install += ["--only-binary", ":all:"]
    arguments = [argument for path in requirements for argument in ("-r", str(path))]
    # All else of the person's own pip configuration stays in force: mirrors and certificates live there.
    settings = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    settings["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    if subprocess.run([*install, *arguments], env=settings).returncode:
        sys.exit(
            "软件包没有装上，原因见上面pip所说；原有的环境保留不变。"
            " The packages could not be installed; pip says why above. What was there before is kept."
        )
    ask = [python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(ask, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    # Relative, so that the project may be moved; so `python -m sitegen` works from any folder.
    Path(packages, "sitegen.pth").write_bytes(os.path.relpath(str(SCRIPTS), packages).encode() + b"\n")


def _handle_signals(handler: "Callable[[int, object], None] | signal.Handlers") -> None:
    """Let ``handler`` take what interrupts it, but for what whoever started it ignores, as nohup does."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has them all
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
