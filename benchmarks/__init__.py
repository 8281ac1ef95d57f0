"""Measures the coder on the development sets that lie beside the project."""
