"""Bytes → articles: saved pages with one story or many, with or without the site's furniture."""

from dragoman.reading.audit import audit
from dragoman.reading.inputs import Input, count_inputs, inputs
from dragoman.reading.text import Block, Reading, article_text, read

__all__ = ["Block", "Input", "Reading", "article_text", "audit", "count_inputs", "inputs", "read"]
