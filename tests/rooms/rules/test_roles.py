"""Who outranks whom."""

import itertools

import pytest

from rooms.rules.roles import HOSTS, MODERATORS, RANKS, SELLERS, STAFF, Standing, may_grant, outranks

ROLES = ("buyer", "seller", "moderator", "host", "owner")
PAIRS = list(itertools.product(ROLES, ROLES))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_may_act_on_those_below_only(one: str, other: str) -> None:
    above = ROLES.index(one) > ROLES.index(other)

    assert outranks(Standing("one", one), Standing("other", other)) is above


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_of_two_at_most_one_may_act_on_the_other(one: str, other: str) -> None:
    first, second = Standing("one", one), Standing("other", other)

    assert not (outranks(first, second) and outranks(second, first))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_acts_on_herself(role: str) -> None:
    assert not outranks(Standing("one", "owner"), Standing("one", role))


@pytest.mark.parametrize(
    ("giver", "receiver", "role", "may"),
    [
        ("owner", "buyer", "host", True),
        ("owner", "host", "buyer", True),
        ("owner", "buyer", "owner", False),
        ("owner", "owner", "buyer", False),
        ("host", "buyer", "moderator", True),
        ("host", "moderator", "seller", True),
        ("host", "buyer", "host", False),
        ("host", "host", "buyer", False),
        ("host", "owner", "buyer", False),
        ("moderator", "buyer", "seller", False),
        ("seller", "buyer", "buyer", False),
        ("buyer", "buyer", "moderator", False),
    ],
)
def test_hosts_hand_out_roles_below_their_own(giver: str, receiver: str, role: str, may: bool) -> None:
    assert may_grant(Standing("one", giver), Standing("other", receiver), role) is may


def test_nobody_gives_a_role_to_herself() -> None:
    assert not may_grant(Standing("one", "host"), Standing("one", "host"), "buyer")


@pytest.mark.parametrize(
    ("banned", "until", "now", "shut_out"),
    [
        (False, None, 100, False),
        (False, 200, 100, False),
        (True, None, 100, True),
        (True, 200, 199, True),
        (True, 200, 200, False),
        (True, 200, 201, False),
    ],
)
def test_a_ban_is_for_good_or_until_its_moment(
    banned: bool, until: int | None, now: int, shut_out: bool
) -> None:
    assert Standing("ben", banned=banned, banned_until=until).is_banned(now) is shut_out


def test_who_has_no_row_is_a_buyer_and_no_member() -> None:
    assert Standing("ben") == Standing("ben", "buyer", banned=False, banned_until=None, member=False)


def test_every_circle_is_of_known_roles() -> None:
    assert set(RANKS) == set(ROLES)
    assert HOSTS < MODERATORS < STAFF
    assert HOSTS < SELLERS < STAFF
    assert "buyer" not in STAFF
