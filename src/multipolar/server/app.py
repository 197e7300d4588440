"""The application: its pages, its API, and what stands around every answer."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig

from multipolar import __version__
from multipolar.basics.errors import MultipolarError
from multipolar.record import Record
from multipolar.server import api, failures, pages
from multipolar.server.audits import Audits
from multipolar.server.bounded import Bounded
from multipolar.server.held import Held
from multipolar.server.kept import Kept
from multipolar.server.safety import Guard
from multipolar.server.tables.ballots import votes_of
from multipolar.server.tables.trade import traders

_THREADS = 8
_PATIENCE = 10.0
# The framework can export traces where the environment says so; nothing leaves this machine.
_SILENT: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
_ABOUT = (
    "The verbs of the command line over HTTP, with the same names. Every answer carries its sources; "
    "nothing can be changed by a question."
)


def create(record: Record) -> FastAPI:
    """The application over a record.

    Args:
        record: Opened for reading; closed when the application ends.
    """
    app = FastAPI(
        title="multipolar", version=__version__, description=_ABOUT, lifespan=_life,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", redirect_slashes=False,
        telemetry=_SILENT,
    )  # fmt: skip
    app.state.held = Held(record)
    app.state.audits = Audits(record.path, record.as_of)
    failures.add(app)
    app.mount("/static", StaticFiles(directory=str(_static())), name="static")
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    app.add_middleware(Kept)
    app.add_middleware(Bounded)
    app.add_middleware(Guard)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    from anyio.to_thread import current_default_thread_limiter

    current_default_thread_limiter().total_tokens = _THREADS
    warming = threading.Thread(target=_warmed, args=(app.state.held.record,), daemon=True)
    warming.start()
    yield
    warming.join(_PATIENCE)
    app.state.audits.close()
    app.state.held.record.close()


def _warmed(record: Record) -> None:
    """Read what most pages ask for while the first reader still looks at the first page."""
    with suppress(MultipolarError):
        votes_of(record, "", "")
    with suppress(MultipolarError):
        traders(record)


def _static() -> Path:
    return Path(str(files("multipolar.server").joinpath("static")))
