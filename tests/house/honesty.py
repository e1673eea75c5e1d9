"""Tests that say the truth: no stand-in for our own code, no opinion on how fast the machine was."""

import ast
from collections.abc import Iterator

from .tracked import Tree, parsed, python

MOCKS = ("unittest.mock", "mock", "pytest_mock", "flexmock", "mockito")
MUTANTS = "test_mutants.py"
"""Where a hole is made in our own code on purpose, to see that the isolation suite finds it."""
CLOCKS = frozenset({"time", "monotonic", "perf_counter", "process_time", "thread_time"})


def tests(tree: Tree) -> Iterator[tuple[str, ast.Module]]:
    """Give the parsed files of tests, and those that are shipped for tests."""
    for path, text in python(tree).items():
        if path.startswith(("tests/", "platform/bocage/testing/")):
            yield path, parsed(text)


def mocks(tree: Tree) -> list[str]:
    """Name the imports of libraries that stand in for code, and the replacements of our own names."""
    return [
        f"{path}:{line}"
        for path, module in tests(tree)
        for line in [*mock_imports(module), *(() if path.endswith(MUTANTS) else replaced(module))]
    ]


def mock_imports(module: ast.Module) -> Iterator[int]:
    """Give the lines of imports of a mock library."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom) and any(is_mock(name) for name in imported(node)):
            yield node.lineno


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the full names that an import brings."""
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [f"{node.module or ''}.{one.name}" for one in node.names]


def is_mock(name: str) -> bool:
    """Tell a mock library, or something of it."""
    return any(name == one or name.startswith(f"{one}.") for one in MOCKS)


def replaced(module: ast.Module) -> Iterator[int]:
    """Give the lines of calls that put something else in the place of a name of ours."""
    ours = {
        name for node in ast.walk(module) if isinstance(node, ast.Import | ast.ImportFrom) for name in our_names(node)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".setattr", ".delattr")) and node.args:
            target = ast.unparse(node.args[0])
            if target.split(".")[0] in ours or target.startswith(("'bocage.", "bocage.")):
                yield node.lineno


def our_names(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Return the words by which a file calls what it imported from us."""
    if not any(name.startswith("bocage.") for name in imported(node)):
        return set()
    return {(one.asname or one.name).split(".")[0] for one in node.names}


def timed_assertions(tree: Tree) -> list[str]:
    """Name the assertions that depend on the speed of the machine: on a clock, or on what was read from one."""
    functions = ((path, node) for path, module in tests(tree) for node in ast.walk(module) if is_function(node))
    return sorted({f"{path}:{line}" for path, node in functions for line in timed_lines(node)})


def is_function(node: ast.AST) -> bool:
    """Tell a function."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def timed_lines(function: ast.AST) -> Iterator[int]:
    """Give the lines of assertions that compare a clock."""
    nodes = list(ast.walk(function))
    read = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and reads_a_clock(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    asserted = (node for node in nodes if isinstance(node, ast.Assert))
    return (node.lineno for node in asserted if reads_a_clock(node.test, read))


def reads_a_clock(expression: ast.expr, read: set[str]) -> bool:
    """Tell an expression that calls a clock, or holds a name that came from one."""
    nodes = list(ast.walk(expression))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    calls = {
        ast.unparse(node.func).rpartition(".")[2].removesuffix("_ns") for node in nodes if isinstance(node, ast.Call)
    }
    return bool(calls & CLOCKS or names & read)
