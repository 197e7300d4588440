"""A brief as PDF: the page as a browser at hand prints it, without network and in a folder of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from multipolar.basics.errors import MultipolarError
from multipolar.briefs.brief_page import render
from multipolar.briefs.parts import Brief

_BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
_SECONDS = 60


def pdf(brief: Brief) -> bytes:
    """The page printed.

    Raises:
        MultipolarError: No such browser is installed, or it did not print.
    """
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise MultipolarError(
            "A PDF is printed by Chromium, Chrome or Edge, and none is installed. Write the page with --html "
            "and print it from any browser, or use --docx."
        )
    with tempfile.TemporaryDirectory(prefix="multipolar-") as folder:
        source, target = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        source.write_text(render(brief), encoding="utf-8")
        _print(browser, source, target)
        return target.read_bytes()


def _print(browser: str, source: Path, target: Path) -> None:
    words = [
        browser, "--headless", "--disable-gpu", "--no-sandbox", "--disable-extensions", "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
        f"--user-data-dir={source.parent / 'profile'}", f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    try:
        done = subprocess.run(words, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MultipolarError(f"{browser} did not print the page: {type(error).__name__}.") from None
    if not target.is_file():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise MultipolarError(f"{browser} did not print the page: {said[-1] if said else 'it said nothing'}.")
