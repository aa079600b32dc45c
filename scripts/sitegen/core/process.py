"""Run a command so that it ends well: one at a time, interrupted without leavings, refused by the machine in a line."""

import errno
import fcntl
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

from sitegen.core.refusals import SIGNALLED

T = TypeVar("T")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_held: set[Path] = set()


def run_command(main: Callable[[], int]) -> int:
    """Run ``main`` to its exit code, cleaning up also after a signal.

    Returns 128 and the signal's number after an interruption, as shells do.
    """
    # What a run makes stays to its end; looking time and again for what is no longer used takes a third of the time.
    gc.disable()
    try:
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup and background jobs want none
                signal.signal(number, _interrupt)
        return main()
    except KeyboardInterrupt as interruption:
        print("已中断，可随时重新运行。 Interrupted; run it again at any time.", file=sys.stderr)
        return SIGNALLED + int(interruption.args[0])


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Let one run at a time write to ``folder``: another says that it waits. A run may ask again for what it holds.

    The lock is on the folder itself, so that none stays behind, whatever ends the run.
    """
    folder = folder.resolve()
    if folder in _held:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = f"另一次运行正在写{folder}，等它结束。 Another run is writing to {folder}; waiting for it."
            print(told, file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        _held.add(folder)
        yield
    finally:
        _held.discard(folder)
        os.close(lock)


@contextmanager
def defer_signals() -> Iterator[None]:
    """Let an interruption wait until the block is over; for what takes a moment and must not be left half done."""
    caught: list[int] = []
    kept = {number: signal.signal(number, lambda came, _: caught.append(came)) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])


def run_processes(commands: Sequence[Sequence[str | Path]], **settings: Any) -> list[tuple[int, str]]:
    """Run ``commands`` at once, each to its end; return the exit code and the words of each.

    An interruption ends them too. ``settings`` are those of `subprocess.Popen`.
    """
    with ExitStack() as stack:
        running = []
        with defer_signals():
            for command in commands:
                process = subprocess.Popen(
                    command,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    errors="replace",
                    **settings,
                )
                running.append(stack.enter_context(process))
                stack.callback(process.kill)
        said = [process.communicate()[0] for process in running]
        return [(process.returncode, words) for process, words in zip(running, said, strict=True)]


def run_parallel(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Return what each of ``tasks`` returns, each but the last in a process of its own that starts as a copy of this one.

    What a task raises is raised here; an interruption ends them all. A process with threads cannot be copied safely:
    there they come one after the other.
    """
    if threading.active_count() > 1:
        return [task() for task in tasks]
    *others, last = tasks
    context = multiprocessing.get_context("fork")
    gc.freeze()  # what is there stays: the copies then share its memory
    with ExitStack() as stack:
        answers = []
        for task in others:
            answer, speaking = context.Pipe(duplex=False)
            process = context.Process(target=_answer, args=(task, speaking))
            with defer_signals():
                process.start()
                stack.callback(process.join)
                stack.callback(process.kill)
            speaking.close()
            answers.append(answer)
        here = last()
        return [*map(_received, answers), here]


def _answer(task: Callable[[], object], speaking: "Connection[Any, Any]") -> None:
    """Send what ``task`` returns or raises."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)  # it was started while the first process let interruptions wait
    answer: tuple[object, BaseException | None]
    try:
        answer = task(), None
    except (Exception, KeyboardInterrupt) as error:
        answer = None, error
    with suppress(BrokenPipeError):  # nobody waits for it any more
        speaking.send(answer)


def _received(answer: "Connection[Any, Any]") -> Any:
    try:
        result, error = answer.recv()
    except EOFError:
        raise ChildProcessError(errno.ECHILD, "a process ended early") from None
    if error is not None:
        raise error
    return result


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)
