"""Django's settings, read from the environment. Without any, an embedded server on this machine.

DATABASE_URL, REDIS_URL, EMAIL_URL, SECRET_KEY, ALLOWED_HOSTS and DEBUG mean what they mean elsewhere; our own begin
with LIVESELL_. A file `.env` in the data folder is read too.
"""

import logging
import os
from pathlib import Path

import environ
from redis.backoff import NoBackoff
from redis.retry import Retry

from livesell.access import buckets, origins
from livesell.operate import database_url, datafolder, listening, logs, valkey

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent
DATA = datafolder.ensure(Path(env("LIVESELL_DATA", default=str(datafolder.default()))).expanduser().resolve())
environ.Env.read_env(DATA / ".env")

# --- who we are on the net ----------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
LIVESELL_HOST: str = env("LIVESELL_HOST", default="127.0.0.1")
LIVESELL_PORT: int = env.int("LIVESELL_PORT", default=8000)
# Exact origins (scheme, host, port) that may open a socket or post a form.
LIVESELL_ORIGINS: tuple[str, ...] = tuple(
    env.list(
        "LIVESELL_ORIGINS",
        default=list(origins.default_origins(LIVESELL_HOST, LIVESELL_PORT, listening.near_address())),
    )
)
# One origin by https is a public one: an http one beside it, of this machine perhaps, takes nothing from its safety.
PUBLIC_HTTPS = any(origin.startswith("https://") for origin in LIVESELL_ORIGINS)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[*origins.LOOPBACK, *origins.host_names(LIVESELL_ORIGINS)])
CSRF_TRUSTED_ORIGINS = list(LIVESELL_ORIGINS)
SECRET_KEY: str = env("SECRET_KEY", default="") or datafolder.secret_key(DATA)
LIVESELL_TRUSTED_PROXIES: list[str] = env.list("LIVESELL_TRUSTED_PROXIES", default=[])
# Who may read /metrics from elsewhere than this machine.
LIVESELL_METRICS_TOKEN: str = env("LIVESELL_METRICS_TOKEN", default="")
# Compress everything that sockets are sent, not the snapshots alone: less traffic for more processor. One compressed
# frame serves all who agree to it.
LIVESELL_DEFLATE: bool = env.bool("LIVESELL_DEFLATE", default=False)
# Commands a turn may hold; 1 is the baseline that the benchmark compares with.
LIVESELL_TURN_BATCH: int = env.int("LIVESELL_TURN_BATCH", default=256)
# Requests, and handshakes of sockets, of one address: raise it where more people than a hall full share one.
LIVESELL_ADDRESS_RATE: str = env("LIVESELL_ADDRESS_RATE", default=buckets.ADDRESS_RATE)
LIVESELL_ROOM_CREATION: str = env("LIVESELL_ROOM_CREATION", default="everyone")

# --- what is inside -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # First, for it takes over runserver. `livesell serve` has no use for it, and starts half a second sooner without.
    *([] if env.bool("LIVESELL_SERVE", default=False) else ["daphne"]),
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "csp",
    "django_structlog",
    "django_vite",
    "ninja",
    "livesell.operate",
    "livesell.accounts",
    "livesell.ledger",
    "livesell.tickets",
    "livesell.outbound",
    "rooms",
    "chat",
]

MIDDLEWARE = [
    "livesell.operate.unkept.UnkeptMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "livesell.operate.admin_policy.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "livesell.accounts.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "livesell.operate.bounds.JsonMiddleware",
]

FEATURES = "livesell.app.features.FEATURES"
MAY_READ = "livesell.app.outbox.may_read"
ROOT_URLCONF = "livesell.urls"
ASGI_APPLICATION = "livesell.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- the database: one, and it is the truth -----------------------------------------------------------------
DATABASES = {
    "default": database_url.configure(
        env("DATABASE_URL", default=""),
        data=DATA,
        pool=env.int("LIVESELL_DB_POOL", default=16),  # a process; the gateway's threads keep up to 8 of them
        limit_ms=env.int("LIVESELL_STATEMENT_TIMEOUT_MS", default=3000),
        # No, where PgBouncer or another pooler by transaction that keeps no prepared statements stands before it.
        prepared=env.bool("LIVESELL_DB_PREPARED", default=True),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- copies of it, and noticing that it was put back --------------------------------------------------------
# A folder for a backup a day, made after this hour (UTC), of which the newest so many are kept.
LIVESELL_BACKUP_FOLDER: str = env("LIVESELL_BACKUP_FOLDER", default="")
LIVESELL_BACKUP_HOUR: int = env.int("LIVESELL_BACKUP_HOUR", default=3)
LIVESELL_BACKUP_KEEP: int = env.int("LIVESELL_BACKUP_KEEP", default=7)
# A folder outside the data folder, best on another disk; without it, `.<name of the data folder>.fence` beside it.
LIVESELL_FENCE: str = env("LIVESELL_FENCE", default="")

# --- words, which can be forgotten --------------------------------------------------------------------------
# Days after which the words of a removed message are erased; until then they are kept for an appeal.
LIVESELL_REMOVED_TEXT_DAYS: int = env.int("LIVESELL_REMOVED_TEXT_DAYS", default=30)
# Days after which the words of every message are erased; unset, they are kept.
LIVESELL_TEXT_DAYS: int | None = env("LIVESELL_TEXT_DAYS", cast=int, default=None)

# Days after which acts of moderation that are over, their appeals, and what staff noted of people are deleted; unset,
# they are kept. Never before sixty: an act may be appealed for thirty.
LIVESELL_MODERATION_DAYS: int | None = env("LIVESELL_MODERATION_DAYS", cast=int, default=None)

# Days for which a command's id keeps its answer: asked again after that, it is a command like any other.
LIVESELL_ANSWER_DAYS: int = env.int("LIVESELL_ANSWER_DAYS", default=30)

# --- Redis: hints, presence and counters, never the truth ---------------------------------------------------
LIVESELL_EMBEDDED_REDIS = not env("REDIS_URL", default="")
REDIS_URL: str = env("REDIS_URL", default="") or valkey.url(DATA)
# A Redis that hangs may cost two seconds, not a request.
_patience = {"socket_timeout": 2, "socket_connect_timeout": 1}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # Signed and sealed with our key: a message put into Redis by somebody else is refused.
        "CONFIG": {
            "hosts": [{"address": REDIS_URL, **_patience}],
            "prefix": "livesell",
            "symmetric_encryption_keys": [f"channel-layer:{SECRET_KEY}"],
        },
    }
}
CACHES = {
    "default": {
        "BACKEND": "livesell.operate.cache.SharedCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "livesell:cache",
        "OPTIONS": {**_patience, "retry": Retry(NoBackoff(), 0)},
    }
}

