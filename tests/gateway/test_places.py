"""How many sockets one user and one address may hold. (Attack A27.)"""

import pytest
from hypothesis import given, strategies as st

from livesell.gateway.connection_limits import PER_ADDRESS, PER_CROWD, PER_SITE, PER_USER, Places, networks_of
from livesell.gateway.sockets import HANDSHAKES, Sockets

BEN = "ben"


def test_the_sixth_socket_of_ben_takes_the_place_of_his_first() -> None:
    places = Places[int]()

    leaving = [places.sit(BEN, number) for number in range(7)]

    assert PER_USER == 5
    assert leaving == [None] * 5 + [0, 1]
    assert places.of(BEN) == [2, 3, 4, 5, 6]


def test_a_socket_that_closed_gives_its_place_back() -> None:
    places = Places[int]()
    for number in range(5):
        places.sit(BEN, number)

    places.rise(BEN, 3)

    assert places.sit(BEN, 5) is None
    assert places.of(BEN) == [0, 1, 2, 4, 5]


def test_a_socket_that_was_replaced_may_rise_later() -> None:
    places = Places[int](per_user=1)
    places.sit(BEN, 1)
    places.sit(BEN, 2)

    places.rise(BEN, 1)

    assert places.of(BEN) == [2]


def test_bea_does_not_take_the_places_of_ben() -> None:
    places = Places[int](per_user=1)
    places.sit(BEN, 1)

    assert places.sit("bea", 2) is None


def test_the_fifty_first_socket_of_an_address_is_refused() -> None:
    places = Places[int]()

    assert all(places.arrive("203.0.113.7") for _ in range(PER_ADDRESS))

    assert PER_ADDRESS == 50
    assert not places.arrive("203.0.113.7")
    assert places.arrive("203.0.113.8")
    places.depart("203.0.113.7")
    assert places.arrive("203.0.113.7")


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
    places = Places[int]()

    assert all(places.arrive(f"2001:db8:1:{number % 20:x}::1") for number in range(PER_SITE))

    assert PER_SITE == 500
    assert not places.arrive("2001:db8:1:ffff::1")
    assert places.arrive("2001:db8:2:ffff::1")
    places.depart("2001:db8:1:0::1")
    assert places.arrive("2001:db8:1:ffff::1")


@given(
    st.lists(
        st.tuples(st.sampled_from(["203.0.113.7", "2001:db8::1", "2001:db8:0:1::1"]), st.booleans()),
        max_size=60,
    )
)
def test_nothing_is_kept_of_those_who_left(comings: list[tuple[str, bool]]) -> None:
    places = Places[int](per_user=2)
    here: list[str] = []
    for address, comes in comings:
        if comes and places.arrive(address):
            here.append(address)
        elif not comes and address in here:
            here.remove(address)
            places.depart(address)
    for address in here:
        places.depart(address)
    assert not places._by_address


def test_fifty_guests_of_an_address_shut_out_nobody_who_is_signed_in() -> None:
    """A class, an office, a village behind one address."""
    places = Places[int]()
    for _ in range(PER_ADDRESS):
        assert places.arrive("203.0.113.7", "guest")

    assert not places.arrive("203.0.113.7", "guest")
    assert places.arrive("203.0.113.7")
    assert all(places.arrive("203.0.113.7", "person") for _ in range(PER_CROWD))
    assert not places.arrive("203.0.113.7", "person")


async def test_who_shakes_hands_without_end_is_told_to_wait() -> None:
    """However soon each of her connections ends again."""
    sockets = Sockets(None)  # type: ignore[arg-type]  # nothing is asked of a database here
    for _ in range(HANDSHAKES.burst):
        assert sockets.arrive("203.0.113.7")
        sockets.places.depart("203.0.113.7")

    assert not sockets.arrive("203.0.113.7")
    assert sockets.arrive("203.0.113.8")
