"""For the eye: reports, charts and pages for a person."""
