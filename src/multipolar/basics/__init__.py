"""What every floor needs and none owns: errors, partial dates, folded text."""
