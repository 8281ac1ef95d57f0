"""What the signs weigh that tell whose somebody is: learnt from the corpus."""
