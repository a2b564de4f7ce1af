"""What a log line never holds, whatever failed."""

from io import StringIO
from types import TracebackType

import pytest

from livesell.accounts.models import User
from livesell.operate.logs import _traceback, without_secrets

ROW = (
    'IntegrityError: new row for relation "rooms_bid" violates check constraint\n'
    "DETAIL:  Failing row contains (01m8, 95023, 4711 Xanadu Alley\n\nKubla (back door).\n, f).\n"
)
CAUSE = "\n\nThe above exception was the direct cause of the following exception:\n\nTraceback"


@pytest.mark.parametrize("text", [ROW, ROW + CAUSE + ROW])
def test_a_row_that_the_database_quotes_is_cut(text: str) -> None:
    line = without_secrets(None, "", {"exception": text})["exception"]

    assert line.startswith("IntegrityError: new row")
    assert [secret for secret in ("95023", "Xanadu", "Kubla") if secret in line] == []
    assert ("The above exception" in line) is (CAUSE in text)


@pytest.mark.django_db
def test_so_it_is_in_a_traceback_on_the_console() -> None:
    """On PostgreSQL; SQLite quotes no row."""
    User.objects.create_user("otto@example.org", "Otto")
    try:
        User.objects.create_user("otto@example.org", "Otti")
    except Exception as error:
        told = printed(type(error), error, error.__traceback__)

    assert "Error" in told
    assert "otto@example.org" not in told


def printed(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> str:
    out = StringIO()
    _traceback(out, (kind, error, at))
    return out.getvalue()
