"""What each figure of the explorer means: the entries of ``definitions.yml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry.

    Attributes:
        id: Its anchor.
        title: What is defined.
        text: What it means.
        formula: How it is computed; empty for none.
        source: Whose definition it is; empty for our own.
        command: A command that shows it; empty for none.
    """

    id: str
    title: str
    text: str
    formula: str = ""
    source: str = ""
    command: str = ""


@cache
def definitions() -> tuple[tuple[str, tuple[Definition, ...]], ...]:
    """All entries by heading, in the order of the file."""
    import yaml

    text = files("multipolar.server").joinpath("definitions.yml").read_text(encoding="utf-8")
    return tuple(
        (group, tuple(Definition(**entry) for entry in held)) for group, held in yaml.safe_load(text).items()
    )
