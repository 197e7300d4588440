"""What a sentence names: actors, dates, numbers and resolutions, one file each."""
