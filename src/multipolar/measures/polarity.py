"""How multipolar the order is, by all definitions that are asked for, in one answer."""

from dataclasses import dataclass

from multipolar.measures.camps import Camps, Definition, camps
from multipolar.measures.named_groups import NamedGroup
from multipolar.measures.poles import Pole, Silence, poles
from multipolar.measures.resource_series import ResourceName
from multipolar.measures.weights import Weight, weights
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was asked for, as measured."""

    poles: tuple[Pole, ...]
    camps: tuple[Camps, ...]
    weights: tuple[Weight, ...]
    silent: tuple[Silence, ...]
    groups: tuple[NamedGroup, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, but the period."""

    record: Record
    resources: tuple[ResourceName, ...]
    positions: tuple[Definition, ...]
    groups: tuple[NamedGroup, ...]
    among: NamedGroup | None
    alpha: float

    def answer(self, since: int | None, until: int | None) -> Found:
        """The figures of a period, or the last ones."""
        found = poles(self.record, resources=self.resources, since=since, until=until, among=self.among)
        apart: tuple[Camps, ...] = ()
        silent = found.silent
        for definition in self.positions:
            shown, gaps = camps(self.record, definition, since=since, until=until, alpha=self.alpha)
            apart, silent = (*apart, *shown), (*silent, *gaps)
        heavy: tuple[Weight, ...] = ()
        if self.resources:
            heavy = weights(self.record, self.groups, resources=self.resources, since=since, until=until)
        return Found(found.rows, apart, heavy, silent, self.groups)
