"""Verbs that a manifest declares and that nothing ever records: a promise of the journal that no line keeps."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import bocage
from bocage.catalogue import discovery


def unrecorded() -> list[str]:
    """Every declared verb that no code of ours hands to the journal."""
    return unrecorded_in(sources(), discovery.verbs())


def unrecorded_in(texts: Collection[str], verbs: Collection[str]) -> list[str]:
    """Verbs that none of these texts names, but to classify a route or to give it words."""
    named = {word for text in texts for word in handed_over(ast.parse(text))}
    return sorted(set(verbs) - named)


def sources() -> list[str]:
    """The text of every module of the namespace, manifests left out."""
    files = (file for root in bocage.__path__ for file in Path(root).rglob("*.py"))
    return [file.read_text(encoding="utf-8") for file in files if file.name not in {"manifest.py", "platform_parts.py"}]


def handed_over(tree: ast.AST) -> Iterator[str]:
    """Words that a module hands to a call, in any place but `writes(…)`, which classifies a route."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id == "writes"):
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from words_of(given)


def words_of(given: ast.expr) -> Iterator[str]:
    """The words of an argument: itself, or either branch of a choice."""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    if isinstance(given, ast.IfExp):
        yield from words_of(given.body)
        yield from words_of(given.orelse)
