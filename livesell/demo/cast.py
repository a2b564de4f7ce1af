"""Who plays: a host, two sellers, a moderator, eight buyers, and one who advertises and is tidied away."""

from dataclasses import dataclass, replace

from livesell.client.https import Https

ROOM = "Hana's attic"
ABOUT = (
    "A demonstration: the people here are simulated, the items are drawn, and nothing is really sold. "
    "Everything else is real. Sign up, say hello, claim something: a hold lasts one minute."
)
PARTIES = ("Friday finds", "From the top shelf", "Autumn clear-out", "Warm and handmade", "Tea at Hana's")


@dataclass(frozen=True)
class Temper:
    """How a buyer is: chances at each look. `slow`: milliseconds before she makes up her mind about a new item."""

    eager: float
    chatty: float
    fickle: float
    slow: int = 1_500


@dataclass(frozen=True)
class Character:
    """One of the cast."""

    name: str
    part: str
    temper: Temper | None = None

    @property
    def first(self) -> str:
        """What the others call her."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Player:
    """A character with an account, signed in as an app is."""

    character: Character
    id: str
    token: str

    def at(self, server: Https) -> Https:
        """The server, asked as her."""
        return replace(server, token=self.token, user=self.id)


CAST = (
    Character("Hana Kovar", "host"),
    Character("Sam Oduya", "seller"),
    Character("Ines Duarte", "seller"),
    Character("Mona Feld", "moderator"),
    Character("Ben Sato", "buyer", Temper(eager=0.26, chatty=0.05, fickle=0.012, slow=800)),
    Character("Bea Lindqvist", "buyer", Temper(eager=0.16, chatty=0.09, fickle=0.02)),
    Character("Jonas Weiss", "buyer", Temper(eager=0.10, chatty=0.06, fickle=0.05, slow=4_000)),
    Character("Noor Haddad", "buyer", Temper(eager=0.20, chatty=0.05, fickle=0.01)),
    Character("Tilda Moreau", "buyer", Temper(eager=0.07, chatty=0.12, fickle=0.02, slow=5_000)),
    Character("Pavel Novak", "buyer", Temper(eager=0.14, chatty=0.03, fickle=0.03)),
    Character("Aiko Brandt", "buyer", Temper(eager=0.18, chatty=0.07, fickle=0.015, slow=1_000)),
    Character("Leo Castell", "buyer", Temper(eager=0.12, chatty=0.08, fickle=0.06, slow=3_000)),
    Character("Rocco Rabatt", "advertiser"),
)
SELLERS = tuple(one for one in CAST if one.part == "seller")
