"""The embedded record: facts gathered one by one, each with its source, so that everything works offline."""

from pathlib import Path

SOURCE = "starter"
RELEASE = "2026.11"
TABLE_FOLDER = Path(__file__).parent / "tables"
