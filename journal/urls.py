"""Root URL configuration: the account pages and the app."""

from django.urls import include, path

from tracker.urls import account_urls

urlpatterns = [
    path("account/", include(account_urls)),
    path("", include("tracker.urls")),
]

handler404 = "tracker.views.not_found"
handler500 = "tracker.views.server_error"
