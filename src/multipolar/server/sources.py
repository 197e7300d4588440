"""What an answer says of the releases its rows come from."""

from collections.abc import Iterable
from typing import Any

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.server.tables.model import Origin


def cited(record: Record, origins: Iterable[Origin]) -> list[dict[str, Any]]:
    """Source, release, publisher, licence and citation of each."""
    found = []
    for one in origins:
        about: dict[str, Any] = {"source": one.source, "release": one.release}
        try:
            spec = record.spec(one.source)
        except AskedWronglyError:
            found.append(about)
            continue
        found.append(
            about | {"publisher": spec.publisher, "licence": spec.licence, "citation": spec.citation}
        )
    return found
