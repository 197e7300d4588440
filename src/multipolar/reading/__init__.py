"""What does the page say? Files, sentences, and the actors, dates, numbers and resolutions in them."""

from multipolar.reading.files import from_text, load
from multipolar.reading.model import (
    ActorMention,
    DateMention,
    Document,
    Hedge,
    NumberMention,
    Reading,
    ResolutionMention,
    Sentence,
    Token,
)
from multipolar.reading.page import read

__all__ = [
    "ActorMention", "DateMention", "Document", "Hedge", "NumberMention", "Reading", "ResolutionMention",
    "Sentence", "Token", "from_text", "load", "read",
]  # fmt: skip
