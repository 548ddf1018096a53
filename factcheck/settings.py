"""The site's settings: one file, read from the environment, loudly.

`.env.example` says what each variable means; a variable that starts with
FACTCHECK_ and is not read here is refused, so that a misspelt one is noticed.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env
from marshmallow.validate import OneOf, Range

from factcheck import api, cors, database, languages, logs
from factcheck.secret_key import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)
for _name in [name for name, value in os.environ.items() if not value]:
    if _name.startswith("FACTCHECK_") or _name in {"DATABASE_URL", "EMAIL_URL"}:
        del os.environ[_name]  # left empty is not given

# --- where we are ---------------------------------------------------------------------------

PROFILE = env.str("FACTCHECK_PROFILE", "local", validate=OneOf(["local", "production"]))
PRODUCTION = PROFILE == "production"
VAR = BASE_DIR / env.str("FACTCHECK_VAR", "var")
BASE_URL = env.str("FACTCHECK_URL", "").rstrip("/")
SITE_ADDRESS = BASE_URL or "http://127.0.0.1:8000"  # where links in mails lead
TRUSTED_PROXIES = env.int("FACTCHECK_TRUSTED_PROXIES", 0, validate=Range(min=0, max=10))
DEBUG = False

if PRODUCTION and urlsplit(BASE_URL).scheme != "https":
    raise ImproperlyConfigured(
        "In production, FACTCHECK_URL must be the public address of this site, with https."
    )
ALLOWED_HOSTS = (
    [urlsplit(BASE_URL).hostname or ""] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
SECRET_KEY = secret_key(
    given=env.str("FACTCHECK_SECRET_KEY", ""),
    file=env.str("FACTCHECK_SECRET_KEY_FILE", ""),
    made_in=None if PRODUCTION else VAR,
)

# --- what it is made of ---------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "factcheck.apps.StaticFiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_linear_migrations",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "rest_framework",
    "factcheck",
    "annotations",
]
AUTH_USER_MODEL = "annotations.User"
MIDDLEWARE = [
    "factcheck.middleware.RequestId",
    "factcheck.cors.Origins",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "factcheck.middleware.ErrorPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "annotations.web.reader.Reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "annotations.web.errors.Refusals",
]
ROOT_URLCONF = "factcheck.urls"
ASGI_APPLICATION = "factcheck.asgi.application"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotations.web.context.desk",
            ]
        },
    }
]

# --- the database ---------------------------------------------------------------------------

# Without DATABASE_URL the engine starts a PostgreSQL of its own below VAR when something connects.
DATABASES = {
    "default": database.configured(
        env.dj_db_url("DATABASE_URL", "postgresql://factcheck@/factcheck"),
        embedded_below=None if "DATABASE_URL" in os.environ else VAR,
    )
}

# What must be remembered for minutes, by all processes: which codes were used, who asked for mail.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "annotations_cache",
    }
}

# --- language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = languages.offered(BASE_DIR / "locale")
FORMAT_MODULE_PATH = "factcheck.formats"
DATE_FORMAT, TIME_FORMAT = "j F Y", "H:i"  # where a language has no format of its own
DATETIME_FORMAT, SHORT_DATETIME_FORMAT = "j F Y, H:i", "Y-m-d H:i"
SHORT_DATE_FORMAT = "Y-m-d"
TIME_ZONE = "UTC"

# --- safety ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
# Django's defaults stand: X-Frame-Options DENY, nosniff, opener and referrer policy same-origin,
# cookies that are Lax, and the session's out of reach of scripts.
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
COOKIE_PREFIX = "__Host-" if PRODUCTION else "factcheck-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "factcheck.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 21_000  # the preview has a checkbox for each of 20,000 blocks

# --- people ---------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "annotations.web.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Factcheck: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# What newsrooms/limiter.py counts in the database, allauth need not count in its cache.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reauthenticate": None,
    "signup": None,
}
ACCOUNT_FORMS = {
    "login": "annotations.web.account_forms.LoginForm",
    "reauthenticate": "annotations.web.account_forms.PasswordAgainForm",
    "change_password": "annotations.web.account_forms.ChangePasswordForm",
    "set_password": "annotations.web.account_forms.SetPasswordForm",
    "reset_password": "annotations.web.account_forms.ResetPasswordForm",
    "reset_password_from_key": "annotations.web.account_forms.ResetPasswordKeyForm",
}
MFA_ADAPTER = "annotations.web.adapter.CodeAdapter"
MFA_FORMS = {
    "authenticate": "annotations.web.account_forms.CodeForm",
    "reauthenticate": "annotations.web.account_forms.CodeAgainForm",
    "activate_totp": "annotations.web.account_forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Factcheck"

# --- the API --------------------------------------------------------------------------------

REST_FRAMEWORK = api.REST_FRAMEWORK
SPECTACULAR_SETTINGS = api.DESCRIPTION
API_RATES = api.rates(
    known=env.int("FACTCHECK_API_RATE", 600, validate=Range(min=0)),
    anonymous=env.int("FACTCHECK_API_RATE_ANONYMOUS", 60, validate=Range(min=0)),
)
API_ORIGINS = cors.origins(env.list("FACTCHECK_API_ORIGINS", []))

# --- files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_FILES = "django.core.files.storage.FileSystemStorage"
_UNHASHED = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": _FILES, "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "factcheck.static.HashedFiles" if PRODUCTION else _UNHASHED},
}

EXPORTS_ROOT = VAR / "exports"  # prepared files, which only our own views hand out

# --- mail -----------------------------------------------------------------------------------

_mail = env.dj_email_url("EMAIL_URL", "smtp://localhost" if PRODUCTION else "console://")
if "EMAIL_BACKEND" not in _mail:
    raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, submission:// or console://.")
globals().update(_mail)  # EMAIL_HOST, EMAIL_PORT and so on
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FACTCHECK_MAIL_FROM", "factcheck@localhost")

# --- logs -----------------------------------------------------------------------------------

LOG_LEVEL = env.str(
    "FACTCHECK_LOG_LEVEL", "INFO", validate=OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])
)
LOG_FORMAT = env.str(
    "FACTCHECK_LOG_FORMAT", "json" if PRODUCTION else "text", validate=OneOf(["json", "text"])
)
LOGGING = logs.configure(level=LOG_LEVEL, as_json=LOG_FORMAT == "json")
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # its X-Forwarded-For is anybody's: RequestId logs ours
DJANGO_STRUCTLOG_USER_ID_FIELD = ""  # or every public page would ask for its session's user
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10

# --------------------------------------------------------------------------------------------

_unknown = {name for name in os.environ if name.startswith("FACTCHECK_")} - set(env.dump())
if _unknown:
    raise ImproperlyConfigured(
        f"There is no setting named {', '.join(sorted(_unknown))}: see .env.example."
    )
