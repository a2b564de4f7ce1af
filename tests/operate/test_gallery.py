"""The page of components is there in development, and nowhere else."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_components_are_shown_in_development(client: Client, settings: Settings) -> None:
    settings.DEBUG = True

    answer = client.get("/_ui")

    assert answer.status_code == 200
    assert b"entries/ui" in answer.content or b"/ui-" in answer.content


def test_a_server_that_people_use_has_no_such_page(client: Client) -> None:
    assert client.get("/_ui").status_code == 404
