"""The app's addresses."""
app_name = "tracker"
urlpatterns = []
