"""The whole document: reads it, runs every kind of statement, joins and ranks the findings."""

from multipolar.audit.report import Report
from multipolar.audit.run import audit

__all__ = ["Report", "audit"]
