"""Every address: the app's own, and the account pages under theirs."""

from django.urls import include, path

urlpatterns = [
    path("", include("tracker.urls")),
]

handler404 = "tracker.views.not_found"
handler500 = "tracker.views.server_error"
