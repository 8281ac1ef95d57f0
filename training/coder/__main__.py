"""Entry of `python -m training.coder`."""

from training.coder.commands import main

main()
