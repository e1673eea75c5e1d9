"""`bocage`: one word, then a command; a fault that is expected is one sentence, never a trace."""

import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import rich_click as click

from bocage.cli.faults import sentence_of, usage_sentence

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130
OWN: Final = {
    "up": "bocage.cli.up:up",
    "serve": "bocage.cli.serve:serve",
    "migrate": "bocage.cli.migrate:migrate",
    "check": "bocage.cli.check:check",
    "scaffold": "bocage.cli.scaffold:scaffold",
}
SETTINGS: Final[dict[str, Any]] = {
    "help_option_names": ["-h", "--help"],
    "rich_help_config": {"commands_panel_title": "Commandes", "default_string": "[défaut : {}]"},
}
HELP: Final = """Bocage : une plateforme pour toutes les communes d’un département.

Exemple : bocage up --demo
"""


class Commands(click.RichGroup):
    """Commands that are imported when they are asked for, and that parts bring by an entry point."""

    points: dict[str, EntryPoint]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature of click
        """Name what exists, our own first."""
        return list(self.points)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        point = self.points.get(cmd_name)
        if point is None:
            return None
        command: click.Command = point.load()
        in_french(command, ctx)
        return command


def in_french(command: click.Command, ctx: click.Context) -> None:
    """Say in French the one line of help that click writes itself."""
    option = command.get_help_option(ctx)
    if isinstance(option, click.Option):
        option.help = "Affiche cette aide."


def points() -> dict[str, EntryPoint]:
    """Return our commands, those of the parts by name, and `bench` once there is something to measure."""
    found = {name: EntryPoint(name, value, "bocage.commands") for name, value in OWN.items()}
    brought = sorted(entry_points(group="bocage.commands"), key=lambda point: point.name)
    found |= {point.name: point for point in brought if point.name not in found}
    if entry_points(group="bocage.bench"):
        found["bench"] = EntryPoint("bench", "bocage.cli.bench:bench", "bocage.commands")
    return found


def group(name: str, explained: str, brought: dict[str, EntryPoint]) -> Commands:
    """Make a group of commands that are imported late."""
    made = Commands(name=name, help=explained, context_settings=SETTINGS)
    made.points = brought
    in_french(made, click.RichContext(made, **SETTINGS))
    return made


def status_of(arguments: Sequence[str]) -> int:
    """Run a command line and return the status it ends with."""
    try:
        ended = group("bocage", HELP, points()).main(arguments, prog_name="bocage", standalone_mode=False)
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        return REFUSED
    return ended if isinstance(ended, int) else DONE


def main() -> None:
    """Start from the terminal."""
    sys.exit(status_of(sys.argv[1:]))
