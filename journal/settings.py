"""Django settings. Everything that differs between installations is an environment variable.

LEVATOR_DATA     folder of the diary and the secret key (default: data/ beside this project)
DATABASE_URL     another database, for example postgres://… (default: SQLite in LEVATOR_DATA)
ALLOWED_HOSTS    host names the site answers to, with commas (default: this machine only)
LEVATOR_HTTPS    1 behind a TLS proxy: secure cookies, HSTS, redirect to https
CSRF_TRUSTED_ORIGINS  more origins that forms may come from, with commas, for example https://journal.example.org:8443
                 if a proxy on that port does not pass the port on (default: https:// and each of ALLOWED_HOSTS)
TRUSTED_PROXIES  number of proxies whose X-Forwarded-For is trusted (default: 0)
SIGN_UP          open, invite (manage.py invite prints a link for one person) or off (default: open)
OFFLINE          off to take back what browsers put aside for use without a connection (default: on)
DEMO             off to make no demo accounts for visitors (default: on)
PATTERN_FLAGS    off to disable the rules that count patterns and keep those about signs (default: on)
PUSH_CONTACT     mailto:… or https://… of who runs this site, for push services: switches on reminders
                 (default: none, so nothing is sent)
SNOMED           on to write SNOMED CT codes into FHIR files; needs a licence (default: off)
DEBUG            1 for development only
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.log import CallbackFilter

from journal.environment import Environment
from journal.keys import installation_key
from journal.redaction import is_server_error
from tracker.core.reference.limits import (
    ASKED_AGAIN_AFTER_S,
    MAX_DIFFERENCES_BYTES,
    MAX_SESSION_IDLE,
    MAX_UPLOAD_BYTES,
)

env = Environment()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("LEVATOR_DATA", BASE_DIR / "data")

DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("LEVATOR_HTTPS", False)
SECRET_KEY = env.str("SECRET_KEY", "") or installation_key(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
CSRF_TRUSTED_ORIGINS += env.origins("CSRF_TRUSTED_ORIGINS")

SIGN_UP = env.one_of("SIGN_UP", ("open", "invite", "off"))
DEMO = env.bool("DEMO", True)
OFFLINE = env.bool("OFFLINE", True)
PATTERN_FLAGS = env.bool("PATTERN_FLAGS", True)
PUSH_CONTACT = env.contact("PUSH_CONTACT")
SNOMED = env.bool("SNOMED", False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "tracker",
]

MIDDLEWARE = [
    "journal.health.middleware",
    "tracker.middleware.shared_link_isolation",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tracker.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "journal.disk_space.middleware",
    "django.middleware.gzip.GZipMiddleware",
    "tracker.api.middleware.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "journal.sessions.OwnerMiddleware",
    "tracker.middleware.bounded_log_ins",
    "tracker.pages.body_limit.middleware",
    "journal.accounts.KeepUnsentForms",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.middleware.page_for_wrong_method",
    "tracker.pages.too_many.TooManyMiddleware",
    "tracker.pages.replay.middleware",
]

ROOT_URLCONF = "journal.urls"
WSGI_APPLICATION = "journal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tracker.templatetags.form_token"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.pages.context.running_episodes",
            ],
        },
    },
]

# SQLite: with WAL, readers and the writer do not block one another. IMMEDIATE takes the write lock at once, because
# an upgrade from a read lock fails without waiting. FULL syncs each commit to the disk before it is confirmed.
# secure_delete overwrites deleted content; it is on by default in Debian's SQLite only.
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'levator.sqlite3'}")}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            "PRAGMA journal_size_limit=27103364;"
        ),
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # One more than the threads of a process, so that none waits; each connection is a process of PostgreSQL.
    DATABASES["default"]["OPTIONS"] |= {"pool": {"min_size": 1, "max_size": 5, "timeout": 20}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes and machines, so that rate limits count across them. It holds no diary content.
CACHES = {"default": {"BACKEND": "journal.json_cache.JsonCache"}}

# Accounts: a user name and a password, nothing else.
AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["journal.hashers.SerialArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "tracker.forms.LoginForm",
    "signup": "tracker.forms.SignupForm",
    "change_password": "tracker.forms.ChangePasswordForm",
    "reauthenticate": "tracker.forms.second_step.PasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "tracker:today"
ACCOUNT_ADAPTER = "journal.accounts.Adapter"
ACCOUNT_PRESERVE_USERNAME_CASING = False
# The adapter throttles wrong passwords per account and source. A limit per IP address alone would lock out everybody
# behind that address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    # Codes and passkeys after the password: the adapter replaces the only other use of this limit.
    "login_failed": "10/h/key",
    "change_password": "20/h/user",
}
# A person is not asked again for their password or passkey within this time.
ACCOUNT_REAUTHENTICATION_TIMEOUT = ASKED_AGAIN_AFTER_S
ALLAUTH_TRUSTED_PROXY_COUNT = env.count("TRUSTED_PROXIES", 0)
# Passkeys, authenticator app and recovery codes.
MFA_ADAPTER = "journal.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Levator"
MFA_RATE_LIMITS = {"webauthn_login": "60/10m/ip"}
MFA_FORMS = {
    "add_webauthn": "tracker.forms.second_step.AddPasskeyForm",
    "edit_webauthn": "tracker.forms.second_step.NameForm",
    "activate_totp": "tracker.forms.second_step.AddAppForm",
    "authenticate": "tracker.forms.second_step.CodeForm",
    "reauthenticate": "tracker.forms.second_step.CodeAgainForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tracker:today"

# Sessions end 30 days after the last visit, 180 days after the login (tracker.middleware), and on logout.
SESSION_ENGINE = "journal.sessions"
SESSION_COOKIE_AGE = int(MAX_SESSION_IDLE.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-levator" if HTTPS else "levator"
DEVICE_COOKIE_NAME = "__Host-levator-device" if HTTPS else "levator-device"
OPENINGS_COOKIE_NAME = "__Host-levator-openings" if HTTPS else "levator-openings"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-levator-csrf" if HTTPS else "levator-csrf"
CSRF_FAILURE_VIEW = "tracker.views.csrf_failure"
MESSAGE_STORAGE = "journal.messages.MessageStorage"
MESSAGE_COOKIE_NAME = "__Host-levator-said" if HTTPS else "levator-said"

# Push services whose addresses are taken from browsers; a dot at the start means all names below. Chromium, Firefox,
# Safari, Edge. Only tests may send to addresses that are not public.
PUSH_HOSTS = ["fcm.googleapis.com", ".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"]
PUSH_TO_PRIVATE_ADDRESSES = False

# Security headers.
WHITENOISE_ALLOW_ALL_ORIGINS = False
SECURE_SSL_REDIRECT = HTTPS
# A token has travelled in the open before a redirect: tracker/api/middleware.py refuses instead.
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# W021 recommends the HSTS preload list, which commits a whole domain permanently: its owner has to decide that.
# The others recommend HSTS, the redirect and secure cookies, which LEVATOR_HTTPS turns on.
SILENCED_SYSTEM_CHECKS = [f"security.W{n}" for n in (["021"] if HTTPS else ["004", "008", "012", "016"])]

# The server uses UTC; views convert to the person's time zone.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "static_collected"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "tracker.forms.renderer.FastFormRenderer"

# Nothing that a person typed is logged, only the kind and place of an error. The address of a shared link contains
# its secret, so the formatter redacts it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"redacting": {"()": "journal.redaction.RedactingFormatter"}},
    "filters": {"server_errors": {"()": CallbackFilter, "callback": is_server_error}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "redacting", "filters": ["server_errors"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would write a second time, without redaction.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "levator.auth": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
# A body is read only after tracker/pages/body_limit.py has allowed its length, and into memory.
# Long work is done by `manage.py run_jobs`, which the server starts (tracker/pages/jobs.py). Off in tests.
JOBS_IN_CHILD_PROCESSES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_DIFFERENCES_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
