"""How many sockets one user and one address may hold. (Attack A27.)"""

import pytest
from hypothesis import given, strategies as st

from livesell.gateway.connection_limits import (
    PER_ADDRESS,
    PER_SITE,
    PER_USER,
    SIGNED_IN_PER_ADDRESS,
    ConnectionLimits,
    networks_of,
)
from livesell.gateway.sockets import Sockets

BEN = "ben"


def test_the_sixth_socket_of_ben_takes_the_place_of_his_first() -> None:
    limits = ConnectionLimits[int]()

    leaving = [limits.add(BEN, number) for number in range(7)]

    assert PER_USER == 5
    assert leaving == [None] * 5 + [0, 1]
    assert limits.of(BEN) == [2, 3, 4, 5, 6]


def test_a_socket_that_closed_gives_its_place_back() -> None:
    limits = ConnectionLimits[int]()
    for number in range(5):
        limits.add(BEN, number)

    limits.remove(BEN, 3)

    assert limits.add(BEN, 5) is None
    assert limits.of(BEN) == [0, 1, 2, 4, 5]


def test_a_socket_that_was_replaced_may_rise_later() -> None:
    limits = ConnectionLimits[int](per_user=1)
    limits.add(BEN, 1)
    limits.add(BEN, 2)

    limits.remove(BEN, 1)

    assert limits.of(BEN) == [2]


def test_bea_does_not_take_the_places_of_ben() -> None:
    limits = ConnectionLimits[int](per_user=1)
    limits.add(BEN, 1)

    assert limits.add("bea", 2) is None


def test_the_fifty_first_socket_of_an_address_is_refused() -> None:
    limits = ConnectionLimits[int]()

    assert all(limits.reserve("203.0.113.7") for _ in range(PER_ADDRESS))

    assert PER_ADDRESS == 50
    assert not limits.reserve("203.0.113.7")
    assert limits.reserve("203.0.113.8")
    limits.free("203.0.113.7")
    assert limits.reserve("203.0.113.7")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "", True),
        ("not an address", "another", False),
        ("fe80::1%eth0", "fe80::1%eth0", True),
    ],
)
def test_a_whole_64_of_ipv6_is_one_place(one: str, other: str, same: bool) -> None:
    assert (next(iter(networks_of(one))) == next(iter(networks_of(other)))) is same


def test_the_five_hundred_and_first_socket_of_a_48_is_refused() -> None:
    limits = ConnectionLimits[int]()

    assert all(limits.reserve(f"2001:db8:1:{number % 20:x}::1") for number in range(PER_SITE))

    assert PER_SITE == 500
    assert not limits.reserve("2001:db8:1:ffff::1")
    assert limits.reserve("2001:db8:2:ffff::1")
    limits.free("2001:db8:1:0::1")
    assert limits.reserve("2001:db8:1:ffff::1")


@given(
    st.lists(
        st.tuples(st.sampled_from(["203.0.113.7", "2001:db8::1", "2001:db8:0:1::1"]), st.booleans()),
        max_size=60,
    )
)
def test_nothing_is_kept_of_those_who_left(comings: list[tuple[str, bool]]) -> None:
    limits = ConnectionLimits[int](per_user=2)
    here: list[str] = []
    for address, comes in comings:
        if comes and limits.reserve(address):
            here.append(address)
        elif not comes and address in here:
            here.remove(address)
            limits.free(address)
    for address in here:
        limits.free(address)
    assert not limits._by_address


def test_fifty_guests_of_an_address_shut_out_nobody_who_is_signed_in() -> None:
    """A class, an office, a village behind one address."""
    limits = ConnectionLimits[int]()
    for _ in range(PER_ADDRESS):
        assert limits.reserve("203.0.113.7", "guest")

    assert not limits.reserve("203.0.113.7", "guest")
    assert limits.reserve("203.0.113.7")
    assert all(limits.reserve("203.0.113.7", "person") for _ in range(SIGNED_IN_PER_ADDRESS))
    assert not limits.reserve("203.0.113.7", "person")


async def test_who_shakes_hands_without_end_is_told_to_wait() -> None:
    """However soon each of her connections ends again."""
    sockets = Sockets(None, "40 in 600s")  # type: ignore[arg-type]  # nothing is asked of a database here
    for _ in range(40):
        assert sockets.reserve("203.0.113.7")
        sockets.limits.free("203.0.113.7")

    assert not sockets.reserve("203.0.113.7")
    assert sockets.reserve("203.0.113.8")
