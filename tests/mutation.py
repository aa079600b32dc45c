#!/usr/bin/env python3
"""Change the rules and the readers of figures and dates, one place at a time, and count the changes that no test sees.

`mutation.py` runs the tests named in `TESTS` on every mutant of the modules there, prints the mutants that survive,
and ends with 1 when fewer than `FLOOR` percent are killed; `mutation.py values/dates.py` tries only those whose name
begins so. The known tools serve badly here: mutmut leaves decorated functions alone, as every rule is, and
Cosmic Ray starts Python anew for each of more than a thousand mutants. Here all libraries are imported once, and each
mutant runs in a child of this process, which imports only the changed module again and what depends on it.
"""

import ast
import gc
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import hypothesis
import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
PACKAGE = SCRIPTS / "sitegen"
VALUES = "tests/test_printed_values.py"
# The files to change, and the tests that have to see it, the fastest first.
TESTS = {
    "checks/*.py": ("tests/test_slips.py",),
    "*/figures.py": (VALUES, "tests/test_quantity.py"),
    "values/quantity.py": (VALUES, "tests/test_quantity.py"),
    "values/conversion.py": (VALUES, "tests/test_quantity.py"),
    "values/numerals.py": (VALUES, "tests/test_quantity.py"),
    "values/spelling.py": (VALUES, "tests/test_quantity.py"),
    "values/units.py": (VALUES, "tests/test_quantity.py"),
    "*/dates.py": (VALUES, "tests/test_dates.py"),
}
FLOOR = 95
# No mutant's tests need so many seconds of processor time unless it goes round in circles, nor so many bytes.
SECONDS, BYTES = 20, 4 * 2**30
# Mutants that behave as the code does, by name, each with its reason. One that a test kills after all is told.
EQUIVALENT: dict[str, str] = {}
# What each of the project's modules imports.
IMPORTS: dict[str, set[str]] = {}

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALCULATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Mutant(NamedTuple):
    """A module of the package with one change: its file, the change and its line, and the compiled code."""

    path: Path
    name: str
    line: int
    code: CodeType


class Place(NamedTuple):
    """Where a node stands: the function or class around it, and its parent's field, its ``number`` in a list."""

    home: str
    parent: ast.AST
    field: str
    number: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        """Let ``node`` stand here."""
        if self.number is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.number] = node


def places(parent: ast.AST, home: str = "") -> Iterator[Place]:
    """Yield the place of every node in the order of the code, without types, decorators and docstrings."""
    if isinstance(parent, ast.Assign) and ast.unparse(parent).startswith("__all__"):
        return
    for field, value in ast.iter_fields(parent):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not (
                isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            ):
                yield Place(home, parent, field, index, node)
                own = f".{node.name}" if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
                yield from places(node, f"{home}{own}".lstrip("."))


def replacements(place: Place) -> Iterator[ast.AST]:
    """Yield what the operators of mutation put into a place."""
    node = place.node
    if (
        place.field in ("test", "ifs")
        and isinstance(node, ast.expr)
        and not isinstance(node, ast.Compare | ast.UnaryOp)
    ):
        yield ast.UnaryOp(ast.Not(), node)
    match node:
        case ast.Compare(left, operators, others):
            for index, operator in enumerate(operators):
                for other in COMPARISONS[type(operator)]:
                    yield ast.Compare(left, [*operators[:index], other(), *operators[index + 1 :]], others)
        case ast.BoolOp(operator, parts):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), parts)
            for index in range(len(parts)):
                rest = parts[:index] + parts[index + 1 :]
                yield ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, operator, right):
            yield ast.BinOp(left, CALCULATIONS[type(operator)](), right)
        case ast.AugAssign(target, operator, value):
            yield ast.AugAssign(target, CALCULATIONS[type(operator)](), value)
            yield ast.Pass()
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(str(value)) if not isinstance(place.parent, ast.JoinedStr):
            yield ast.Constant(f"{value}x")
        case ast.JoinedStr(parts) if place.field != "format_spec":
            yield ast.JoinedStr([*parts, ast.Constant("x")])
        case ast.Return(ast.expr()) if ast.unparse(node) != "return None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))  # still a generator
        case ast.Expr() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of the module at ``path``, its name as `values/dates.py:months_after: month + 1 → month - 1`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: Counter[str] = Counter()
    for place in places(tree):
        # A constant says little without what it stands in.
        alone = isinstance(place.node, ast.Constant) and isinstance(place.parent, ast.expr)
        before = _short(place.parent if alone else place.node)
        for new in replacements(place):
            place.put(ast.copy_location(new, place.node))
            change = f"{before} → {_short(place.parent if alone else new)}"
            name = f"{path.relative_to(PACKAGE).as_posix()}:{place.home}: {change}"
            names[name] += 1
            code = compile(ast.fix_missing_locations(tree), str(path), "exec")
            line = getattr(place.node, "lineno", 0)
            yield Mutant(path, name if names[name] == 1 else f"{name} ({names[name]})", line, code)
            place.put(place.node)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:40]} … {text[-15:]}"


