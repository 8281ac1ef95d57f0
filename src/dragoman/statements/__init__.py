"""Statements: what somebody of weight says about something, which is no event."""

from dragoman.statements.find import find_statements

__all__ = ["find_statements"]
