"""The event coder: candidates, their classifier, status, attribution, records."""

from dragoman.events.assemble import CodedArticle, Told, code_events
from dragoman.events.rejection import Rejection, rejection_line

__all__ = ["CodedArticle", "Rejection", "Told", "code_events", "rejection_line"]
