"""Measured figures: ours beside plain pandas or polars, on the same files, in the same run."""
