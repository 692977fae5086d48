"""Measurements: `make bench` prints them, with the machine that they were taken on."""
