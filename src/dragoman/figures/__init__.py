"""Quantities of a text: money, shares, casualties, votes, counts, as records of their own."""
