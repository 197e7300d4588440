"""What a change in trade costs does to every country, when prices, incomes and all other trade adjust."""

from multipolar.models.equilibrium.conditional import (
    Conditional,
    conditional_change,
    fitted_flows,
    resistances,
)
from multipolar.models.equilibrium.draws import DrawnOutcomes, drawn
from multipolar.models.equilibrium.economy import (
    IMBALANCES,
    Economy,
    Imbalances,
    NotConvergedError,
    economy,
)
from multipolar.models.equilibrium.hat import Outcome, counterfactual
from multipolar.models.equilibrium.sector_economy import SectorEconomy, sector_economy
from multipolar.models.equilibrium.sectors import SectorOutcome, sector_counterfactual

__all__ = [
    "IMBALANCES", "Conditional", "DrawnOutcomes", "Economy", "Imbalances", "NotConvergedError", "Outcome",
    "SectorEconomy", "SectorOutcome", "conditional_change", "counterfactual", "drawn", "economy",
    "fitted_flows", "resistances", "sector_counterfactual", "sector_economy",
]  # fmt: skip
