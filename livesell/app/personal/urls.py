"""The addresses of the pages about one's own data."""

from django.urls import path

from livesell.app.personal import pages

app_name = "personal"

urlpatterns = [
    path("my-data/", pages.data, name="data"),
    path("my-data/file/", pages.file, name="file"),
    path("my-data/erase/", pages.erase, name="erase"),
]
