"""Sentences, tokens, parse: everything that depends on the language of the page."""

from dragoman.language.parser import parse_articles
from dragoman.language.sentence import Sentence, Token

__all__ = ["Sentence", "Token", "parse_articles"]
