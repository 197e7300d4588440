"""What a release is called: the date or version in its files' names, and a digest of their bytes."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.](\d{1,2})[-_.](\d{1,2})|(\d\d)(\d\d))(?!\d)")
_STAMP = re.compile(r"[Vv]((?:19|20)\d\d)(\d\d)(?!\d)")
_VERSIONS = (
    re.compile(r"version(\d+(?:\.\d+)+)"),
    re.compile(r"(?:^|(?<!\d)[-_ ])[Vv]?(\d{1,2}(?:[._]\d{1,3})+)(?!\d)"),
    re.compile(r"[-_ ][Vv](\d{1,2})(?=[-_.])"),
)


def release_name(files: Mapping[str, Path], digests: Mapping[str, str]) -> str:
    """The name of the release that some files make.

    The rule: a day in a file's name (``2026_02_06_ga_voting.csv``: ``2026-02-06``), else a month stamp
    (``BACI_HS92_V202601.zip``: ``2026-01``), else a version (``version4.1_csv.zip``: ``v4.1``); then a
    dash and eight hex digits of the SHA-256 over all files' digests. Files without any of these are
    named by the digest alone. The same bytes thus have the same name wherever and whenever they are
    read, and other bytes never have it.

    Args:
        files: Paths by the names of the description, in its order.
        digests: SHA-256 of each, by the same names.
    """
    together = "\n".join(f"{name} {digests[name]}" for name in sorted(files))
    digest = hashlib.sha256(together.encode()).hexdigest()[:8]
    stamps = (stamp for path in files.values() if (stamp := stamp_of(path.name)))
    stamp = next(stamps, None)
    return f"{stamp}-{digest}" if stamp else digest


def stamp_of(name: str) -> str | None:
    """The date or version in one file's name, in the form a release's name has it."""
    for match in _DAY.finditer(name):
        month, day = (match[2], match[3]) if match[2] else (match[4], match[5])
        try:
            return date(int(match[1]), int(month), int(day)).isoformat()
        except ValueError:
            continue
    month_stamp = _STAMP.search(name)
    if month_stamp and 1 <= int(month_stamp[2]) <= 12:
        return f"{month_stamp[1]}-{month_stamp[2]}"
    version = next((found for pattern in _VERSIONS if (found := pattern.search(name))), None)
    return "v" + version[1].replace("_", ".") if version else None
