"""How long things may be: what is longer holds two ideas."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from .tracked import Tree, is_migration, markup, parsed, python

FILE_LINES = 300
FUNCTION_LINES = 30
TEMPLATE_LINES = 120
ARGUMENTS = 5
HANDLER_STATEMENTS = 10
WRITTEN = frozenset({".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".sql", ""})
ROUTE_DECORATORS = frozenset({"get", "post", "put", "patch", "delete", "head", "route", "websocket"})

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_files(tree: Tree) -> list[str]:
    """Name the files that people write and that are too long; locks are written by tools."""
    lengths = {path: len(text.splitlines()) for path, text in tree.items() if is_written(path)}
    return [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > FILE_LINES]


def is_written(path: str) -> bool:
    """Tell what a person wrote."""
    return PurePosixPath(path).suffix in WRITTEN and not is_migration(path)


def long_templates(tree: Tree) -> list[str]:
    """Name the templates that are too long."""
    lengths = {path: len(text.splitlines()) for path, text in markup(tree).items()}
    return [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > TEMPLATE_LINES]


def functions(tree: Tree) -> Iterator[tuple[str, Function]]:
    """Give every function, methods and inner ones too, with where it stands."""
    for path, text in python(tree).items():
        if not is_migration(path):
            found = (node for node in ast.walk(parsed(text)) if isinstance(node, type_of_function))
            yield from ((f"{path}:{node.lineno} {node.name}", node) for node in found)


def long_functions(tree: Tree) -> list[str]:
    """Name the functions that are too long, from `def` to the last line."""
    lengths = ((where, (node.end_lineno or node.lineno) - node.lineno + 1) for where, node in functions(tree))
    return [f"{where}: {lines} lines" for where, lines in lengths if lines > FUNCTION_LINES]


def crowded_signatures(tree: Tree) -> list[str]:
    """Name the functions that ask for too much, arguments by name counted too.

    The one exception is what replaces them: the fields of a dataclass are no signature that somebody writes.
    """
    counts = ((where, len(arguments(node))) for where, node in functions(tree))
    return [f"{where}: {count} arguments" for where, count in counts if count > ARGUMENTS]


def arguments(function: Function) -> list[str]:
    """Return the names that a caller may give, `*values` and `**values` as one each."""
    asked = function.args
    given = [*asked.posonlyargs, *asked.args, *asked.kwonlyargs, asked.vararg, asked.kwarg]
    return [one.arg for one in given if one is not None and one.arg not in {"self", "cls"}]


def long_handlers(tree: Tree) -> list[str]:
    """Name the route handlers that do more than parse, ask and name a template."""
    counts = ((where, statements(node)) for where, node in functions(tree) if answers_a_route(node))
    return [f"{where}: {count} statements" for where, count in counts if count > HANDLER_STATEMENTS]


def answers_a_route(function: Function) -> bool:
    """Tell a function that the framework calls for an address."""
    called = (one.func for one in function.decorator_list if isinstance(one, ast.Call))
    return any(ast.unparse(name).rpartition(".")[2] in ROUTE_DECORATORS for name in called)


def statements(function: Function) -> int:
    """Count statements, those inside others too, the docstring left out."""
    inside = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return inside - (ast.get_docstring(function) is not None)
