"""How two spellings of one name are brought to the same key."""

import unicodedata

_SIGNS = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "\u00ad": "",
})  # fmt: skip


def fold(text: str) -> str:
    """Lower-case a name, drop its accents and unify quotes, dashes and spaces.

    >>> fold("Côte  d’Ivoire")
    "cote d'ivoire"
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
