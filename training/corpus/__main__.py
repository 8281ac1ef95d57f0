"""Entry of `python -m training.corpus`."""

from training.corpus.commands import main

main()
