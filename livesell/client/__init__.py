"""A client of a livesell server, for bots, tests and tools: asynchronous, and little more than the protocol.

It needs nothing of the server but `livesell.wire`, and no library but `websockets`:

    api = Https("https://shop.example").sign_in("ben@example.org", "a long walk by the sea")
    session = Session(api, Listener())
    session.read(room)
    running = asyncio.create_task(session.run())
    reply = await session.ask({"type": "message.post", "text": "Hello!"}, room)

`https`: accounts, tickets and what goes by REST. `connection`: one WebSocket from its greeting to its end.
`reading`: how far a ledger was read, each fact once and in order. `session`: stays, comes back with its positions,
and asks again under the same id. Frames are the JSON of docs/protocol.md, as dictionaries.
"""
