"""A brief as Markdown and as HTML; what pages say is text in both, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePath

from dragoman.relations.briefs.making import Brief, Line

MADE = "Every line is a sentence of a page, in its own words; dragoman show ID opens it."
# What Markdown, or the HTML in it, takes for markup anywhere, and what only begins a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&$@^]|(?<=:)//|(?<=www)\.)")
_BEGINNING = re.compile(r"^(\s*\d*)([#+\-=.)])")
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin-bottom: 0; }
ul { padding-left: 1.1rem; } li { margin: .5rem 0; }
.told, header p { font: .8rem/1.4 system-ui, sans-serif; opacity: .75; margin: 0; }
code { font-size: .9em; } @media print { body { margin: 0; max-width: none; } }
"""


def title_of(told: Brief) -> str:
    """The brief's headline: side and days. Raises: nothing."""
    days = f", {told.since} to {told.until}" if told.since else ""
    return f"{told.side.name}{days}"


def nothing(told: Brief) -> str:
    """Say that nothing was found, and when there was something. Raises: nothing."""
    said = "Nothing was found in this time."
    if told.newest is None:
        return said
    return f"{said} The newest article that names {told.side.name} is of {told.newest} (--to)."


def as_markdown(told: Brief) -> str:
    """Write a brief as Markdown, ended by a newline; pages' words are escaped. Raises: nothing."""
    return "\n".join(_markdown(told)) + "\n"


def _markdown(told: Brief) -> Iterator[str]:
    yield f"# {escaped(title_of(told))}"
    yield ""
    yield f"{told.articles} article{'s' * (told.articles != 1)}. {MADE}"
    if not told.sections:
        yield ""
        yield nothing(told)
    for section in told.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        for line in section.lines:
            words = escaped(words_of(line))
            yield f"- {words} — {escaped(', '.join(facts_of(line)))} `{line.record}`"
        if section.more:
            yield f"- {section.more} more"


def escaped(text: str) -> str:
    """Escape what Markdown could take for markup. Raises: nothing."""
    return _BEGINNING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def words_of(line: Line) -> str:
    """The line's words; a speaker's own stand in quotation marks behind who speaks."""
    words = f"“{line.words}”" if line.quoted else line.words
    return f"{line.speaker}: {words}" if line.speaker else words


def facts_of(line: Line) -> Iterator[str]:
    """Where a line stands and on whose word, piece by piece. Raises: nothing."""
    if line.said_by:
        yield f"said by {line.said_by}"
    yield from source_of(line)
    if line.day:
        yield line.day
    if line.reports > 1:
        yield f"told in {line.reports} articles"
    yield line.what


def source_of(line: Line) -> Iterator[str]:
    """Outlet and headline; the file's name where neither is printed. Raises: nothing."""
    if line.source:
        yield line.source
    if line.title and line.title != line.words:
        yield f"“{line.title}”"
    if not line.source and not line.title:
        yield PurePath(line.file.replace("\\", "/")).name


def as_html(told: Brief) -> str:
    """Write a brief as one HTML page that loads nothing; pages' words are text. Raises: nothing."""
    title = escape(title_of(told))
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style></head>\n<body>\n{html_body(told)}"
        "</body>\n</html>\n"
    )


def html_body(told: Brief) -> str:
    """The brief alone, for a page that has its own frame. Raises: nothing."""
    return "\n".join(_html(told)) + "\n"


def _html(told: Brief) -> Iterator[str]:
    yield f"<header><h1>{escape(title_of(told))}</h1>"
    yield f"<p>{told.articles} article{'s' * (told.articles != 1)}. {MADE}</p></header>"
    if not told.sections:
        yield f"<p>{escape(nothing(told))}</p>"
    for section in told.sections:
        yield f"<section><h2>{section.title}</h2><ul>"
        for line in section.lines:
            facts = escape(", ".join(facts_of(line)))
            link = _link(line.url)
            yield (
                f'<li>{escape(words_of(line))} <p class="told">{facts}{link}'
                f" <code>{line.record}</code></p></li>"
            )
        if section.more:
            yield f"<li>{section.more} more</li>"
        yield "</ul></section>"


def _link(url: str | None) -> str:
    """A link to the page, if it is one that a browser may follow."""
    if url is None or not url.startswith(("https://", "http://")):
        return ""
    return f' <a href="{escape(url)}" rel="noreferrer">page</a>'
