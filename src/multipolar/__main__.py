"""``python -m multipolar`` does what ``multipolar`` does."""

import sys

from multipolar.cli import main

sys.exit(main())
