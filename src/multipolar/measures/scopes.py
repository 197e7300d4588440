"""Within which scopes a missing row is evidence, and where it only means that nothing was read."""

from multipolar.record import Record
from multipolar.record.starter import SOURCE, scopes


def complete(record: Record, table: str, scope: str) -> bool:
    """Whether the record is declared complete for a scope, so that absence from it means something.

    Args:
        record: The record.
        table: A canonical table.
        scope: The scope's name in the embedded record (``BRICS``, ``BRICS:past``, ``BRICS:others``).
    """
    if SOURCE not in record.sources():
        return False
    held = {s.scope: s.complete for s in scopes() if s.table == table}
    return held.get(scope, held.get("*", False))
