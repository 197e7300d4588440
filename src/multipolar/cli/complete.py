"""What the shell may offer for a word: sources, tables and actors, found without opening the record."""

from importlib import resources


def sources(incomplete: str) -> list[str]:
    """Names of described sources that begin so."""
    home = resources.files("multipolar.record.sources")
    names = (entry.name for entry in home.iterdir() if entry.joinpath("source.yml").is_file())
    return sorted(name for name in names if name.startswith(incomplete))


def tables(incomplete: str) -> list[str]:
    """Names of canonical tables that begin so."""
    from multipolar.record.schema import TABLES

    return [name for name in TABLES if name.startswith(incomplete)]


def organisations(incomplete: str) -> list[str]:
    """Abbreviations of organisations that begin so."""
    from multipolar.actors.memberships import memberships

    names = {spell.organisation for spell in memberships()}
    return sorted(name for name in names if name.startswith(incomplete.upper()))


def actors(incomplete: str) -> list[str]:
    """Ids of actors that begin so; after a comma, the next one."""
    from multipolar.actors import registry

    before, comma, last = incomplete.rpartition(",")
    found = (actor for actor in registry.registry() if actor.startswith(last.upper()))
    return sorted(f"{before}{comma}{actor}" for actor in found)
