"""The embedded record: facts gathered one by one, each with its source, so that everything works offline."""

from pathlib import Path

from multipolar.record.starter.coverage import Scope, scope_of, scopes

SOURCE = "starter"
RELEASE = "2026.11"
TABLE_FOLDER = Path(__file__).parent / "tables"

__all__ = ["RELEASE", "SOURCE", "TABLE_FOLDER", "Scope", "scope_of", "scopes"]
