"""CSV files of items: what is read from them, and what is said about each mistake."""

import pytest
from hypothesis import given, strategies as st

from livesell.wire.ids import new_id
from rooms.frames.items import AddItem
from rooms.items.sheets import reading, table
from rooms.items.sheets.shopify import text_of
from rooms.items.sheets.table import guard
from rooms.rules.money import example

PARTY = new_id()
OURS = ",".join(reading.COLUMNS)
SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,"
    "Variant Inventory Qty,Variant Price,Image Src,Status"
)


def read(*lines: str, header: str = "Title,Price,Stock", currency: str = "EUR") -> reading.Sheet:
    return reading.read("\n".join((header, *lines)).encode(), PARTY, currency)


def said(sheet: reading.Sheet) -> list[tuple[int, str, str]]:
    return [tuple(remark) for remark in sheet.wrong]


def only(sheet: reading.Sheet) -> AddItem:
    assert sheet.wrong == []
    (item,) = sheet.items
    return item


# Our own columns


def test_three_columns_are_enough() -> None:
    sheet = read("Plum jam,5.00,12", '"Tea, green",3,0')

    assert [(one.title, one.price, one.variants[0].stock) for one in sheet.items] == [
        ("Plum jam", 500, 12),
        ("Tea, green", 300, 0),
    ]
    assert (sheet.rows, sheet.wrong, sheet.notes) == (2, [], [])


