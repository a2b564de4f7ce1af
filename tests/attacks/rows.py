"""Bad input and attacks, row by row: what is tried and the answer it gets, and the tests that try it.

A test is a file, or one test in it (`file::name`). `pytest -m A30` or `make attacks ROW=A30` runs a row alone. Tests in
this folder name their row themselves.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """What is tried and what is answered; where it is tried, apart from this folder."""

    says: str
    tests: tuple[str, ...] = ()


FRAMES, SHAKE = "gateway/test_frames.py", "websocket/test_handshake.py"
WATCH, DISPATCH, REST = "gateway/test_watching.py", "commanding/test_dispatch.py", "gateway/test_rest.py"
TICKETS, GATEWAY, CODEC = "tickets/test_tickets.py", "gateway/test_gateway.py", "wire/test_codec.py"

ROWS: dict[str, Row] = {
    "A1": Row(
        "a page elsewhere opens a socket with a cookie: 403", (f"{SHAKE}::test_another_origin_is_refused",)
    ),
    "A2": Row("a cookie without an origin: 403", (f"{SHAKE}::test_a_cookie_alone_is_refused",)),
    "A3": Row("the origin null: 403", ("gateway/test_origins.py",)),
    "A5": Row("an origin that is none, or two of them: 403", (f"{SHAKE}::test_two_origins_are_refused",)),
    "A9": Row("ten addresses in X-Forwarded-For: the last that no trusted proxy has is counted"),
    "A11": Row(
        "control characters smuggle a header: 400",
        (f"{SHAKE}::test_no_control_character_smuggles_an_origin",),
    ),
    "A14": Row("a request that comes byte by byte: closed in ten seconds", (GATEWAY,)),
    "A16": Row("a socket that says nothing: closed after five seconds", (SHAKE,)),
    "A17": Row("a frame before the hello, or two of them: misuse", (FRAMES,)),
    "A18": Row(
        "frames that no client may send: 1002", (f"{FRAMES}::test_a_broken_frame_is_a_protocol_error",)
    ),
    "A19": Row(
        "broken UTF-8, cut anywhere: 1007", (f"{FRAMES}::test_bad_utf8_is_told_so_however_it_is_cut",)
    ),
    "A20": Row("a frame that is too large, or says it will be: 1009", (FRAMES,)),
    "A22": Row(
        "a frame that inflates without end: the connection ends", ("websocket/test_incoming.py", SHAKE)
    ),
    "A25": Row("who never reads: a bounded buffer, then too slow", (GATEWAY, "fanout/test_outlet.py")),
    "A27": Row(
        "too many sockets of a user or an address: the oldest goes, or 429",
        ("gateway/test_connection_limits.py", TICKETS),
    ),
    "A28": Row(
        "pages and sockets in the clear, TLS of before 1.2: refused, and HSTS", ("operate/test_deploy.py",)
    ),
    "A29": Row("a token in an address: nobody, and never logged", (REST, SHAKE)),
    "A30": Row("a ticket used twice: one gets in", (TICKETS,)),
    "A32": Row("tokens that somebody made herself, JSON web tokens among them: nobody's"),
    "A33": Row(
        "a session that runs out while connected: its sockets close",
        (f"{TICKETS}::test_a_session_that_comes_to_its_end_closes_its_sockets_and_no_others",),
    ),
    "A34": Row("signed out, or a new password, elsewhere: every socket closes", (TICKETS,)),
    "A36": Row("who has an account: the same answer for both", ("accounts/test_sign_in.py",)),
    "A38": Row("a closed room by its id: as one that is not there", (WATCH, REST)),
    "A39": Row("a position learned before: opens nothing once the membership is gone", (WATCH,)),
    "A40": Row("banned while connected: nothing after the ban", (WATCH, "fanout/test_feed.py")),
    "A43": Row("every address with others' ids: 404", ("gateway/test_whose_it_is.py",)),
    "A45": Row("acting above oneself, demoting each other: refused", (DISPATCH, "rooms/test_members.py")),
    "A46": Row("fields slipped into a body: bad frame", (CODEC,)),
    "A47": Row("a role of another room: refused", (DISPATCH,)),
    "A48": Row("an act of a moderator who was removed: only before that", (DISPATCH,)),
    "A51": Row(
        "the admin or defaults on a public address: refused",
        ("operate/test_checks.py", "accounts/test_sign_in.py"),
    ),
    "A54": Row("one id for two commands: refused", (DISPATCH,)),
    "A56": Row("quantities that are none: bad frame", (CODEC, "wire/test_bounds.py")),
    "A57": Row("a claim out of its time or place: refused with the reason", (DISPATCH,)),
    "A58": Row("a price that changed meanwhile: refused, never re-priced", ("rooms/claims/test_claims.py",)),
    "A59": Row("claims at once beyond a limit: the limit holds", (DISPATCH,)),
    "A63": Row("bids in the last moment: one winner by the rule", ("races/test_the_last_moment.py",)),
    "A65": Row("a frame played again: the same answer, and to others none", (DISPATCH,)),
    "A66": Row("a webhook forged, replayed, old, changed: 401", ("app/test_payment_webhooks.py",)),
    "A67": Row(
        "money after the stock is gone: what can be had is sold, the rest owed back",
        ("rooms/checkout/test_settlement.py",),
    ),
    "A68": Row("lone surrogates and NUL: bad text", (FRAMES, "wire/test_text.py")),
    "A69": Row("piled marks: no more than a script needs", ("wire/test_text.py",)),
    "A71": Row(
        "a name that looks like another or like the server's: refused; a word behind look-alikes: found",
        ("accounts/test_names.py", "chat/test_evasions.py", "chat/test_terms.py"),
    ),
    "A75": Row(
        "a cell that is a formula: quoted", ("rooms/items/test_sheets.py", "rooms/items/test_importing.py")
    ),
    "A76": Row("formats, quotes, markup, line breaks in words: inert", (FRAMES, "rooms/web/test_pages.py")),
    "A77": Row(
        "addresses in words, whatever they look like: words, known by their true host, and no link",
        ("chat/rules/test_links.py",),
    ),
    "A78": Row("a text made for a slow pattern: linear", ("rooms/rules/test_words.py", "chat/test_terms.py")),
    "A79": Row("JSON that is none, or deep, or long: bad frame, the tenth ends the socket", (FRAMES, CODEC)),
    "A80": Row("names of the language as kinds and keys: bad frame", (CODEC,)),
    "A82": Row("a thousand joins: twenty ledgers", (WATCH,)),
    "A83": Row("acknowledging what cannot be: misuse", (FRAMES,)),
    "A88": Row("pictures that unfold without end: refused before they do", ("rooms/items/test_pictures.py",)),
    "A89": Row("broken, odd and telling pictures: refused or made clean", ("rooms/items/test_pictures.py",)),
    "A90": Row("bodies without measure: 400, 413", ("operate/test_bounds.py",)),
    "A91": Row("an address to fetch a picture or anything else from: never asked"),
    "A93": Row("banned, by a second tab or a new socket: still banned; the neighbour is not", (WATCH,)),
    "A94": Row(
        "timed out, and heard by another command: refused, each of them",
        (
            "chat/test_acts.py::test_every_command_by_which_one_is_heard_is_refused",
            "chat/test_acts.py::test_after_a_time_out_nothing_of_hers_is_said_until_it_ends",
        ),
    ),
    "A95": Row(
        "a crowd of fresh accounts reports somebody: nothing is done to her, and they weigh as three",
        ("chat/test_reports.py::test_a_crowd_of_strangers_bans_nobody_and_does_not_lead_the_queue",),
    ),
    "A96": Row(
        "a flood of reactions: merged, two frames a second a room",
        ("gateway/test_reactions.py::test_a_flood_is_two_frames_a_second_and_bounded",),
    ),
    "A98": Row(
        "facts forged in Redis: shown to nobody",
        ("fanout/test_hub.py", "gateway/test_reactions.py::test_what_is_no_burst_is_nobodys"),
    ),
    "A99": Row(
        "a backup put back, with or without Redis: other epochs, everybody is given a fresh snapshot",
        ("faults/test_going_back.py", "operate/test_backups.py"),
    ),
    "A100": Row(
        "what the log says meanwhile: no token, text, address or traceback", ("operate/test_owner_link.py",)
    ),
    "A101": Row("a text erased: gone, and the chain holds", ("ledger/test_texts.py",)),
    "A102": Row("somebody else's export: not there", ("rooms/items/test_importing.py",)),
    "A104": Row("a restart under load: everybody is told to come back", (GATEWAY, "faults/test_crashes.py")),
    "A105": Row("a machine an hour ahead: takes no room with it", ("races/test_a_wrong_clock.py",)),
    "A106": Row("pickles and garbage in Redis: no code runs, nothing breaks"),
    "A107": Row("a folder prepared by somebody else: refused", ("operate/test_refusals.py",)),
    "A108": Row("forged headers, other hosts, floods at the shipped nginx: replaced, unanswered, 429"),
    "A109": Row(
        "a found session, a stranger's tries: change no address, keep nobody out",
        ("accounts/test_taking_over.py",),
    ),
    "A110": Row("a Host that is not ours at page, ticket and socket: 400"),
    "A111": Row("what a cache or the Back button would keep: nothing"),
}

APART = {
    "A41": "every reader of a room reads its whole history",
}
"""Rows of the wider catalogue that do not apply, and why."""
