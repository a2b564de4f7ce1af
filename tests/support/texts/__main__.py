"""`python -m tests.support.texts`: write what is asked for into the catalogues; `--check`: tell what is wrong."""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")


def main() -> int:
    """The number of faults found, as far as a process can tell it."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.texts", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is wrong")
    only_look = parser.parse_args().check
    django.setup()
    from tests.support.texts import bare, catalogue  # after Django is up

    asked = catalogue.template()
    if not only_look:
        for language in catalogue.languages():
            catalogue.update(language, asked)
    faults = [f"bare string: {one}" for one in bare.everywhere()]
    for language in catalogue.languages():
        faults += [f"{language}: {one}" for one in catalogue.wrong(language, asked)]
    for one in faults:
        sys.stderr.write(f"{one}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
