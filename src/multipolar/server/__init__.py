"""The second door: the same verbs over HTTP on the loopback address."""
