"""The second door: the same verbs as pages and as JSON, on the loopback address alone."""
