"""multipolar: a sourced record of the relations between states, and audits of what documents say.

The names below load on first use, so that ``import multipolar`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipolar.audit import audit
    from multipolar.record import Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "audit"]

_HOMES = {"audit": "multipolar.audit", "Record": "multipolar.record"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name not in _HOMES:
        raise AttributeError(f"module 'multipolar' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
