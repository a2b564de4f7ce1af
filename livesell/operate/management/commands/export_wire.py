"""Write the files that are generated from the wire, or say which are stale."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import get_args

from django.core.management.base import BaseCommand, CommandError

import livesell
from livesell.app import protocol as frames
from livesell.app.api import api
from livesell.app.features import COMMANDS, DESK_EVENTS, SHOW_EVENTS
from livesell.operate import limits
from livesell.wire.envelope import SESSION_COMMANDS
from livesell.wire.export.files import generated_files
from livesell.wire.export.http import http_ts
from livesell.wire.export.schema import Protocol, bundle
from livesell.wire.export.typescript import HEAD, table_ts
from rooms.rules.countries import COUNTRIES, MEANT
from rooms.rules.money import CURRENCIES

ROOT = Path(livesell.__file__).resolve().parent.parent


def declared() -> Protocol:
    """The wire of this server: what features declare, and the frames of `livesell.app.protocol`."""
    union = get_args(frames.Downward)[0]
    return Protocol(
        commands=tuple(dict.fromkeys((*SESSION_COMMANDS, *(row.frame for row in COMMANDS)))),
        downward=get_args(union),
        show_events=SHOW_EVENTS,
        desk_events=DESK_EVENTS,
        rates={row.type: f"{row.rate.burst} in {row.rate.seconds:g} seconds" for row in COMMANDS},
    )


def tables() -> dict[str, str]:
    """The tables that pages share with the server's rules."""
    currencies = {code: (each.digits, each.most, each.example) for code, each in CURRENCIES.items()}
    return {
        "frontend/src/wire/currencies.ts": table_ts(
            "CURRENCIES",
            "What people pay with: how many decimals it has, the highest price and an everyday one in minor units.",
            "readonly [digits: number, most: number, example: number]",
            currencies,
        ),
        "frontend/src/wire/countries.ts": (
            f"{HEAD}\n/** Where something can be sent to: ISO 3166-1, and XK. */\n"
            f'export const COUNTRIES: readonly string[] = "{" ".join(sorted(COUNTRIES))}".split(" ");\n\n'
            "/** Letters that people write for a country whose code is another. */\n"
            f"export const MEANT: Readonly<Record<string, string>> = {json.dumps(MEANT)};\n"
        ),
    }


class Command(BaseCommand):
    """`export_wire` writes; `export_wire --check` changes nothing and fails where a file is stale."""

    help = "Write the generated files of the wire: schema, TypeScript, AsyncAPI, protocol page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when a file is stale; write nothing")

    def handle(self, *args: object, **options: object) -> None:
        """Deal with the files that are not as the frames say."""
        del args
        check = options["check"]
        protocol = declared()
        files = generated_files(protocol, version=livesell.__version__) | tables()
        openapi = api.get_openapi_schema(path_prefix="/api/")
        files["frontend/src/wire/http.ts"] = http_ts(openapi, bundle(protocol))
        files[limits.PAGE] = limits.page(ROOT)
        stale = [path for path, text in files.items() if not _holds(ROOT / path, text)]
        if check and stale:
            raise CommandError(f"stale: {', '.join(stale)}. Run `make wire` and commit what it writes.")
        for path in stale:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(files[path], encoding="utf-8")
            self.stdout.write(f"wrote {path}")


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