# --- people -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "livesell.accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "livesell.accounts.forms.NameForm"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Without a mail server a confirmation would only reach a file of the operator's.
ACCOUNT_EMAIL_VERIFICATION: str = env(
    "LIVESELL_EMAIL_VERIFICATION", default="optional" if env("EMAIL_URL", default="") else "none"
)
# A session alone changes no address: whoever found it open would have the resets sent to herself.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# By address a whole school comes in; by account alone a stranger could keep her out. See `accounts/adapter`.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "login_failed_known": "10/5m/key",
    "login_failed_anywhere": "100/h/key",
    "reset_password": "20/m/ip",
    "reset_mail": "3/10m/key",
    "signup": "60/m/ip",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
HEADLESS_CLIENTS = ("app",)
HEADLESS_SERVE_SPECIFICATION = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_ENGINE = "livesell.accounts.session_store"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_HTTPS
EMAIL_BACKEND = "livesell.operate.mails.FileBackend"
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL: str = env("LIVESELL_FROM_EMAIL", default="livesell@localhost")

# Where who was banned from the whole server may appeal; she reads it where she signs in.
LIVESELL_APPEAL_ADDRESS: str = env("LIVESELL_APPEAL_ADDRESS", default="")

# --- telling people whose page is closed --------------------------------------------------------------------
# The key by which push services know this server: its own, in the data folder. Several machines need to share one.
LIVESELL_VAPID_KEY: str = env("LIVESELL_VAPID_KEY", default="").replace("\\n", "\n") or datafolder.vapid_key(
    DATA
)
# Hosts of push services besides those of the known browsers.
LIVESELL_PUSH_SERVICES: list[str] = env.list("LIVESELL_PUSH_SERVICES", default=[])
# For tests alone: endpoints on this machine, without TLS.
LIVESELL_PUSH_LOOPBACK: bool = env.bool("LIVESELL_PUSH_LOOPBACK", default=False)

# --- money --------------------------------------------------------------------------------------------------
# Without a key, orders are paid outside and marked paid by their seller. The key needs the extra `livesell[stripe]`.
LIVESELL_STRIPE_KEY: str = env("LIVESELL_STRIPE_KEY", default="")
LIVESELL_STRIPE_WEBHOOK_SECRET: str = env("LIVESELL_STRIPE_WEBHOOK_SECRET", default="")
LIVESELL_STRIPE_API: str = env("LIVESELL_STRIPE_API", default="")  # another address of its API, for tests

# --- headers ------------------------------------------------------------------------------------------------
VITE_DEV = DEBUG and env.bool("LIVESELL_VITE_DEV", default=False)
_vite = ["http://localhost:5173", "ws://localhost:5173"] if VITE_DEV else []
_inline = ["'unsafe-inline'"] if VITE_DEV else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'", *_vite],
        "connect-src": ["'self'", *origins.socket_sources(LIVESELL_ORIGINS), *_vite],
        "style-src": ["'self'", *_vite, *_inline],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
UNFOLD = {"SITE_TITLE": "livesell", "SITE_HEADER": "livesell"}
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PUBLIC_HTTPS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^readyz$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("LIVESELL_HSTS_SUBDOMAINS", default=False)
# Both speak for the owner's whole domain, which is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- files --------------------------------------------------------------------------------------------------
STATIC_URL = (
    "/static/"  # served from where they are installed, by `edge.static_files`: there is no collectstatic step
)
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
DJANGO_VITE = {
    "default": {
        "dev_mode": VITE_DEV,
        "static_url_prefix": "dist",
        "manifest_path": BASE_DIR / "static" / "dist" / "manifest.json",
    }
}

# --- words and clocks ---------------------------------------------------------------------------------------
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("ar", "العربيّة")]
# For whoever says nothing of languages.
LANGUAGE_CODE: str = env("LIVESELL_LANGUAGE", default="en")
# Our own texts, and what we say otherwise than the catalogues of Django and allauth do.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_of_packages"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PUBLIC_HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- logs ---------------------------------------------------------------------------------------------------
LIVESELL_LOG_JSON: bool = env.bool("LIVESELL_LOG_JSON", default=False)
LIVESELL_LOG: str = env("LIVESELL_LOG", default="INFO")
LOGGING = logs.configure(as_json=LIVESELL_LOG_JSON, level=LIVESELL_LOG)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
# Binding the user would read the session on every request, and it replaces request.user, blinding allauth's app API.
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = DJANGO_STRUCTLOG_STATUS_2XX_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
os.environ.setdefault("PROMETHEUS_DISABLE_CREATED_SERIES", "true")
