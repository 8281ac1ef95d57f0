"""The corpus that we wrote: its format, its checks, its figures.

Run `python -m training.corpus --help`; README.md beside this file tells the rest.
"""
