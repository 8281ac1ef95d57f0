"""Commands of single rooms, and what all commands share; `cli` registers them."""
