"""The ways in which states' resources are measured: figures, definitions, and the sources that bring them."""

from dataclasses import dataclass
from typing import Literal, get_args

from multipolar.basics.errors import AskedWronglyError

ResourceName = Literal["capabilities", "gdp", "gdp_ppp", "trade", "military", "population"]
RESOURCES: tuple[ResourceName, ...] = get_args(ResourceName)


@dataclass(frozen=True, slots=True)
class Series:
    """One way of measuring a resource.

    Attributes:
        name: Short name, unique.
        resource: What it measures.
        words: Its definition in words.
        unit: Unit of the figures.
        citation: Whose definition or data it is.
        sources: Sources that bring it, the best first.
        codes: Indicator codes, multiplied where there are several; empty for sums of trade flows.
        scale: What the product of the codes is multiplied by.
    """

    name: str
    resource: ResourceName
    words: str
    unit: str
    citation: str
    sources: tuple[str, ...]
    codes: tuple[str, ...] = ()
    scale: float = 1.0


_NMC = "Singer, Bremer and Stuckey 1972; Correlates of War, National Material Capabilities"
_WDI = "World Bank, World Development Indicators"
_TRADE_OWN = ("cow_trade", "wits_2009")
SERIES: tuple[Series, ...] = (
    Series(
        "cinc", "capabilities", "Composite Index of National Capability: mean share of the system's iron "
        "and steel, energy, military spending and personnel, total and urban population",
        "index", _NMC, ("cow_nmc",), ("cinc",),
    ),
    Series(
        "gdp_market", "gdp", "gross domestic product at market exchange rates", "current US dollars",
        _WDI, ("world_bank",), ("NY.GDP.MKTP.CD",),
    ),
    Series(
        "gdp_ppp", "gdp_ppp", "gross domestic product at purchasing power parity: product a head by "
        "population", "constant 2021 international dollars", _WDI, ("world_bank",),
        ("NY.GDP.PCAP.PP.KD", "SP.POP.TOTL"),
    ),
    Series(
        "goods_own", "trade", "exports and imports of goods with the world, by the state's own report",
        "current US dollars", "Barbieri and Keshk 2016; WITS", _TRADE_OWN,
    ),
    Series(
        "goods_partners", "trade", "exports and imports of goods with the world, by its partners' reports",
        "current US dollars", "International Monetary Fund, Direction of Trade Statistics", ("imf_dots",),
    ),
    Series(
        "goods_reconciled", "trade", "exports and imports of goods, summed over partners and products from "
        "reconciled reports", "current US dollars", "Gaulier and Zignago 2010 (BACI)", ("baci",),
    ),
    Series(
        "goods_services", "trade", "exports and imports of goods and services: their share of product by "
        "product", "current US dollars", _WDI, ("world_bank",), ("NE.TRD.GNFS.ZS", "NY.GDP.MKTP.CD"), 0.01,
    ),
    Series(
        "military_current", "military", "military spending at market exchange rates", "current US dollars",
        f"SIPRI, by way of {_WDI}", ("world_bank",), ("MS.MIL.XPND.CD",),
    ),
    Series(
        "military_constant", "military", "military spending at constant prices and exchange rates",
        "US dollars of 2019", "SIPRI Military Expenditure Database", ("sipri_milex",),
        ("military_expenditure",),
    ),
    Series(
        "milex", "military", "military spending at exchange rates of the year; British pounds to 1913",
        "thousands of current US dollars or pounds", _NMC, ("cow_nmc",), ("milex",),
    ),
    Series(
        "population", "population", "total population", "persons", _WDI, ("world_bank",), ("SP.POP.TOTL",),
    ),
)  # fmt: skip


def series_of(resource: str) -> tuple[Series, ...]:
    """The ways a resource is measured, in the order in which they are shown.

    Raises:
        AskedWronglyError: There is no such resource.
    """
    found = tuple(s for s in SERIES if s.resource == resource)
    if not found:
        raise AskedWronglyError(f"There is no resource {resource!r}", f"Choose from {', '.join(RESOURCES)}")
    return found
