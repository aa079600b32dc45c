"""Run a command so that it ends well: one at a time, interrupted without leavings, its children ended with it."""

import gc
import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.core.refusals import SIGNALLED, RefusalError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
# What interrupts a command; the last two are each known to some systems only.
SIGNALS = tuple(
    signal.Signals[name]
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if name in signal.Signals.__members__
)
# A file of this name in a folder is what a run locks there. It stays; the lock goes with whoever held it.
LOCK = ".lock"
_A_MOMENT = 0.01  # seconds
# How a process is started that Ctrl-C does not reach, and how it is ended so that it can clean up.
_APART: dict[str, Any] = {"process_group": 0}
_END = signal.SIGTERM
if sys.platform == "win32":
    _APART, _END = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}, signal.CTRL_BREAK_EVENT


def run_command(main: Callable[[], int]) -> int:
    """Run ``main`` to its exit code, cleaning up also after a signal.

    Returns 128 and the signal's number after an interruption, as shells do.
    """
    # What a run makes stays to its end; looking time and again for what is no longer used takes a third of the time.
    gc.disable()
    sys.unraisablehook = _interrupt_again
    try:
        _handle_signals(_interrupt)
        return main()
    except KeyboardInterrupt as interruption:
        _handle_signals(signal.SIG_IGN)
        print("已中断，可随时重新运行。 Interrupted; run it again at any time.", file=sys.stderr)
        return SIGNALLED + int(interruption.args[0])
    finally:
        _handle_signals(signal.SIG_DFL)  # nothing is left to clean up, so the end may come without a word


def _handle_signals(handler: "Callable[[int, object], None] | signal.Handlers") -> None:
    """Let ``handler`` take what interrupts a command, but for what whoever started it ignores, as nohup does."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def _interrupt_again(ignored: "sys.UnraisableHookArgs") -> None:
    """Let an interruption come once more that hit a place, such as the end of an object, where Python ignores errors."""
    if isinstance(ignored.exc_value, KeyboardInterrupt):
        threading.Timer(_A_MOMENT, signal.raise_signal, ignored.exc_value.args).start()
    else:
        sys.__unraisablehook__(ignored)


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Let one run at a time write to ``folder``: another says that it waits. A run may ask again for what it holds."""
    # Here, since it takes longer to load than all the rest and most commands lock nothing.
    from filelock import FileLock, Timeout

    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, thread_local=False, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        told = f"另一次运行正在写{folder}，等它结束。 Another run is writing to {folder}; waiting for it."
        print(told, file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def defer_signals() -> Iterator[None]:
    """Let an interruption wait until the block is over; for what takes a moment and must not be left half done."""
    caught: list[int] = []
    kept = {number: signal.getsignal(number) for number in SIGNALS}
    _handle_signals(lambda came, _: caught.append(came))
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])


def start_process(command: Sequence[str], **settings: Any) -> "subprocess.Popen[Any]":
    """Start ``command`` so that Ctrl-C does not reach it; whoever starts it ends it. ``settings`` are those of `Popen`."""
    return subprocess.Popen(command, **settings, **_APART)


def end_process(process: "subprocess.Popen[Any]") -> None:
    """End what `start_process` started, and wait until it has cleaned up."""
    if process.poll() is None:
        process.send_signal(_END)
        process.wait()


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

    What a task raises is raised here, with a note of where; an interruption ends them all. Where a process cannot be
    copied safely, because of its threads or its system, they come one after the other.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
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
    """Send what ``task`` returns or raises; an interruption just ends it, since the first process cleans up."""
    _handle_signals(signal.SIG_DFL)
    answer: tuple[object, Exception | None]
    try:
        answer = task(), None
    except Exception as error:
        answer = None, _portable(error)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        speaking.send(answer)


def _portable(error: Exception) -> Exception:
    """Return ``error`` as it can be sent, with a note of its traceback, which cannot."""
    error.add_note("".join(traceback.format_exception(error)).rstrip())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its class does when it is copied
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.__notes__ = error.__notes__
        return told
    return error


def _received(answer: "Connection[Any, Any]") -> Any:
    try:
        result, error = answer.recv()
    except EOFError:
        raise RefusalError("一个进程提前结束了，请重新运行", "A process ended early, run it again") from None
    if error is not None:
        raise error
    return result
