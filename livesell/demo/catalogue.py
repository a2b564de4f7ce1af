"""What is sold: thirteen things, each with a picture, a stock that runs short, and questions people ask about it."""

from dataclasses import dataclass

from livesell.demo.painting.scene import Palette

NAMELESS = ""


@dataclass(frozen=True)
class Ware:
    """A thing for sale. `kinds`: name and stock of each variant; `asked`: questions with the seller's answers."""

    title: str
    description: str
    price: int
    kinds: tuple[tuple[str, int], ...]
    thing: str
    palette: Palette
    pitch: str
    asked: tuple[tuple[str, str], ...]
    limit: int | None = None


WARES = (
    Ware(
        "Plum jam, 340 g",
        "Boiled in a copper pot with a little cinnamon. Two jars were left over.",
        650,
        ((NAMELESS, 2),),
        "jar",
        Palette("#cfe0d4", "#b98a5e", "#7b2648", "#c8434f"),
        "We begin with something sweet: plum jam from my aunt's garden. Only two jars.",
        (
            ("How long does the jam keep?", "A year unopened, about three breakfasts once opened."),
            ("Is there much sugar in the jam?", "Two parts fruit, one part sugar, and a stick of cinnamon."),
        ),
    ),
    Ware(
        "Striped wool scarf",
        "Two metres of soft wool, woven by hand, with fringes.",
        3900,
        (("red and cream", 2), ("grey and cream", 1), ("green and cream", 1)),
        "scarf",
        Palette("#e9d3c0", "#a8785a", "#b5433f", "#f2d9a2"),
        "Next, scarves: two metres each, warm as a stove.",
        (
            ("Does the scarf scratch?", "Not at all, it is the softest wool I could find."),
            ("Can I wash the scarf?", "By hand, lukewarm, and dry it lying down."),
        ),
        limit=1,
    ),
    Ware(
        "Glazed blue vase",
        "Thrown on the wheel, 28 cm tall. One of a kind. The flowers are not included.",
        5400,
        ((NAMELESS, 1),),
        "vase",
        Palette("#f2ddd0", "#c39a72", "#2c5f9e", "#f4a7b0"),
        "There is only one of this: the blue vase, my favourite of the season.",
        (
            ("Is the vase watertight?", "Yes, glazed inside and out."),
            ("How tall is the vase?", "Twenty-eight centimetres, tulips love it."),
        ),
    ),
    Ware(
        "Table lamp with a linen shade",
        "Turned base, warm light, a cloth cord of two metres.",
        7200,
        (("teal", 2), ("ochre", 1)),
        "lamp",
        Palette("#7f95a6", "#6d4a3a", "#2f7f7a", "#f0d9a4"),
        "For the long evenings: a lamp with a linen shade.",
        (
            ("Which bulb does the lamp take?", "The ordinary one, E27, and one is included."),
            ("How long is the cord of the lamp?", "Two metres, with a switch on it."),
        ),
    ),
    Ware(
        "Teapot for four",
        "Stoneware in saffron yellow with a dotted band. Pours without dripping, I promise.",
        4800,
        ((NAMELESS, 2),),
        "teapot",
        Palette("#dcd3ea", "#9a7458", "#d98a2b", "#fbe6b8"),
        "A teapot for four, or for one very thirsty person.",
        (
            ("Does the teapot drip?", "Not a drop. I tested it with far too much tea."),
            ("Is there a sieve in the teapot?", "A small one, fired in one piece with the spout."),
        ),
    ),
    Ware(
        "Linen cushion, block-printed",
        "45 by 45 cm with a filling of wool. Sprigs printed by hand.",
        2900,
        (("sage", 3), ("berry", 2)),
        "cushion",
        Palette("#cbdbe6", "#ad8464", "#e7d9bd", "#4d7a63"),
        "Cushions! Every sprig is printed by hand, so no two are alike.",
        (
            ("Is the filling of the cushion included?", "Yes, wool, and the cover comes off for washing."),
            ("How big is the cushion?", "Forty-five by forty-five."),
        ),
    ),
    Ware(
        "Five old travel books",
        "A stack from 1890 to 1931, bound in cloth. Sold together.",
        3600,
        ((NAMELESS, 1),),
        "books",
        Palette("#d9dfc4", "#8d6448", "#8c3b32", "#3f6f73"),
        "For the readers: five travel books that have travelled themselves.",
        (
            ("In which language are the books?", "Three in English, two in French."),
            ("Are all pages of the books there?", "All of them, and a pressed leaf on page 112."),
        ),
    ),
    Ware(
        "Three beeswax candles",
        "Poured by hand, twelve hours each. They smell of July.",
        1900,
        ((NAMELESS, 4),),
        "candles",
        Palette("#6e5a78", "#4c3540", "#e5b24e", "#b9c2c9"),
        "Candles of pure beeswax, a set of three.",
        (
            ("Do the candles smell?", "Of honey, a little. Of summer, mostly."),
            ("How long do the candles burn?", "Twelve hours each, if you keep them from the draught."),
        ),
        limit=2,
    ),
    Ware(
        "Pair of stoneware mugs",
        "One blue, one coral, 300 ml each. For the dishwasher too.",
        3200,
        ((NAMELESS, 3),),
        "mug",
        Palette("#f6e0b8", "#a5704c", "#3d7ea6", "#d8694f"),
        "Two mugs, one for you and one for whoever comes by.",
        (
            ("Can the mugs go into the dishwasher?", "They can, mine have done it for years."),
            ("How much do the mugs hold?", "Three hundred millilitres, a serious coffee."),
        ),
    ),
    Ware(
        "Fern in a clay pot",
        "Grown on my windowsill from a cutting. Likes shade and company.",
        2200,
        ((NAMELESS, 2),),
        "plant",
        Palette("#f3e6dc", "#bd8f68", "#c4693f", "#4f8a54"),
        "A living one now: a fern that survived me, so it will survive you.",
        (
            ("Does the fern need much light?", "Half shade, and water twice a week."),
            ("Is the pot of the fern included?", "Of course, it would look sad without."),
        ),
    ),
    Ware(
        "Framed print: morning at the lake",
        "Linocut in five colours, numbered, 40 by 40 cm.",
        5900,
        (("black frame", 2), ("oak frame", 1)),
        "print",
        Palette("#b9cfc7", "#96704f", "#3c2f2a", "#4f7f86"),
        "A linocut in five colours: the lake at six in the morning.",
        (
            ("Is the print signed?", "Signed and numbered, on the back as well."),
            ("Is there glass in front of the print?", "Real glass, and it travels well padded."),
        ),
    ),
    Ware(
        "Wide bowl in petrol blue",
        "32 cm across, a row of leaves around it. Lemons not included.",
        4400,
        ((NAMELESS, 2),),
        "bowl",
        Palette("#bcd9e8", "#b58860", "#2f6f8f", "#f2c230"),
        "The big bowl. It makes even three lemons look like a painting.",
        (
            ("Is the bowl good for salad?", "For salad, for fruit, for keys. The glaze is food-safe."),
            ("How wide is the bowl?", "Thirty-two centimetres across."),
        ),
    ),
    Ware(
        "Mantel clock",
        "Walnut, about 1930, runs eight days on one winding. It tells ten past ten best.",
        12900,
        ((NAMELESS, 1),),
        "clock",
        Palette("#e6c9b3", "#7d5640", "#7a4526", "#8c2f2f"),
        "A mantel clock from about 1930, cleaned and oiled.",
        (
            ("Does the clock strike?", "Every half hour, softly. One can switch it off."),
            ("Does the clock keep time?", "A minute a week, in its own favour."),
        ),
    ),
)
ANSWERS = {question: answer for ware in WARES for question, answer in ware.asked}
BY_TITLE = {ware.title: ware for ware in WARES}
