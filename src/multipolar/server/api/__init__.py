"""The API: the questions of the command line over HTTP, under the same names."""

from multipolar.server.api import actors, find, record, trade, votes

ROUTERS = (find.router, actors.router, votes.router, trade.router, record.router)
"""Another group of questions adds its router here."""
