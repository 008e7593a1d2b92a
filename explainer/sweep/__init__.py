"""Sweeps: many experiments that differ in a few values, measured once and kept in one file a figure."""
