"""How many sockets one user and one address may hold open in this process (attack A27). Pure.

Who is signed in is counted by herself: a class or an office is many people behind one address, and guests there, or
connections that have not said yet whose they are, do not shut them out.
"""

import ipaddress
from collections import defaultdict
from typing import Generic, Literal, TypeVar

PER_USER = 5
PER_ADDRESS = 50
"""Guests; and as many that have not said yet whose they are."""
SIGNED_IN_PER_ADDRESS = 1_000
"""People who are signed in."""
PER_SITE = 500
"""From one /48 of IPv6, which is what one customer of a provider may be given."""

Socket = TypeVar("Socket")
Who = Literal["unknown", "guest", "person"]


def networks_of(address: str) -> dict[str, int]:
    """What counts as one place, and how many it may hold: an IPv4 address, or the /64 and the /48 of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return {address: PER_ADDRESS}
    if ip.version == 4:
        return {address: PER_ADDRESS}
    of_bits = {64: PER_ADDRESS, 48: PER_SITE}
    return {
        str(ipaddress.ip_network(f"{address}/{bits}", strict=False)): most for bits, most in of_bits.items()
    }


class ConnectionLimits(Generic[Socket]):
    """Counts sockets. A user's sixth takes the place of her first; an address's fifty-first guest is refused."""

    def __init__(self, per_user: int = PER_USER) -> None:
        self._per_user = per_user
        self._by_user: dict[str, list[Socket]] = defaultdict(list)
        self._by_address: dict[tuple[Who, str], int] = defaultdict(int)

    def reserve(self, address: str, who: Who = "unknown") -> bool:
        """Whether there is a place for one more of that kind from this address; it is taken."""
        times = SIGNED_IN_PER_ADDRESS // PER_ADDRESS if who == "person" else 1
        networks = networks_of(address)
        if any(self._by_address.get((who, one), 0) >= times * most for one, most in networks.items()):
            return False
        for network in networks:
            self._by_address[who, network] += 1
        return True

    def free(self, address: str, who: Who = "unknown") -> None:
        """Give back a place that was taken."""
        for network in networks_of(address):
            self._by_address[who, network] -= 1
            if self._by_address[who, network] <= 0:
                del self._by_address[who, network]

    def add(self, user_id: str, socket: Socket) -> Socket | None:
        """The user opens a socket; the oldest one that has to go for it, if any."""
        sockets = self._by_user[user_id]
        sockets.append(socket)
        return sockets.pop(0) if len(sockets) > self._per_user else None

    def remove(self, user_id: str, socket: Socket) -> None:
        """The socket is gone."""
        sockets = self._by_user.get(user_id, [])
        if socket in sockets:
            sockets.remove(socket)
        if not sockets:
            self._by_user.pop(user_id, None)

    def of(self, user_id: str) -> list[Socket]:
        """The open sockets of a user, oldest first."""
        return list(self._by_user.get(user_id, ()))
