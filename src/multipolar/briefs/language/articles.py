"""How English names stand in a sentence: with their article, and as the one whose something is."""

# Endings and beginnings of names that take the article in running text ("the Dominican Republic").
_ENDS = (
    "Republic", "Islands", "Emirates", "States", "Union", "Kingdom", "Federation", "Empire", "Group",
    "Organization", "Organisation", "Nations", "Community", "League", "Bank", "Fund", "Court", "Agency",
    "Movement", "Alliance", "Area", "System", "Conference", "Association", "Treaty",
)  # fmt: skip
_STARTS = ("United ", "Democratic ", "Republic of", "Federal ", "Kingdom of", "Union of", "Treaty of")
_ARTICLE = frozenset(("Netherlands", "Bahamas", "Gambia", "Philippines", "Maldives", "Comoros", "Congo"))


def named(name: str) -> str:
    """A name as it stands in a sentence.

    >>> named("United States"), named("Chile")
    ('the United States', 'Chile')
    """
    takes = name in _ARTICLE or name.endswith(_ENDS) or name.startswith(_STARTS)
    return f"the {name}" if takes and not name.startswith("the ") else name


def owned(name: str) -> str:
    """A name in the possessive: ``Chile's``, ``the United States'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
