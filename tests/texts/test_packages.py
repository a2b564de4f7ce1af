"""What we say otherwise than the catalogues of Django and allauth do: German to somebody we know, and no word twice."""

import re
from pathlib import Path

import allauth
import django
import pytest

from tests.support.texts import catalogue

DJANGO, ALLAUTH = Path(django.__file__).parent, Path(allauth.__file__).parent
THEIRS = (
    ALLAUTH / "locale",
    DJANGO / "conf/locale",
    DJANGO / "contrib/auth/locale",
)
FORMAL = re.compile(r"\b(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
NOT_HERE = re.compile(
    r"socialaccount|idp|openid|usersessions|contrib/admin|views/|db/|core/validators|contrib/flatpages"
)
"""Parts of theirs that we do not have, or that only who writes programs sees."""
NEVER_ASKED = "ManagementForm data is missing"


def theirs(language: str = "de") -> dict[str, catalogue.Message]:
    found = (one for folder in THEIRS for one in catalogue.read(catalogue.path_of(language, folder)))
    return {_id(one): one for one in found if one.id}


def _id(one: catalogue.Message) -> str:
    return one.id if isinstance(one.id, str) else one.id[0]


def _forms(one: catalogue.Message) -> tuple[str, ...]:
    return one.string if isinstance(one.string, tuple) else (one.string,)


def test_nobody_is_called_sie() -> None:
    ours = {_id(one) for one in catalogue.read(catalogue.path_of("de", catalogue.OF_PACKAGES)) if one.id}
    formal = {
        name
        for name, one in theirs().items()
        if any(map(FORMAL.search, _forms(one)))
        and not all(NOT_HERE.search(place) for place, _ in one.locations)
    }

    assert [name for name in sorted(formal - ours) if not name.startswith(NEVER_ASKED)] == []


@pytest.mark.parametrize("folder", [catalogue.OURS, catalogue.OF_PACKAGES], ids=["ours", "of packages"])
def test_our_own_words_do_not_call_her_sie(folder: Path) -> None:
    found = [form for one in catalogue.read(catalogue.path_of("de", folder)) for form in _forms(one)]

    assert [form for form in found if re.search(r"(?<=[\w,] )(Sie|Ihnen|Ihre?[mnrs]?)\b", form)] == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_what_we_say_otherwise_is_still_asked_for(language: str) -> None:
    known = theirs("en") | theirs(language)
    entries = [one for one in catalogue.read(catalogue.path_of(language, catalogue.OF_PACKAGES)) if one.id]

    assert [name for one in entries if (name := _id(one)) not in known] == []
    assert [one.id for one in entries if list(catalogue.faults(known[_id(one)], one))] == []


USTED = re.compile(
    r"\b(ustedes|usted|sus?|introduzca|ingrese|escriba|asegúrese|inténtelo|compruebe|solicite|confirme|utilice|envíe"
    r"|escanee|siga|haga|desea|olvidó|emita|regístrese|inicie|verifique|escoja|vuelva|debe escribir"
    r"|no puede (eliminar|añadir|activar)|ha (iniciado|cerrado|confirmado|indicado|olvidado)|está (a punto|seguro))\b",
    re.IGNORECASE,
)
"""Spanish that speaks to a stranger: `su` may also be "its", which none of these texts need."""
ASKED_OF_A_PERSON = re.compile(
    r"(Enter|Ensure|Select|Upload|No file|This password|Your password)\b(?!.*slug)"
)
"""What Django's forms say to people. Its catalogues do not tell where a text is from."""


def test_nobody_is_called_usted() -> None:
    ours = {_id(one) for one in catalogue.read(catalogue.path_of("es", catalogue.OF_PACKAGES)) if one.id}
    found = (one for folder in THEIRS for one in catalogue.read(catalogue.path_of("es", folder)) if one.id)
    formal = {_id(one) for one in found if any(map(USTED.search, _forms(one))) and _is_seen(one)}

    assert sorted(formal - ours) == []
    assert len(formal) > 80, "the control: theirs do say it"


@pytest.mark.parametrize("folder", [catalogue.OURS, catalogue.OF_PACKAGES], ids=["ours", "of packages"])
def test_our_own_words_do_not_call_her_usted(folder: Path) -> None:
    found = [form for one in catalogue.read(catalogue.path_of("es", folder)) for form in _forms(one)]

    assert [
        form for form in found if re.search(r"(?i)\b(ustedes|usted|introduzca|ingrese|inténtelo)\b", form)
    ] == []


def _is_seen(one: catalogue.Message) -> bool:
    if not one.locations:
        return bool(ASKED_OF_A_PERSON.match(_id(one)))
    return not all(NOT_HERE.search(place) for place, _ in one.locations)
