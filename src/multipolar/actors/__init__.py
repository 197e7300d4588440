"""Who: states, territories, organisations and regions, their names, codes and memberships, all dated."""

from multipolar.actors.codes import Scheme
from multipolar.actors.find import find, get, resolve
from multipolar.actors.lineage import as_of, lineage
from multipolar.actors.memberships import members, organisations
from multipolar.actors.model import (
    MEMBER_ROLES,
    Actor,
    ActorKind,
    AmbiguousActorError,
    Gap,
    Membership,
    Name,
    NotThenError,
    Role,
    UnknownActorError,
)
from multipolar.actors.names import all_names
from multipolar.actors.regions import region_members, regions
from multipolar.actors.registry import all_actors
from multipolar.actors.when import When

__all__ = [
    "MEMBER_ROLES", "Actor", "ActorKind", "AmbiguousActorError", "Gap", "Membership", "Name", "NotThenError",
    "Role", "Scheme", "UnknownActorError", "When", "all_actors", "all_names", "as_of", "find", "get",
    "lineage", "members", "organisations", "region_members", "regions", "resolve",
]  # fmt: skip
