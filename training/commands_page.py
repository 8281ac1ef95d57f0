"""Write `docs/commands.md` from what every command says with `--help`.

Run after a change of a command or an option: `python -m training.commands_page`.
"""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner

from dragoman.cli import main as dragoman

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
# Set here, so that the page is the same whatever terminal it is written on.
WIDTH = 90
HEAD = """\
# Commands

Written by `python -m training.commands_page` from the commands' own `--help`; don't edit it here.
[records.md](records.md) says what the printed records hold.

Exit status: 0 all done; 1 some inputs were skipped, each named on standard error with its reason;
2 wrong usage, or an output or a store that can't be used.
"""


def page() -> str:
    """Make the page: the program's own help, then that of each command by name."""
    sections = [_section(), *(each for name in sorted(dragoman.commands) for each in _of(name))]
    return "\n".join([HEAD, *sections])


def _of(name: str) -> list[str]:
    """A command's section, followed by those of its own commands."""
    command = dragoman.commands[name]
    subcommands = command.commands if isinstance(command, click.Group) else {}
    below = sorted(name for name, each in subcommands.items() if not each.hidden)
    return [_section(name), *(_section(name, each) for each in below)]


def _section(*names: str) -> str:
    args = [*names, "--help"]
    said = CliRunner().invoke(
        dragoman, args, prog_name="dragoman", terminal_width=WIDTH, max_content_width=WIDTH
    )
    title = " ".join(["dragoman", *names])
    return f"## `{title}`\n\n```text\n{said.output.rstrip()}\n```\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
