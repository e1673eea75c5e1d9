"""What the policy of our own pages would refuse to run."""

import re

from .tracked import Tree, markup

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
REFUSED = re.compile(
    r"""<script\b(?![^>]*\ssrc=)|<style\b|(?<=\s)(?:style|on[a-z]+|hx-on[\w:.-]*)\s*=|javascript:""",
    re.IGNORECASE,
)


def inline_code(tree: Tree) -> list[str]:
    """Name the templates that hold a script, a style or an event inside a tag."""
    found = ((path, match.group()) for path, text in markup(tree).items() for match in REFUSED.finditer(bare(text)))
    return [f"{path}: {what.strip()}" for path, what in found]


def bare(template: str) -> str:
    """Take Jinja's own words out: an argument called `style` is no attribute."""
    return JINJA.sub("", template)
