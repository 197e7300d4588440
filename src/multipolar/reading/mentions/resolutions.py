"""Where a sentence names a United Nations resolution by its symbol or number."""

import re
from collections.abc import Iterator

from multipolar.basics.symbols import body_of, normal_symbol
from multipolar.reading.model import ResolutionMention

_BODY = (
    r"(?P<body>U\.?N\.?G\.?A\.?|U\.?N\.?S\.?C\.?|G\.?A\.?|S\.?C\.?|(?:U\.?N\.? )?(?:General )?Assembly|"
    r"(?:U\.?N\.? )?Security Council|Asamblea General|Consejo de Seguridad|Assembl[eé]ia Geral|"
    r"Conselho de Segurança|Assemblée générale|Conseil de sécurité)"
)
_WORD = r"(?:resolutions?|resoluci[oó]n(?:es)?|resoluç(?:ão|ões)|résolutions?|res\.?|резолюци[яиюей]{1,2})"
_NUMBER = (
    r"(?:(?:ES-|S-)?\d{1,3}/\d{1,3}(?![\d/])(?: ?\[?[A-Z](?:-[A-Z])?\]?(?![\w]))?"
    r"|\d{1,4} ?[A-F]? ?\((?:(?:E?S-)?[IVXL]{1,7}|(?:19|20)\d{2}|(?:E?S-)\d{1,2})\)(?: ?[A-F](?!\w))?"
    r"|\d{1,4}(?![\d.,]*\d))"
)
_SYMBOL = re.compile(
    r"(?<![\w/])(?:[AS]/(?:RES|Res|DEC)/(?:ES-|S-)?\d{1,4}(?:/\d{1,4}| ?\([\dIVXLES-]{1,7}\))?(?: ?[A-F](?!\w))?"
    r"|(?:ES|S)-\d{1,2}/\d{1,2})"
)
_NAMED = re.compile(
    rf"(?:(?P<front>{_BODY.replace('?P<body>', '?:')}) )?(?:(?P<word>{_WORD}) )(?:no\.? ?|№ ?|n[º°] ?)?"
    rf"(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<front>UNGA|UNSC|UNSCR|GA|UNGAR) (?P<number>(?:ES-)?\d{1,4}(?:/\d{1,3})?(?: ?\([^\W_]{2,6}\))?)(?![\w/])"
)
_MORE = re.compile(rf"(?:,? and |, |; | y | e | и )(?:(?:no\.? ?)?)(?P<number>{_NUMBER})")
_COUNCIL = re.compile(r"security council|unsc|u\.n\.s\.c|\bs\.?c\b|consejo|conselho|conseil", re.IGNORECASE)


def resolutions(text: str, start: int, end: int) -> tuple[ResolutionMention, ...]:
    """The resolutions named in ``text[start:end]`` whose symbol can be told, in order of place."""
    found: list[ResolutionMention] = []
    for match in _SYMBOL.finditer(text, start, end):
        _keep(found, text, match.start(), match.end(), normal_symbol(match[0]))
    for pattern in (_NAMED, _BARE):
        for match in pattern.finditer(text, start, end):
            front = match["front"] or ""
            symbol = _symbol(front, match["number"])
            _keep(found, text, match.start(), match.end(), symbol)
            for more in _following(text, match.end(), end):
                _keep(found, text, more.start("number"), more.end(), _symbol(front, more["number"]))
    return tuple(sorted(found, key=lambda m: m.start))


def _following(text: str, place: int, end: int) -> Iterator[re.Match[str]]:
    """Further numbers of an enumeration: "resolutions 68/262, 71/205 and 72/190"."""
    while (match := _MORE.match(text, place, end)) is not None:
        yield match
        place = match.end()


def _symbol(front: str, number: str) -> str | None:
    symbol = normal_symbol(number)
    if symbol is None or not _COUNCIL.search(front):
        return symbol if "/" in number or "(" in number or front else None
    return normal_symbol(f"S/RES/{number}")


def _keep(found: list[ResolutionMention], text: str, start: int, end: int, symbol: str | None) -> None:
    if symbol is None or any(m.start < end and start < m.end for m in found):
        return
    found.append(ResolutionMention(start, end, text[start:end], symbol, body_of(symbol)))
