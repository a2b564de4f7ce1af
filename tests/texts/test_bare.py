"""What looks for texts that pass the catalogue by finds them. That there are none: `tests/test_documents.py`."""

import pytest

from tests.support.texts import bare


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Pay now</p>", ["Pay now"]),
        ("<p>{% trans 'Pay' %} now</p>", ["now"]),
        ("{% if x %}<b>Paid</b>{% endif %}", ["Paid"]),
        ("<p>{{ name }}: {{ sum }} EUR · 3 x</p>", [":  EUR · 3 x"]),
        ('<a title="To the room" href="/">→</a>', ["To the room"]),
        ('<nav aria-label="Account"></nav>', ["Account"]),
        ('<input placeholder="Your name">', ["Your name"]),
        ('<img alt="{{ title }} on air" src="">', ["on air"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ('<meta property="og:description" content="A room">', ["A room"]),
        ("<p>\n\n  Größe\n</p>", ["Größe"]),
        ("<p>{% blocktrans %}Fine{% endblocktrans %} 支払う</p>", ["支払う"]),
    ],
)
def test_a_bare_string_in_a_template_is_found(template: str, found: list[str]) -> None:
    assert [text for _line, text in bare.in_template(template)] == found


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% trans 'Pay' %}</p>",
        "<p>{% blocktrans with a=b %}Pay {{ a }} now{% endblocktrans %}</p>",
        "<p class='card wide' data-command='order.pay'>{{ sum }} · 3</p>",
        "<script>let words = 'none of these';</script><style>p { color: red }</style>",
        "{# for us #}{% comment %}and this{% endcomment %}<!-- and this -->",
        "<input name='sum' value='EUR'><title>{{ room.title }} · livesell</title>",
        "{% block main_class %}mx-auto grow{% endblock %}",
    ],
)
def test_what_nobody_reads_is_left_alone(template: str) -> None:
    assert bare.in_template(template) == []


def test_the_line_is_told() -> None:
    assert bare.in_template("{% load i18n %}\n{% if a %}\n<p>\n  Pay {% endif %}\n</p>") == [(4, "Pay")]


@pytest.mark.parametrize(
    "source",
    [
        'raise HttpError(409, "You have enough of them.")',
        'raise HttpError(409, f"You have {many} of them.")',
        'raise HttpError(409, "You have %(many)s." % {"many": many})',
        'WORDS = "This is too large."\nraise HttpError(413, WORDS)',
        'WORDS = {"large": "This is too large."}\nraise HttpError(413, WORDS)',
        'form.add_error("name", "It is taken.")',
        'raise forms.ValidationError("It is taken.", code="taken")',
        'raise PermissionDenied("You are banned here.")',
        'name = forms.CharField(label="Name")',
        'name = forms.CharField(help_text="What others see")',
        'self._say(row, "Price", "write a number")',
        'self._say(row, "Price", _("fine") if fine else "write a number")',
        'send_mail("Your order is paid", text, sender, [to])',
        'messages.success(request, "That is kept.")',
    ],
)
def test_a_bare_string_in_python_is_found(source: str) -> None:
    assert len(bare.in_module(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'raise HttpError(404, "not_found")',
        'raise HttpError(409, _("You have enough of them."))',
        'raise HttpError(409, _("You have %(many)s.") % {"many": many})',
        'name = forms.CharField(label=_("Name"))',
        'log.warning("mails not sent", "to the server")',
        'raise Refused(Code.BAD_FRAME, "for those who write programs")',
    ],
)
def test_what_is_translated_or_for_programs_is_left_alone(source: str) -> None:
    assert bare.in_module(source) == []
