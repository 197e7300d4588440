"""The pages of the explorer: one module a sort of page, each with a router."""

from multipolar.server.pages import (
    about,
    actors,
    agreements,
    audit,
    home,
    map,
    organisations,
    pairs,
    poles,
    resolutions,
    search,
    sources,
    whatif,
)

ROUTERS = (
    home.router, search.router, actors.router, organisations.router, resolutions.router, agreements.router,
    pairs.router, map.router, poles.router, whatif.router, audit.router, sources.router, about.router,
)  # fmt: skip
"""In the order in which addresses are tried; another sort of page adds its router here."""
