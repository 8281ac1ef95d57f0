"""Once: which pages are copies of one another, which records tell the same act.

Pure functions over records; what they find depends on the other pages, so it is kept in tables
of the store and never written into an event.
"""