def test_rows_of_one_item_are_its_kinds() -> None:
    item = only(
        read(
            "a,A scarf,Wool.,4.20 paid,15,2,Size,S,Colour,red,,,3,180",
            "a,,,,,,,L,,blue,the big one,17.50,1",
            header=OURS,
        )
    )

    assert (item.title, item.description, item.note, item.price, item.per_buyer_limit, item.weight) == (
        "A scarf", "Wool.", "4.20 paid", 1500, 2, 180,
    )  # fmt: skip
    assert item.axes == ["Size", "Colour"]
    assert [(one.name, one.options, one.price, one.stock) for one in item.variants] == [
        ("", ["S", "red"], None, 3),
        ("the big one", ["L", "blue"], 1750, 1),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_may_come_from_any_spreadsheet(delimiter: str, end: str, mark: str) -> None:
    text = mark + end.join(
        delimiter.join(cells) for cells in (["TITLE ", "price", "Stock"], ["Jam", "5.5", "2"])
    )

    item = only(reading.read(text.encode(), PARTY, "EUR"))

    assert (item.title, item.price) == ("Jam", 550)


def test_a_column_nobody_knows_is_noted_and_does_no_harm() -> None:
    sheet = read("Jam,5,1,yes", header="Title,Price,Stock,Vegan")

    assert sheet.notes == [(1, "Vegan", "this column is not known and left out")]
    assert sheet.items


@pytest.mark.parametrize("hint", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_a_hint_for_spreadsheets_names_the_delimiter(hint: str) -> None:
    text = f"{hint}\r\nTitle;Price;Stock\r\nMug;12,50;3\r\nCup;1.200;3"

    sheet = reading.read(text.encode(), PARTY, "EUR")

    assert said(sheet) == [(4, "Price", "write the price as 12.50")]
    assert [one.price for one in sheet.items] == [1250]


def test_commas_in_a_quoted_column_are_no_delimiters() -> None:
    text = '"Title";"Price";"Stock";"Remarks, size, place,\nbox, shelf"\nMug;12,50;3;"a, b"'

    sheet = reading.read(text.encode(), PARTY, "EUR")

    assert only(sheet).price == 1250
    assert [note.column for note in sheet.notes] == ["Remarks, size, place, box, shelf"]


@pytest.mark.parametrize(
    "space", [" ", "\t", "\u00a0", "\u202f", "\u2007", "\u3000", "\ufeff", "\u200b", "\v"]
)
def test_white_space_of_every_kind_around_a_cell_is_nothing(space: str) -> None:
    row = ",".join(f'"{space}{cell}{space}"' for cell in ("Jam", "5.00", "3"))
    header = ",".join(f'"{space}{name}{space}"' for name in ("Title", "Price", "Stock"))

    item = only(read(row, header=header))

    assert (item.title, item.price, item.variants[0].stock) == ("Jam", 500, 3)


def test_white_space_inside_a_text_is_kept_as_such_as_can_be() -> None:
    item = only(
        read('"Wide\tmug","Width\t10 cm\vheight\f8\u00a0cm",5,1', header="Title,Description,Price,Stock")
    )

    assert (item.title, item.description) == ("Wide mug", "Width 10 cm\nheight 8\u00a0cm")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_says_by_its_mark_how_it_is_written(encoding: str, delimiter: str) -> None:
    rows = (("TITLE", "Price", "stock"), ("", "", ""), ("器 မြို့ จาน", "5", "2"), (" ", "", ""))
    text = "\r\n".join(delimiter.join(cells) for cells in rows)

    assert only(reading.read(text.encode(encoding), PARTY, "EUR")).title == "器 မြို့ จาน"


# Mistakes


@pytest.mark.parametrize(
    ("price", "currency"),
    [
        ('"1,200"', "EUR"), ('"1.200"', "EUR"), ('"1.200,50"', "EUR"), ('"1,200.50"', "EUR"), ("1'200", "EUR"),
        ("1 200", "EUR"), ("1\u00a0200", "EUR"), ("1\u202f200", "EUR"), ("€12", "EUR"),
        ("12 EUR", "EUR"), ("12.505", "EUR"), ('"12,000"', "JPY"), ("12.000", "JPY"), ("¥1200", "JPY"),
        ('"12,500"', "KWD"), ("12 500", "HUF"),
    ],
)  # fmt: skip
def test_a_price_that_could_be_another_is_refused_with_its_line(price: str, currency: str) -> None:
    sheet = read(f"Mug,{price},1", currency=currency)

    assert said(sheet) == [(2, "Price", f"write the price as {example(currency)}")]
    assert sheet.items == []


def test_a_line_of_totals_is_no_item() -> None:
    assert said(read("Jam,5,1", "Total,,1")) == [(3, "Price", "write the price as 12.50")]


def test_every_mistake_is_named_with_its_line_its_column_and_its_reason() -> None:
    sheet = read(
        "Jam,5,1",
        ",5,1",
        '"Two\nlines",five,1',
        "Tea,5,-1",
        "Mug,5,",
        "Cup,5,10001",
        f"{'x' * 81},12.505,1.5",
        "Pot,5,1,and more",
        "Pan,2000000,1",
    )

    assert said(sheet) == [
        (3, "Title", "a title has 1 to 80 characters"),
        (4, "Price", "write the price as 12.50"),
        (6, "Stock", "write a whole number"),
        (7, "Stock", "this is empty"),
        (8, "Stock", "this is a whole number from 0 to 10,000"),
        (9, "Price", "write the price as 12.50"),
        (9, "Stock", "write a whole number"),
        (10, "", "there are more cells than columns"),
        (11, "Price", "this is more than a price can be"),
    ]


@pytest.mark.parametrize(
    ("rows", "remark"),
    [
        (("a,Jam,,,5,,,,,,,,1", "a,Tea,,,5,,,,,,,,1"), (3, "Title", "line 2 says something else of the same item")),
        (("a,Jam,,,5,,,S,,,,,1",), (2, "Option1 Name", "what is this an option of? Name it")),
        (("a,Jam,,,5,,Size,,,,,,1",), (2, "Option1 Value", "this is empty")),
        (("a,Jam,,,5,,Size,S,,,,,1", "a,,,,,,,s,,,,,1"), (3, "Option1 Value", "two kinds have the same name")),
        (("a,Jam,,,5,,,,,,x,,1", "a,,,,,,,,,,X,,1"), (3, "Kind", "two kinds have the same name")),
        (("a,Jam,,,5,0,,,,,,,1",), (2, "Limit", "this is a whole number from 1 to 10,000")),
        (("a,Jam,,,5,two,,,,,,,1",), (2, "Limit", "write a whole number")),
        (("a,Jam,,,5,,,,,,,x,1",), (2, "Kind price", "write the price as 12.50")),
        ((f"a,Jam,,,5,,Size,{'x' * 41},,,,,1",), (2, "Option1 Value", "this has at most 40 characters")),
        ((f"a,Jam,,,5,,Size,S,C,{'x' * 41},,,1",), (2, "Option2 Value", "this has at most 40 characters")),
        ((f"a,Jam,,,5,,S,S,{'x' * 41},b,,,1",), (2, "Option2 Name", "this has at most 40 characters")),
        ((f"a,Jam,,,5,,,,,,{'x' * 41},,1",), (2, "Kind", "this has at most 40 characters")),
        ((f"a,Jam,{'x' * 2001},,5,,,,,,,,1",), (2, "Description", "a description has at most 2,000 characters")),
        ((f"a,Jam,,{'x' * 2001},5,,,,,,,,1",), (2, "Note", "a note has at most 2,000 characters")),
        (("a,J\x07m,,,5,,,,,,,,1",), (2, "Title", "this has characters that cannot be kept")),
        (tuple(f"a,Jam,,,5,,,,,,{n},,1" for n in range(101)), (2, "Item", "an item has at most 100 kinds")),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) and isinstance(value[0], int) else "",
)  # fmt: skip
def test_a_mistake_is_told_in_plain_words(rows: tuple[str, ...], remark: tuple[int, str, str]) -> None:
    assert said(read(*rows, header=OURS)) == [remark]


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        (b"", (1, "", "the file is empty")),
        (b"\n \n", (1, "", "the file is empty")),
        (b"Title,Price,Stock\n", (1, "", "there is no item in the file")),
        (b"Title,Price\nJam,5", (1, "Stock", "this column is missing")),
        (b"Title,Price,Stock,PRICE\n", (1, "price", "this column is there twice")),
        ("Title,Price,Stock\nJam,5,1\nTé,5,1".encode("latin-1"),
         (3, "", "the file is not in UTF-8: save it as “CSV UTF-8” and send it again")),
        ("Title,Price,Stock".encode("utf-16-le"),
         (1, "", "the file is not in UTF-8: save it as “CSV UTF-8” and send it again")),
        ("Title,Price,Stock\n".encode("utf-16") + b"x",
         (2, "", "the file is not in UTF-8: save it as “CSV UTF-8” and send it again")),
        (b",".join(b"c%d" % n for n in range(201)), (1, "", "a file has at most 200 columns")),
        (b"Title,Price,Stock\n" + b"," * 200, (2, "", "a file has at most 200 columns")),
        (b"sep=;\nTitle;Price\nJam;5", (2, "Stock", "this column is missing")),
        (b'Title,Price,Stock\nJam,5,1\n"Tea,5,1', (3, "", "this cannot be read as CSV: unexpected end of data")),
        (b"x" * (table.MAX_BYTES + 1), (1, "", "the file is larger than 1 MiB")),
        (b"Title,Price,Stock" + b"\nJam,5,1" * 1_001, (1_002, "", "a file has at most 1,000 rows")),
        (b"Title,Price,Stock\n" + b"x" * 200_000,
         (2, "", "this cannot be read as CSV: field larger than field limit (131072)")),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_a_reason(data: bytes, remark: tuple[int, str, str]) -> None:
    sheet = reading.read(data, PARTY, "EUR")

    assert said(sheet) == [remark]
    assert sheet.items == []


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_file_makes_it_fall_over(data: bytes) -> None:
    for header in (b"", b"Title,Price,Stock\n", SHOPIFY.encode() + b"\n"):
        sheet = reading.read(header + data, PARTY, "EUR")
        assert sheet.wrong or sheet.items


# Shopify


def test_a_shopify_export_becomes_items_with_kinds() -> None:
    sheet = read(
        'mug,Blue mug,"<p>Hand&shy;thrown &amp; old.</p><script>x()</script><ul><li>3 dl</li></ul>",Kiln,Title,Default Title,,,,,4,19.99,https://x/1.jpg,active',
        "mug,,,,,,,,,,,,https://x/2.jpg,",
        "tee,Tee,,Kiln,Size,S,Color,Red,,,3,15.00,,active",
        "tee,,,,,M,,Red,,,-2,17.00,,",
        header=SHOPIFY,
    )

    mug, tee = sheet.items
    assert sheet.wrong == []
    assert (mug.title, mug.description, mug.price, mug.axes) == (
        "Blue mug",
        "Handthrown & old.\n3 dl",
        1999,
        [],
    )
    assert [(one.name, one.options, one.price, one.stock) for one in mug.variants] == [("", [], None, 4)]
    assert (tee.price, tee.axes) == (1500, ["Size", "Color"])
    assert [(one.options, one.price, one.stock) for one in tee.variants] == [
        (["S", "Red"], None, 3),
        (["M", "Red"], 1700, 0),
    ]
    assert [tuple(note) for note in sheet.notes] == [
        (2, "Image Src", "pictures are left out: add photos afterwards"),
        (5, "Variant Inventory Qty", "-2 are taken as none"),
    ]


def test_mistakes_in_a_shopify_export_are_told_in_its_own_words() -> None:
    sheet = read(
        "mug,Blue mug,,Kiln,Title,Default Title,,,,,,19.99,,active",
        "tee,Tee,,Kiln,Size,S,Color,Red,Cut,Slim,3,free,,active",
        header=SHOPIFY,
    )

    assert said(sheet) == [
        (2, "Variant Inventory Qty", "this is empty"),
        (3, "Option3 Value", "an item has at most two options"),
        (3, "Variant Price", "write the price as 12.50"),
    ]


def test_an_export_of_several_locations_asks_for_the_stock_and_takes_it() -> None:
    data = b"Handle,Title,Variant Price,Option1 Name,Option1 Value\ntee,Tee,5,Size,S\ntee,,5,,M"

    asks, told = reading.read(data, PARTY, "EUR"), reading.read(data, PARTY, "EUR", stock=7)

    assert asks.asks_stock
    assert [(line, column) for line, column, _ in said(asks)] == [(1, "Variant Inventory Qty")]
    assert not told.asks_stock
    assert [kind.stock for kind in only(told).variants] == [7, 7]


TODAY = (
    "Title,URL handle,Description,Vendor,Status,Option1 name,Option1 value,Option2 name,Option2 value,Price,"
    "Inventory quantity,Weight value (grams),Product image URL,Image position"
)


def test_a_shopify_export_has_other_columns_today() -> None:
    sheet = read(
        "Linen apron,linen-apron,<p>Stone-washed.</p>,Loom,Active,Size,S,,,39.00,4,320,https://x/a.jpg,1",
        ",linen-apron,,,,,M,,,41.00,2,320,,",
        ",linen-apron,,,,,,,,,,,https://x/b.jpg,2",
        header=TODAY,
    )

    item = only(sheet)
    assert (item.title, item.description, item.price, item.weight) == (
        "Linen apron",
        "Stone-washed.",
        3900,
        320,
    )
    assert [(kind.options, kind.price, kind.stock) for kind in item.variants] == [
        (["S"], None, 4),
        (["M"], 4100, 2),
    ]
    assert [note.column for note in sheet.notes] == ["Product image URL"]


def test_a_mistake_in_an_export_of_today_is_told_in_its_words() -> None:
    wrong = read('Apron,apron,,,Active,,,,,"1,200",four,,,', header=TODAY)

    assert said(wrong) == [
        (2, "Price", "write the price as 12.50"),
        (2, "Inventory quantity", "write a whole number"),
    ]


def test_a_picture_row_that_was_filled_in_is_no_kind() -> None:
    sheet = read(
        "mug,Mug,,Kiln,Title,Default Title,,,,,4,19.99,https://x/1.jpg,active",
        "mug,Mug,,Kiln,Title,Default Title,,,,,4,19.99,https://x/2.jpg,active",
        "tee,Tee,,Kiln,Size,S,,,,,3,15.00,https://x/3.jpg,active",
        "tee,Tee,,Kiln,Size,M,,,,,2,15.00,,active",
        "tee,Tee,,Kiln,,,,,,,,,https://x/4.jpg,active",
        header=SHOPIFY,
    )

    assert said(sheet) == []
    assert [(one.title, [kind.stock for kind in one.variants]) for one in sheet.items] == [
        ("Mug", [4]),
        ("Tee", [3, 2]),
    ]


def test_drafts_are_skipped_and_noted() -> None:
    sheet = read(
        "mug,Mug,,,Title,Default Title,,,,,4,19.99,,draft",
        "tee,Tee,,,Size,S,,,,,3,15.00,,Active",
        "old,Old,,,Size,S,,,,,3,15.00,,Archived",
        "old,,,,,M,,,,,3,15.00,,",
        header=SHOPIFY,
    )

    assert [one.title for one in sheet.items] == ["Tee"]
    assert [tuple(note) for note in sheet.notes] == [
        (2, "Status", "“mug” is left out: it is no active product"),
        (4, "Status", "“old” is left out: it is no active product"),
    ]


def test_what_is_too_long_in_a_shopify_export_is_cut_and_noted() -> None:
    sheet = read(f"mug,{'器' * 90},,,{'n' * 41},{'v' * 41},,,,,1,5,,", header=SHOPIFY)

    item = only(sheet)
    assert (len(item.title), len(item.axes[0]), len(item.variants[0].options[0])) == (80, 40, 40)
    assert {tuple(note) for note in sheet.notes} == {
        (2, "Title", "cut to 80 characters"),
        (2, "Option1 Name", "cut to 40 characters"),
        (2, "Option1 Value", "cut to 40 characters"),
    }


def test_a_shopify_item_weighs_what_its_first_kind_does() -> None:
    sheet = read(
        "tee,Tee,Size,S,2,15,180.0",
        "tee,,,M,2,15,220",
        "mug,Mug,,,1,5,heavy",
        header="Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price,Variant Grams",
    )

    assert [one.weight for one in sheet.items] == [180]
    assert (3, "Variant Grams", "180.0 g are taken for all kinds of the item") in sheet.notes
    assert said(sheet) == [(4, "Variant Grams", "write a whole number")]


def test_a_long_description_from_shopify_is_cut_and_noted() -> None:
    sheet = read(f"mug,Mug,{'x' * 2_100},,,,,,,,1,5,,", header=SHOPIFY)

    assert len(only(sheet).description) == 2_000
    assert [tuple(note) for note in sheet.notes] == [(2, "Body (HTML)", "cut to 2,000 characters")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>one</p>\n<p>two <b>bold</b></p>", "one\ntwo bold"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("5 &lt; 6 &amp; <i>7", "5 < 6 & 7"),
        ("<style>p{}</style><p>x</p><script>alert(1)</script>", "x"),
        ("</script>still here", "still here"),
        ("<p>broken <b", "broken <b"),
        (
            "<table><tr><th>Size</th><th>Chest</th></tr><tr><td>S</td><td>90</td></tr></table>",
            "Size Chest\nS 90",
        ),
        ("<section>one</section><section>two</section><dl><dt>a</dt><dd>b</dd></dl>", "one\ntwo\na\nb"),
        ("<b>bo</b>ld", "bold"),
        ("<![if !x]>a<![endif]> b<![x", "a b<![x"),
        ("<!-- c --><!doctype x><?y?>a", "a"),
    ],
)
def test_html_becomes_what_one_would_read(html: str, text: str) -> None:
    assert text_of(html) == text


# Formulas


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 170", "'+49 170"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ("'60s dress", "'60s dress"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_begins_a_formula(text: str, cell: str) -> None:
    assert guard(text) == cell


@given(st.text("'=+-@ab ", max_size=6).map(str.strip))
def test_a_guarded_cell_reads_as_the_same_text(text: str) -> None:
    header = f'Title,Price,Stock,Note\n"x",5,1,"{guard(text)}"'

    assert only(reading.read(header.encode(), PARTY, "EUR")).note == text
