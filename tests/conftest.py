"""Fixtures for everybody: the cast, real Valkey, real PostgreSQL, a whole server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from livesell.accounts.models import User
from livesell.operate import valkey as embedded
from tests.attacks.rows import ROWS
from tests.support import auditor, people, postgresql, turns
from tests.support.seeds import Seed
from tests.support.server import Server
from tests.support.shop import come as come, running as running, shop as shop

TESTS = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}
CAST, EMPTY_ROOM, ROOM = Seed[dict[str, User]](), Seed[turns.Room](), Seed[turns.Room]()
PROCESS_FIXTURES = {"start_server", "running", "stage", "browser", "valkey", "postgres"}
"""What starts processes of its own: a server, a browser, a database."""
EVERY_CASE = {"ledger", "races", "faults", "machines", "scenarios"}
"""Folders in which databases may differ from case to case: turns, locks, constraints, what is read from many tables.
Elsewhere a test says so by the mark `every_case`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/scenarios --write-scenarios` keeps what the server does today as what the scenarios say."""
    parser.addoption("--write-scenarios", action="store_true", help="write tests/scenarios/*.json anew")


def pytest_configure(config: pytest.Config) -> None:
    """Each row of the attacks is a marker: `pytest -m A30`."""
    for row, one in ROWS.items():
        config.addinivalue_line("markers", f"{row}: {one.says}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for the database by a fixture is marked like what asks by a mark: both run on both databases.

    What tries an attack is marked with its row. On PostgreSQL, of a test with many cases the first stands for all.
    """
    for item in items:
        for row in _rows_of(item):
            item.add_marker(row)
            item.add_marker(pytest.mark.attack(row))
        names = set(getattr(item, "fixturenames", ()))
        if names & DATABASE_FIXTURES and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        if names & PROCESS_FIXTURES:
            item.add_marker(pytest.mark.served)
    if connection.vendor == "postgresql":
        spared = [item for item, first in zip(items, _first_of_its_test(items), strict=True) if not first]
        config.hook.pytest_deselected(items=spared)
        items[:] = [item for item in items if item not in set(spared)]


def _first_of_its_test(items: list[pytest.Item]) -> Iterator[bool]:
    """Whether it is no other case of a test that was there already. Where the database itself answers, each counts."""
    seen: set[str] = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        yield (
            test not in seen or item.get_closest_marker("every_case") is not None or _asks_the_database(item)
        )
        seen.add(test)


def _asks_the_database(item: pytest.Item) -> bool:
    return item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).parts[0] in EVERY_CASE


def _rows_of(item: pytest.Item) -> set[str]:
    """By its own mark, or because a row names it or its file."""
    file = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
    names = {file, f"{file}::{item.name.partition('[')[0]}"}
    own = {mark.args[0] for mark in item.iter_markers("attack")}
    return own | {row for row, one in ROWS.items() if names & set(one.tests)}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the tests. Before it goes, every other connection to it ends.

    An asynchronous view that is asked without a server has an event loop of its own, and that a gateway of its own: its
    threads keep their connections after both.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """The url of a real Valkey, the one that the settings of the tests name."""
    yield embedded.ensure(settings.DATA)
    embedded.stop(settings.DATA)


@pytest.fixture(scope="session")
def postgres() -> postgresql.PostgreSQL:
    """A real PostgreSQL shared by all tests; `postgres.fresh()` is the url of a new database."""
    return postgresql.shared()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Somebody with an account: `make_user("Ben")`."""

    def make(name: str, **more: bool) -> User:
        return User.objects.create_user(f"{name.lower()}@example.org", name, people.PASSWORD, **more)

    return make


def _cast_member(name: str) -> Callable[..., User]:
    @pytest.fixture(name=name.lower())
    def member(make_user: Callable[..., User]) -> User:
        return make_user(name)

    return member


hana, sam, ben, bea, mona, otto = map(_cast_member, people.CAST)


@pytest.fixture
def users(make_user: Callable[..., User]) -> dict[str, User]:
    """The cast, by their names in small letters."""
    return CAST.plant(lambda: {name.lower(): make_user(name) for name in people.CAST})


@pytest.fixture
def empty_room(users: dict[str, User]) -> Iterator[turns.Room]:
    """A room that Hana has just opened; the others are buyers. Afterwards everything in it is counted again."""
    room = EMPTY_ROOM.plant(lambda: turns.open_room("hana", users))
    yield room
    auditor.check(room)


@pytest.fixture
def room(users: dict[str, User]) -> Iterator[turns.Room]:
    """The same room, where Sam sells and Mona moderates."""
    room = ROOM.plant(lambda: turns.with_roles(turns.open_room("hana", users)))
    yield room
    auditor.check(room)


@pytest.fixture
def start_server(request: pytest.FixtureRequest) -> Iterator[Callable[..., Server]]:
    """Starts servers and stops what is left of them: `start_server(database="postgresql", workers=3, DEBUG="1")`."""
    started: list[Server] = []

    def start(*, database: str = "sqlite", workers: int = 1, **env: str) -> Server:
        url = request.getfixturevalue("postgres").migrated() if database == "postgresql" else ""
        server = Server(database_url=env.pop("DATABASE_URL", url), workers=workers, **env)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        if server.process is not None and server.process.poll() is None:
            server.kill()


@pytest.fixture
def server(request: pytest.FixtureRequest, start_server: Callable[..., Server]) -> Server:
    """A running server; `@pytest.mark.parametrize("server", [{"database": "postgresql", "workers": 3}], indirect=True)`
    for another than SQLite with one worker."""
    return start_server(**getattr(request, "param", {}))
