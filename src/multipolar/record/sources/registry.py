"""Which sources are shipped, what their descriptions say, and where their readers are."""

import difflib
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from multipolar.basics.errors import AskedWronglyError, SourceError, reason
from multipolar.record.sources.base import Reader, SourceSpec

_FOLDER = Path(__file__).parent
_STARTER = _FOLDER.parent / "starter"
Model = TypeVar("Model", bound=BaseModel)


@cache
def folders() -> dict[str, Path]:
    """The folder of each shipped source by its name, which is the folder's own."""
    found = {path.parent.name: path.parent for path in sorted(_FOLDER.glob("*/source.yml"))}
    if (_STARTER / "source.yml").is_file():
        found["starter"] = _STARTER
    return found


def names() -> tuple[str, ...]:
    """Names of the sources that can be pulled, in alphabetical order."""
    return tuple(sorted(name for name in folders() if name != "starter"))


@cache
def spec(name: str) -> SourceSpec:
    """The description of a shipped source.

    Raises:
        AskedWronglyError: No source has that name.
        SourceError: Its source.yml is not well formed.
    """
    if name not in folders():
        near = difflib.get_close_matches(name, folders(), 3, 0.4)
        raise AskedWronglyError(
            f"No source is called {name!r}", "List them with `multipolar record sources`", near
        )
    found = parse(folders()[name] / "source.yml", name)
    if found.name != name:
        raise SourceError(name, f"source.yml calls itself {found.name!r}", "Give it its folder's name")
    return found


def parse(path: Path, source: str) -> SourceSpec:
    """Read a source's description from its YAML file; see `validated`."""
    return validated(path, source, SourceSpec)


def validated(path: Path, source: str, model: type[Model]) -> Model:
    """Read a YAML file into a model.

    Raises:
        SourceError: Not YAML, or a field is missing, unknown or of the wrong type; the field is named.
    """
    import yaml

    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_safe_loader())  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        line = reason(error) if isinstance(error, OSError) else " ".join(str(error).split())
        raise SourceError(source, f"{path.name} cannot be read: {line}") from None
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "(the file)"
        raise SourceError(source, f"{path.name}, field {field}: {first['msg']}") from None


def _safe_loader() -> type[Any]:
    """The safe loader in C, seven times faster; the one in Python where it was not built."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def reader(name: str) -> Reader:
    """The ``read`` function of a shipped source, imported on first use."""
    module = import_module(f"multipolar.record.sources.{spec(name).name}.read")
    found: Reader = module.read
    return found


def reader_digest(name: str) -> str:
    """A digest of the code that reads a source: a changed reader may read the same files differently.

    Empty for a source that is not shipped.
    """
    if name not in folders():
        return ""
    code = sorted(folders()[name].glob("*.py"))
    return sha256(b"\0".join(path.read_bytes() for path in code)).hexdigest()
