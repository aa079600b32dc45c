"""Run commands and processes: one writer at a time, cleaned up after a signal, child processes ended with their parent."""

import _thread
import gc
import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.core.refusals import SIGNALLED, RefusalError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
# The signals that interrupt a command; the last two exist on some systems only.
SIGNALS = tuple(
    signal.Signals[name]
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if name in signal.Signals.__members__
)
# The file that a run locks in a folder. The file stays; the lock ends with the process that holds it.
LOCK = ".lock"
_RETRY_DELAY = 0.01  # seconds
# The settings of a process that Ctrl-C does not reach, and the signal that ends it after it has cleaned up.
_OWN_GROUP: dict[str, Any] = {"process_group": 0}
_STOP = signal.SIGTERM
if sys.platform == "win32":
    _OWN_GROUP, _STOP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}, signal.CTRL_BREAK_EVENT


def run_command(main: Callable[[], int]) -> int:
    """Run ``main`` and return its exit code; a signal raises KeyboardInterrupt in it, so that it cleans up.

    After a signal the exit code is 128 plus the number of the signal, as in shells.
    """
    # Most objects live to the end of the run; collecting garbage would take a third of the time.
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
        _handle_signals(
            signal.SIG_DFL
        )  # nothing is left to clean up, so a signal may end the process at once


def _handle_signals(handler: "Callable[[int, object], None] | signal.Handlers") -> None:
    """Handle the signals of `SIGNALS` with ``handler``, except those that our parent made us ignore, as nohup does."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def _interrupt_again(ignored: "sys.UnraisableHookArgs") -> None:
    """Repeat an interruption that was raised where Python ignores exceptions, such as in a destructor."""
    if isinstance(ignored.exc_value, KeyboardInterrupt):
        # Not a Timer: while its start waits for the thread, the repeated interruption could be lost as well.
        _thread.start_new_thread(_signal_main_thread, ignored.exc_value.args)
    else:
        sys.__unraisablehook__(ignored)


def _signal_main_thread(number: int) -> None:
    """Send the signal ``number`` to the main thread, which wakes it if it sleeps or waits."""
    time.sleep(_RETRY_DELAY)
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, number)


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``, so that one run at a time writes there; another says that it waits. It is reentrant."""
    # Imported here: it takes longer to load than the rest of this module, and most commands lock nothing.
    from filelock import FileLock, Timeout

    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, thread_local=False, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"另一次运行正在写{folder}，等它结束。 Another run is writing to {folder}; waiting for it."
        print(message, file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def defer_signals() -> Iterator[None]:
    """Hold back signals until the block ends; for a short step that must not be left half done."""
    caught: list[int] = []
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    _handle_signals(lambda number, _: caught.append(number))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])


def start_process(command: Sequence[str], **settings: Any) -> "subprocess.Popen[Any]":
    """Start ``command`` out of reach of Ctrl-C; the caller must end it. ``settings`` are those of `Popen`."""
    return subprocess.Popen(command, **settings, **_OWN_GROUP)


def end_process(process: "subprocess.Popen[Any]") -> None:
    """End a process that `start_process` started, and wait until it has cleaned up."""
    if process.poll() is None:
        process.send_signal(_STOP)
        process.wait()


def run_processes(commands: Sequence[Sequence[str | Path]], **settings: Any) -> list[tuple[int, str]]:
    """Run ``commands`` in parallel, each to its end; return the exit code and the output of each.

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
        outputs = [process.communicate()[0] for process in running]
        return [(process.returncode, output) for process, output in zip(running, outputs, strict=True)]


def run_parallel(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Return the result of each of ``tasks``; all but the last run in forked copies of this process.

    An exception in a task is raised here, with its traceback as a note; an interruption ends all tasks. Where a process
    cannot be forked safely, because of its threads or its system, the tasks run one after the other.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return [task() for task in tasks]
    *others, last = tasks
    context = multiprocessing.get_context("fork")
    gc.freeze()  # so that the copies share the memory of the present objects
    with ExitStack() as stack:
        receivers = []
        for task in others:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_send_result, args=(task, sender))
            with defer_signals():
                process.start()
                stack.callback(process.join)
                stack.callback(process.kill)
            sender.close()
            receivers.append(receiver)
        result_of_last = last()
        return [*map(_receive_result, receivers), result_of_last]


def _send_result(task: Callable[[], object], sender: "Connection[Any, Any]") -> None:
    """Send what ``task`` returns or raises; a signal ends this process at once, since its parent cleans up."""
    _handle_signals(signal.SIG_DFL)
    outcome: tuple[object, Exception | None]
    try:
        outcome = task(), None
    except Exception as error:
        outcome = None, _picklable(error)
    with suppress(BrokenPipeError):  # the parent no longer waits
        sender.send(outcome)


def _picklable(error: Exception) -> Exception:
    """Return ``error``, or a copy that can be pickled, with its traceback as a note, since tracebacks cannot be."""
    error.add_note("".join(traceback.format_exception(error)).rstrip())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # pickling may run any code of its class
        copy = RuntimeError(f"{type(error).__name__}: {error}")
        copy.__notes__ = error.__notes__
        return copy
    return error


def _receive_result(receiver: "Connection[Any, Any]") -> Any:
    """Return what `_send_result` sent, or raise the exception that it sent."""
    try:
        result, error = receiver.recv()
    except EOFError:
        raise RefusalError("一个进程提前结束了，请重新运行", "A process ended early, run it again") from None
    if error is not None:
        raise error
    return result
