"""The letters that stand for mentions in a masked sentence, and how phrasings write them."""

# Letters of a script that no source in these languages uses; letters, so that word boundaries hold.
STATE, ORGANISATION, REGION, NUMBER, DATE, RESOLUTION = "\u1401\u1403\u1405\u140a\u144a\u1455"
WRITTEN = {
    "<S>": STATE, "<O>": ORGANISATION, "<R>": REGION, "<N>": NUMBER, "<D>": DATE, "<X>": RESOLUTION,
}  # fmt: skip
SIGNS = frozenset(WRITTEN.values())
