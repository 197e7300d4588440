"""Shared fixtures: the optional folder of published datasets."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Other work on the machine must not fail a property that holds.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
_HOME = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional folder that holds ``data/``, ``facts/`` and ``seeds/`` (see CONTRIBUTING.md)."""
    folder = Path(os.environ.get("MULTIPOLAR_SHARED", _HOME.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no published datasets at {folder}; set MULTIPOLAR_SHARED to use them")
    return folder
