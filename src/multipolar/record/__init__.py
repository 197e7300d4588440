"""What is known: tables of sourced rows, kept in immutable releases and read through one door."""

from multipolar.record.store import Record

__all__ = ["Record"]
