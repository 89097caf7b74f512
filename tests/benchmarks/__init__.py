"""Measurements, run by hand: each prints its figures as ratios or limits taken in one run."""
