"""Dragoman for Python and notebooks: `dragoman.code` and `dragoman.open`."""

from dragoman.python.coding import Records, code
from dragoman.python.opened import Opened, Related, open

__all__ = ["Opened", "Records", "Related", "code", "open"]
