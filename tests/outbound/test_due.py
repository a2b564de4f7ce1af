"""What is due is found by an index in its order, whatever waits besides: a crowd's page costs what a page costs."""

import pytest
from django.db import connection

from livesell.accounts.models import User
from livesell.outbound import rows
from livesell.outbound.models import Delivery, Notification
from tests.support.turns import NOON

pytestmark = pytest.mark.django_db
WAITING = 3_000


@pytest.fixture
def waiting(users: dict[str, User]) -> list[int]:
    """A crowd that is due now, one urgent row at its end, and as many that wait for a digest."""
    own = Notification.objects.create(user=users["ben"], kind="show_starts", offset=1, made_at=NOON, at=NOON)
    made = [
        Delivery(
            notification=own,
            user=users["ben"],
            channel="mail",
            target=f"mail:{number}",
            urgent=number == 2 * WAITING - 1,
            not_before=NOON + (10**9 if number < WAITING else 0),
        )
        for number in range(2 * WAITING)
    ]
    return [one.pk for one in Delivery.objects.bulk_create(made, batch_size=500)]


def test_urgent_ones_come_first_then_those_due_longest(waiting: list[int]) -> None:
    assert rows.due(NOON, 3) == [waiting[-1], *waiting[WAITING : WAITING + 2]]
    assert rows.due(NOON - 1, 3) == []
    Delivery.objects.filter(pk=waiting[-1]).update(state="sent")
    assert len(rows.due(NOON, 5_000)) == WAITING - 1


def test_a_page_is_read_from_an_index_and_nothing_is_sorted(waiting: list[int]) -> None:
    del waiting
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE outbound_delivery")
        cursor.execute(f"{explained()} {rows.DUE}", [False, NOON, NOON, NOON, NOON, 100])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert "outbound_delivery_due" in plan
    assert "SORT" not in plan.upper()
    assert "TEMP B-TREE" not in plan.upper()


def test_the_notifications_to_decide_are_read_in_order_too(users: dict[str, User]) -> None:
    Notification.objects.bulk_create(
        Notification(
            user=users["ben"],
            kind="show_starts",
            offset=number,
            made_at=NOON,
            at=NOON + number,
            urgent=number % 9 == 0,
        )
        for number in range(WAITING)
    )
    page = Notification.objects.filter(state="waiting", at__lte=NOON + 10**6)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE outbound_notification")
    plan = page.order_by("-urgent", "at", "pk")[:200].explain()

    assert "outbound_notification_due" in plan
    assert "SORT" not in plan.upper()
    assert "TEMP B-TREE" not in plan.upper()


def explained() -> str:
    return "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
