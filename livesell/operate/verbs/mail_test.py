"""`livesell mail-test ADDRESS`: a mail as the server sends them, so that its operator sees that they arrive."""

import argparse
import sys

from livesell.operate import setup

HELP = "send a mail to an address, as a trial"


def add_to(parser: argparse.ArgumentParser) -> None:
    """To whom, and in which language."""
    parser.add_argument("address", help="who gets it")
    parser.add_argument("--language", default="", help="in which language: en or de")


def run(options: argparse.Namespace) -> int:
    """Send it, and say whether a mail server took it; 1 where none did."""
    setup.ready(patient=True)
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import translation

    from livesell.operate.mails import NAME
    from livesell.operate.refusal import CannotStart
    from livesell.outbound import mailing

    try:
        validate_email(options.address)
    except ValidationError:
        raise CannotStart(f"{options.address} is no mail address.") from None
    with translation.override(options.language or settings.LANGUAGE_CODE):
        sent = mailing.send(mailing.sample(options.address))
    if not sent:
        sys.stdout.write("The mail was not sent: look at EMAIL_URL, and at the log for why.\n")
        return 1
    kept = settings.EMAIL_BACKEND.endswith("FileBackend")
    where = f"EMAIL_URL is not set: it is in {settings.DATA / NAME}." if kept else "The mail server took it."
    sys.stdout.write(f"{where}\n")
    return 0
