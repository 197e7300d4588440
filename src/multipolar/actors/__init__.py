"""Who: states, territories, organisations and regions, their names, codes and memberships, all dated."""

from multipolar.actors.find import Scheme, find, get, resolve
from multipolar.actors.model import (
    MEMBER_ROLES,
    Actor,
    AmbiguousActorError,
    Membership,
    Name,
    NotThenError,
    Role,
    UnknownActorError,
)

__all__ = [
    "MEMBER_ROLES", "Actor", "AmbiguousActorError", "Membership", "Name", "NotThenError", "Role", "Scheme",
    "UnknownActorError", "find", "get", "resolve",
]  # fmt: skip
