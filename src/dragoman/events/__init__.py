"""The event coder: candidates, their classifier, status, attribution, records."""

from dragoman.events.assemble import Told, code_events

__all__ = ["Told", "code_events"]
