"""The whole document: reads it, runs every kind of statement, joins and ranks the findings."""

from multipolar.audit.evaluate import Evaluation, evaluate
from multipolar.audit.labels import Label, read_labels
from multipolar.audit.report import Report
from multipolar.audit.run import audit

__all__ = ["Evaluation", "Label", "Report", "audit", "evaluate", "read_labels"]