class Finder:
    """Finds the mutant instead of the module that it was made from."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = ".".join(mutant.path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """Return where to load the module ``name`` from, if it is the changed one."""
        if name != self.name:
            return None
        loader = SourceFileLoader(name, str(self.mutant.path))
        loader.get_code = lambda _: self.mutant.code  # type: ignore[method-assign, assignment]
        return spec_from_file_location(name, self.mutant.path, loader=loader)


def forget(changed: str) -> None:
    """Let the package of the module ``changed``, and all that imports it, also through others, be imported anew."""
    # The whole package: its modules register in each other what they have, rules above all.
    package = changed.rpartition(".")[0]
    gone = {package} | {name for name in IMPORTS if name.startswith(f"{package}.")}
    while more := {name for name, imported in IMPORTS.items() if imported & gone} - gone:
        gone |= more
    for name in gone & sys.modules.keys():
        del sys.modules[name]
        package, _, own = name.rpartition(".")
        if package in sys.modules and hasattr(sys.modules[package], own):
            delattr(sys.modules[package], own)


def start(mutant: Mutant, tests: Iterable[str]) -> int:
    """Run the tests on the mutant in a child; return its process id."""
    child = os.fork()
    if child:
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    finder = Finder(mutant)
    sys.meta_path.insert(0, finder)
    forget(finder.name)
    code = 1
    try:
        code = run(tests)
    except BaseException:  # also an exit: the child never comes back
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def run(tests: Iterable[str]) -> int:
    """Run the tests up to the first that fails, with the same few examples each time; return pytest's exit code."""
    plugins = ("-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin")
    options = ("-q", "-x", "--tb=line", "--noconftest", *plugins)
    return pytest.main([*options, "--hypothesis-profile=mutation", *tests])


def survivors(todo: Sequence[tuple[Mutant, Iterable[str]]], processes: int) -> list[Mutant]:
    """Return the mutants that their tests pass, so many tried at a time."""
    running: dict[int, Mutant] = {}
    alive = []
    waiting = iter(todo)
    for _ in range(len(todo)):
        while len(running) < processes and (following := next(waiting, None)):
            running[start(*following)] = following[0]
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            alive.append(mutant)
            print(f"survives: line {mutant.line}, {mutant.name}", flush=True)
    return alive


def prepare() -> bool:
    """Run the tests once, which imports all they need, and note what imports what; return whether they pass."""
    hypothesis.settings.register_profile(
        "mutation",
        max_examples=25,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    passed = run(sorted({test for tests in TESTS.values() for test in tests})) == 0
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name != "__main__" and file and Path(file).is_relative_to(ROOT) and "site-packages" not in file:
            IMPORTS[name] = set(imported(Path(file)))
    return passed


def imported(path: Path) -> Iterator[str]:
    """Yield the name of every module that the file imports, and of whatever may be one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def main(only: Sequence[str]) -> int:
    """Try the mutants whose name begins with one of ``only``, or all; tell how many were killed."""
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # it looks through every package there is
    if not prepare():
        print("The tests fail without any change: mend that first.", file=sys.stderr)
        return 1
    gc.freeze()
    begun = time.monotonic()
    todo = [
        (mutant, tests)
        for pattern, tests in TESTS.items()
        for path in sorted(PACKAGE.glob(pattern))
        for mutant in mutants(path)
        if mutant.name.startswith(tuple(only) or "")
    ]
    alive = survivors(todo, os.cpu_count() or 1)
    names = {mutant.name for mutant, _ in todo}
    unnoticed = [mutant for mutant in alive if mutant.name not in EQUIVALENT]
    needless = [name for name in EQUIVALENT if name in names and name not in {one.name for one in alive}]
    gone = [] if only else [name for name in EQUIVALENT if name not in names]
    total = len(names - EQUIVALENT.keys())
    share = 100 * (total - len(unnoticed)) / total
    for path, count in Counter(mutant.path.relative_to(PACKAGE).as_posix() for mutant in unnoticed).items():
        print(f"{count:4} survive in {path}")
    for name in needless + gone:
        print(f"no equivalent mutant (any more): {name}")
    print(
        f"{total - len(unnoticed)} of {total} mutants killed, {share:.1f} %; {len(EQUIVALENT)} more are equivalent;",
        end=" ",
    )
    print(f"{time.monotonic() - begun:.0f} s")
    return 1 if share < FLOOR or needless or gone else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
