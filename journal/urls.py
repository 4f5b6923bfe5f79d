"""Every address: the account pages under theirs, and the app's own."""

from django.urls import include, path

from tracker.urls import account_urls

urlpatterns = [
    path("account/", include(account_urls)),
    path("", include("tracker.urls")),
]

handler404 = "tracker.views.not_found"
handler500 = "tracker.views.server_error"
