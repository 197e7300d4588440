"""How published files reach this machine: downloads that resume, and archives that are not trusted."""

from multipolar.record.fetch.archives import Limits, extract, gunzip, member
from multipolar.record.fetch.download import Download
from multipolar.record.fetch.progress import Progress, Silent

__all__ = ["Download", "Limits", "Progress", "Silent", "extract", "gunzip", "member"]
