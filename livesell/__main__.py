"""`python -m livesell` is `livesell`."""

import sys

from livesell.operate.cli import main

if __name__ == "__main__":
    sys.exit(main())
