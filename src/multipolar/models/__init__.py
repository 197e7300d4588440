"""What explains it: arrays in, frozen results out, no files and no record."""
