"""Where a sentence names a United Nations resolution by its symbol or number."""

import re
from collections.abc import Iterator

from multipolar.basics.symbols import body_of, normal_symbol
from multipolar.reading.model import ResolutionMention
from multipolar.reading.stretches import Taken

_PART = r"(?: ?(?-i:[A-F](?:-[A-F])?)(?=\Z|\s*[,.;:)(]|\s+(?:of|and|on|was|were|y|e|et|и|de)\b))?"
_NUMBER = (
    rf"(?:(?:ES-|S-)?\d{{1,3}}/\d{{1,3}}(?![\d/]){_PART}"
    r"|\d{1,4} ?(?-i:[A-F])? ?\((?:(?:E?S-)?[IVXL]{1,7}|(?:19|20)\d{2}|E?S-\d{1,2})\)(?: ?(?-i:[A-F])(?!\w))?"
    r"|\d{1,4}(?![\d.,/]*\d))"
)
_WORD = (
    r"(?:resolutions?|resoluci[oó]n(?:es)?|resoluç(?:ão|ões)|résolutions?|res\.|res|UN[SG][CA]R|"
    r"резолюци(?:[яиюй]|ей|ям|ями|ях))"
)
# Who adopted it, between the word and the number ("резолюция Генеральной Ассамблеи ООН 68/262").
_BETWEEN = (
    r"(?P<between>\s(?:de\sla\s|del\s|da\s|do\s)?(?:Asamblea\sGeneral|Consejo\sde\sSeguridad|Assembleia[\s-]Geral|"
    r"Conselho\sde\sSegurança|Генеральной\sАссамблеи|Генассамблеи|ГА|Совета\sБезопасности|Совбеза|СБ)"
    r"(?:\s(?:de\slas\sNaciones\sUnidas|das\sNações\sUnidas|de\sla\sONU|da\sONU|ООН))?)?"
)
_NAMED = re.compile(
    rf"(?<!\w){_WORD}{_BETWEEN}\s(?:no\.?\s?|nos\.?\s?|№\s?|n[º°]\s?)?(?P<number>{_NUMBER})", re.IGNORECASE
)
_FRONT = re.compile(
    r"(?<!\w)(?:U\.?N\.?G\.?A\.?|U\.?N\.?S\.?C\.?|G\.?A\.?|S\.?C\.?|(?:U\.?N\.? |United Nations )?"
    r"(?:General Assembly|Assembly|Security Council))\s\Z"
)
# Who adopted it, after the number: "resolución 2334 (2016) del Consejo de Seguridad".
_BEHIND = re.compile(
    r"\s(?:of the\s|del\s|do\s)?(?:Security Council|Consejo de Seguridad"
    r"|Conselho de Segurança|Совета Безопасности)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"(?<![\w/])(?:[AS]/(?:RES|Res|DEC)/(?:ES-|S-)?\d{1,4}(?:/\d{1,4}| ?\([\dIVXLES-]{1,7}\))?"
    rf"(?:[A-F](?!\w)|{_PART})|(?:ES|S)-\d{{1,2}}/\d{{1,2}})(?!\w)"
)
_BARE = re.compile(rf"(?<!\w)(?P<front>UNGA|UNSC|UNSCR|GA|UNGAR) (?P<number>{_NUMBER})(?![\w/])")
_CUED = re.compile(
    r"(?<!\w)(?:vot(?:es?|ed|ing)|abst(?:ain|ained|aining|entions?)|adopt(?:ed|ion|ing)|oppos(?:ed|ing)|"
    r"against|favou?r|tabled|sponsor(?:ed|ing))(?:\s(?:on|of|in|for|against|to))?\s"
    r"(?P<number>\d{2,3}/\d{1,3})(?![\w/%]|\s(?:votes|seats|members|countries|states))",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:,?\s(?:and|as well as|y|e|et|и)\s|[,;]\s)(?:no\.?\s?|№\s?)?(?P<number>{_NUMBER})", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_COUNCIL = re.compile(
    r"security council|u\.?n\.?s\.?c|\bs\.?c\b|consejo de seguridad|conselho de segurança"
    r"|совета безопасности|совбеза|\bСБ\b",
    re.IGNORECASE,
)
_REACH = 40  # characters before a number in which the body is looked for


def resolutions(text: str, start: int, end: int) -> tuple[ResolutionMention, ...]:
    """The resolutions named in ``text[start:end]`` whose symbol can be told, in order of place.

    A number of the Security Council without its year, or of no body ("resolution 1973"), is none.
    """
    if _DIGIT.search(text, start, end) is None:
        return ()
    found: list[ResolutionMention] = []
    held = Taken(start, end)
    for first, last, front, number in _places(text, start, end):
        symbol = _symbol(front, number)
        if symbol is None or not held.free(first, last):
            continue
        held.add(first, last)
        found.append(ResolutionMention(first, last, text[first:last], symbol, body_of(symbol)))
    return tuple(sorted(found, key=lambda m: m.start))


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Each place that may name one: first character, end, the body before it, its number."""
    for match in _NAMED.finditer(text, start, end):
        body = _FRONT.search(text, max(start, match.start() - _REACH), match.start())
        front = body[0] if body else match[0][:5] if match[0][:2].upper() == "UN" else match["between"] or ""
        behind = _BEHIND.match(text, match.end(), end)
        front = behind[0] if behind else front
        yield (body or match).start(), match.end(), front, match["number"]
        yield from _following(text, match.end(), end, front)
    for match in _SYMBOL.finditer(text, start, end):
        yield match.start(), match.end(), "", match[0]
    for match in _BARE.finditer(text, start, end):
        yield match.start(), match.end(), match["front"], match["number"]
        yield from _following(text, match.end(), end, match["front"])
    for match in _CUED.finditer(text, start, end):
        yield match.start("number"), match.end("number"), "", match["number"]


def _following(text: str, place: int, end: int, front: str) -> Iterator[tuple[int, int, str, str]]:
    """Further numbers of an enumeration: "resolutions 68/262, 71/205 and 72/190"."""
    while (match := _MORE.match(text, place, end)) is not None:
        yield match.start("number"), match.end("number"), front, match["number"]
        place = match.end()


def _symbol(front: str, number: str) -> str | None:
    if not any(sign in number for sign in "/("):
        return None
    if _COUNCIL.search(front) and "/RES/" not in number.upper():
        return normal_symbol(f"S/RES/{number}")
    return normal_symbol(number)
