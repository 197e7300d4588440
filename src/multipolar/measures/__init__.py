"""What it amounts to: record in, figures out, each with the rows behind it."""
