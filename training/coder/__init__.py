"""Training of the event coder from the corpus: examples, network, calibration, export."""
