"""The workbench: a web server for one machine, on which records are seen, checked, corrected."""
