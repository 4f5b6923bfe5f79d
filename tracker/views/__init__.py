"""Views: one short function per page."""

from tracker.views.errors import csrf_failure, not_found, server_error

__all__ = ["csrf_failure", "not_found", "server_error"]
