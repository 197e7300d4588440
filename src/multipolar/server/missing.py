"""The refusal of an address or a name that the record has nothing for."""

from multipolar.basics.errors import AskedWronglyError


class MissingError(AskedWronglyError):
    """What was named is not in the record."""
