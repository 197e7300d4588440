"""The whole document: reads it, runs every kind of statement, joins and ranks the findings.

``multipolar.audit`` is both this package and the verb: calling the package audits a document.
"""

import sys
from types import ModuleType
from typing import Any

from multipolar.audit.report import Report
from multipolar.audit.run import audit

__all__ = ["Report", "audit"]


class _Verb(ModuleType):
    """The package as a function, so that ``multipolar.audit(path)`` means the same at any time."""

    def __call__(self, *arguments: Any, **options: Any) -> Report:  # noqa: ANN401 - audit's own arguments
        return audit(*arguments, **options)


sys.modules[__name__].__class__ = _Verb
