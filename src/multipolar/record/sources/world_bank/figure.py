"""One World Bank figure, the indicators asked for, and the unit each is in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Names as the Bank prints them; the unit stands in the last brackets, or the name is the unit.
INDICATORS: Mapping[str, str] = {
    "NY.GDP.MKTP.CD": "GDP (current US$)",
    "NY.GDP.PCAP.PP.KD": "GDP per capita, PPP (constant 2021 international $)",
    "SP.POP.TOTL": "Population, total",
    "NE.TRD.GNFS.ZS": "Trade (% of GDP)",
    "MS.MIL.XPND.GD.ZS": "Military expenditure (% of GDP)",
    "MS.MIL.XPND.CD": "Military expenditure (current USD)",
    "ER.H2O.INTR.K3": "Renewable internal freshwater resources, total (billion cubic meters)",
    "EG.IMP.CONS.ZS": "Energy imports, net (% of energy use)",
    "AG.SRF.TOTL.K2": "Surface area (sq. km)",
    "EN.POP.DNST": "Population density (people per sq. km of land area)",
    "NY.GDP.DEFL.ZS": "GDP deflator (base year varies by country)",
    "FP.CPI.TOTL": "Consumer price index (2010 = 100)",
    "TM.TAX.MRCH.SM.AR.ZS": "Tariff rate, applied, simple mean, all products (%)",
    "TM.TAX.MRCH.WM.AR.ZS": "Tariff rate, applied, weighted mean, all products (%)",
}
_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_UNITS = {"SP.POP.TOTL": "persons"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as published.

    Attributes:
        place: Three-letter code of the Bank, or the name where a republished table has no code.
        code: Indicator.
        year: Calendar year.
        value: The figure; ``None`` where the Bank gives none.
        name: The indicator's name, which holds its unit.
        locator: File, place and year.
        status: ``reported`` or ``estimated``.
    """

    place: str
    code: str
    year: int
    value: float | None
    name: str
    locator: str
    status: str = "reported"


def unit_of(code: str, name: str) -> str:
    """The unit of an indicator.

    >>> unit_of("NY.GDP.MKTP.CD", "GDP (current US$)")
    'current US$'
    """
    if code in _UNITS:
        return _UNITS[code]
    found = _BRACKETS.search(name)
    return found[1] if found else name
