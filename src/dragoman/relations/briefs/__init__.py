"""One page on what happened to a side in some days: sentences of the pages, no others."""

from dragoman.relations.briefs.making import Brief, Line, Section, brief
from dragoman.relations.briefs.written import as_html, as_markdown

__all__ = ["Brief", "Line", "Section", "as_html", "as_markdown", "brief"]
