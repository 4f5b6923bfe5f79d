"""The app's name."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """One app, because the borders that matter run across the flow, not between nouns."""

    name = "tracker"
    default_auto_field = "django.db.models.BigAutoField"
