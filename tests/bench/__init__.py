"""Measurements: each beside the peer or the other way, in one run, as medians and ratios. `make bench` prints them."""
