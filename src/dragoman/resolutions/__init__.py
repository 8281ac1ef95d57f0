"""Texts before intergovernmental bodies: reading them, following them, the votes on them."""
