"""`python -m training.knowledge.merge A B`: joins two writings of dated offices into `terms.tsv`.

Two people wrote the same table from what they know, without seeing each other's. What both say is
kept, what one alone says is not: a slip of memory is seldom made twice. Of a term that both tell
with other years the time is kept that lies in both.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from dragoman.actors.persons import plain
from dragoman.actors.terms import COLUMNS, TERMS, office_class

DRAFT_COLUMNS = ("name", "aliases", "code", "sector", "office", "from", "to")
AS_OF = "2025-11"
MONTH = len("YYYY-MM")


@dataclass(frozen=True, slots=True)
class Draft:
    """One row of a draft."""

    name: str
    aliases: tuple[str, ...]
    code: str
    sector: str
    office: str
    start: str
    end: str

    @property
    def names(self) -> frozenset[str]:
        """Its names without accents and capitals. Raises: nothing."""
        return frozenset(plain(each) for each in (self.name, *self.aliases))


@click.command()
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", default=TERMS, type=click.Path(path_type=Path), show_default=True)
def main(first: Path, second: Path, output: Path) -> None:
    """Keep the terms on which two folders of drafts agree, and tell how often they do."""
    one, other = read_drafts(first), read_drafts(second)
    merged, told_by_both = merge(one, other)
    write(merged, output)
    share = len(merged) / told_by_both if told_by_both else 0.0
    click.echo(f"{first}: {len(one)} terms; {second}: {len(other)}")
    click.echo(f"{told_by_both} persons' offices told by both; {len(merged)} agree ({share:.0%})")
    click.echo(f"{output}: {len(merged)} terms of {len({row.name for row in merged})} persons")


def read_drafts(folder: Path) -> list[Draft]:
    """Read a folder's drafts in the order of their names; rows that are not whole are left out.

    Raises: click.ClickException for a header of other columns.
    """
    found: list[Draft] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(next(rows, ())) != DRAFT_COLUMNS:
                raise click.ClickException(f"{path}: header is not {DRAFT_COLUMNS}")
            for row in rows:
                if len(row) == len(DRAFT_COLUMNS) and row[0] and not row[0].startswith("#"):
                    found.append(_draft([cell.strip() for cell in row]))
    return found


def _draft(cells: Sequence[str]) -> Draft:
    aliases = tuple(each.strip() for each in cells[1].split("|") if each.strip())
    return Draft(cells[0], aliases, cells[2], cells[3], cells[4], cells[5], cells[6])


def merge(one: Sequence[Draft], other: Sequence[Draft]) -> tuple[list[Draft], int]:
    """Join what two writings agree on.

    In:     the rows of both.
    Out:    the joined rows in the order of the first, each once; and of how many rows of the
            first the second has the same person in the same office of the same country at all.
    Raises: nothing.
    """
    by_key: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for row in other:
        by_key[row.code, office_class(row.office)].append(row)
    used: set[int] = set()
    seen: set[tuple[str, str, str, str]] = set()
    merged: list[Draft] = []
    told_by_both = 0
    for row in one:
        same = [
            each
            for each in by_key[row.code, office_class(row.office)]
            if row.names & each.names and id(each) not in used
        ]
        told_by_both += bool(same)
        agreeing = next((each for each in same if agree(row, each)), None)
        shared = next((each for each in same if agreeing is None and overlap(row, each)), None)
        both = agreeing or shared
        key = (plain(row.name), row.code, office_class(row.office), row.start[:4])
        if both and key not in seen:
            used.add(id(both))
            seen.add(key)
            span = overlap(row, both) if shared else None
            whole = joined(row, both)
            merged.append(replace(whole, start=span[0], end=span[1]) if span else whole)
    return merged, told_by_both


def agree(one: Draft, other: Draft) -> bool:
    """Whether two rows tell the same start and the same end. Raises: nothing."""
    return (
        common(one.start, other.start) is not None
        and common(one.end, other.end) is not None
        and (not one.sector or not other.sector or one.sector == other.sector)
    )


def overlap(one: Draft, other: Draft) -> tuple[str, str] | None:
    """The time in which both say that the office was held; None where there is no year of it.

    Raises: nothing.
    """
    if one.sector and other.sector and one.sector != other.sector:
        return None
    start = max(one.start, other.start)
    end = min(filter(None, (one.end, other.end)), default="")
    return (start, end) if start and (not end or start[:4] < end[:4]) else None


def common(one: str, other: str) -> str | None:
    """What two dates say together: to the month if both say the same month, else the year.

    Of years one apart the coarser counts, if it says no month: who wrote it knew it to the year.
    Raises: nothing.
    """
    if one == other:
        return one
    if not one or not other:
        return None
    if one[:4] == other[:4]:
        same_month = len(one) >= MONTH and len(other) >= MONTH and one[:MONTH] == other[:MONTH]
        return one[:MONTH] if same_month else one[:4]
    coarse = min(one, other, key=len)
    near = abs(int(one[:4]) - int(other[:4])) == 1
    return coarse if near and len(coarse) == len("YYYY") else None


def joined(one: Draft, other: Draft) -> Draft:
    """One row of two that agree, with the aliases of both. Raises: nothing."""
    # By their plain forms: what differs by an accent or a hyphen alone finds nothing new.
    aliases = {plain(each): each for each in (*other.aliases, other.name, *one.aliases)}
    kept = tuple(each for key, each in aliases.items() if key and key != plain(one.name))
    start, end = common(one.start, other.start), common(one.end, other.end)
    sector = one.sector or other.sector
    return Draft(one.name, kept, one.code, sector, one.office, start or "", end or "")


def write(rows: Iterable[Draft], output: Path) -> None:
    """Write the table. Raises: OSError."""
    lines = ["\t".join(COLUMNS)]
    lines.append("# Who held which office when; two writings joined (training/knowledge/merge.py).")
    for row in rows:
        cells = (row.name, "|".join(row.aliases), row.code, row.sector, row.office)
        lines.append("\t".join((*cells, row.start, row.end, AS_OF, "")))
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
