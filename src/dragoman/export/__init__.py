"""Records in other layouts."""

from dragoman.export.tabular import csv_lines, event_rows

__all__ = ["csv_lines", "event_rows"]
