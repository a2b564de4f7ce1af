import { describe, expect, it } from "vitest";
import {
  answerOf,
  Diary,
  emptyShow,
  enter,
  FakeWorld,
  HASH,
  joinedStage,
  NOON,
  ROOM,
  said,
} from "./fakeServer";
import { Close, MAX_FRAME_BYTES } from "../wire/codes";
import { TicketRefused } from "./contract";
import { Session } from "./session";

const HELLO = { type: "message.post", text: "hello" } as const;

describe("coming in", () => {
  it("goes from ticket to open, in this order", async () => {
    const { diary } = await joinedStage();

    expect(diary.names).toEqual(["ticket", "connecting", "greeting", "open"]);
  });

  it("sends the ticket in the first frame and joins after the welcome", async () => {
    const { world } = await joinedStage();

    const types = world.line.received.map((request) => request.body.type);

    expect(world.line.received[0]?.body).toEqual({ type: "session.hello", ticket: "ticket-number-1" });
    expect(types).toEqual(["session.hello", "room.join", "session.ping"]);
  });

  it("gives up on a server that never greets, and comes back", async () => {
    const world = new FakeWorld();
    const diary = new Diary();
    const session = new Session(world, diary);
    session.start();
    await world.pass(10_000);

    expect(diary.names.at(-1)).toBe("waiting");
    await world.pass(500);
    expect(world.connections).toHaveLength(2);
  });

  it("waits longer and longer while no ticket can be had", async () => {
    const world = new FakeWorld();
    world.ticketFails = new Error("no network");
    world.luck = 0.999;
    const diary = new Diary();
    new Session(world, diary).start();
    await world.pass(60_000);

    const waits = diary.statuses.filter((status) => status.name === "waiting");

    expect(waits.length).toBeGreaterThan(4);
    expect(world.tickets).toBeLessThan(10);
  });
});

it("stays away when the server gives this page no ticket", async () => {
  const world = new FakeWorld();
  world.ticketFails = new TicketRefused();
  const diary = new Diary();
  new Session(world, diary).start();
  await world.pass(60_000);

  expect(world.tickets).toBe(1);
  expect(diary.names.at(-1)).toBe("closed");
});

describe("reading", () => {
  it("begins from the snapshot and goes on with what is next", async () => {
    const { world, diary } = await joinedStage();
    world.line.push(said(6), said(7));

    expect(diary.beginnings).toHaveLength(1);
    expect(diary.offsets).toEqual([6, 7]);
  });

  it("drops what it has seen", async () => {
    const { world, diary } = await joinedStage();
    world.line.push(said(5), said(6));
    world.line.push(said(6), said(7));

    expect(diary.offsets).toEqual([6, 7]);
  });

  it("delivers nothing across a gap and joins again with its position, once", async () => {
    const { world, diary } = await joinedStage();
    world.line.push(said(6), said(8));
    world.line.push(said(9));

    expect(diary.offsets).toEqual([6]);
    expect(world.line.asked("room.join")).toHaveLength(2);
    expect(world.line.last("room.join").body).toMatchObject({ position: { epoch: "e1", offset: 6 } });
  });

  it("resumes from its position after a lost connection", async () => {
    const { world, diary } = await joinedStage();
    world.line.push(said(6));
    world.line.close(1006);
    await world.pass(500);
    await enter(world);
    world.line.joined({ epoch: "e1", offset: 6 }, null);
    world.line.push(said(7), said(8));

    expect(world.line.last("room.join").body).toMatchObject({ position: { epoch: "e1", offset: 6 } });
    expect(diary.beginnings).toHaveLength(1);
    expect(diary.offsets).toEqual([6, 7, 8]);
  });

  it("begins again from a reset", async () => {
    const { world, diary } = await joinedStage();
    const snapshot = emptyShow;
    const where = { room: ROOM, ledger: "show", epoch: "e2", offset: 90 } as const;
    world.line.send({ kind: "reset", ...where, hash: HASH, reason: "behind", snapshot, mine: null });
    world.line.push(said(91));

    expect(diary.beginnings).toHaveLength(2);
    expect(diary.offsets).toEqual([91]);
  });

  it("stops when the ledger ended, and does not join it again", async () => {
    const { world, diary } = await joinedStage();
    world.line.send({ kind: "ended", room: ROOM, ledger: "show", code: "banned" });
    world.line.push(said(6));
    world.line.close(1006);
    await world.pass(500);
    await enter(world);

    expect(diary.endings).toEqual(["banned"]);
    expect(diary.offsets).toEqual([]);
    expect(world.line.asked("room.join")).toHaveLength(0);
  });

  it("tells why it may not join", async () => {
    const world = new FakeWorld();
    const diary = new Diary();
    const session = new Session(world, diary);
    session.read(ROOM, "desk");
    session.start();
    await enter(world);
    world.line.refuse(world.line.last("room.join").id, "forbidden");

    expect(diary.endings).toEqual(["forbidden"]);
  });

  it("ignores what it does not understand", async () => {
    const { world, diary } = await joinedStage();
    world.line.say("not json");
    world.line.say('{"kind":"confetti"}');
    world.line.push(said(6));

    expect(diary.offsets).toEqual([6]);
  });
});

describe("asking", () => {
  it("resolves with the one answer", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO);
    world.line.accept(world.line.last("message.post").id, said(6));

    expect(await asked).toMatchObject({ ok: true, fact: { offset: 6 } });
  });

  it("asks again under the same id after a lost connection", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO, "intent-one");
    world.line.close(4000);
    await world.pass(500);
    await enter(world);

    expect(world.line.asked("message.post").map((request) => request.id)).toEqual(["intent-one"]);
    world.line.accept("intent-one", said(6));
    expect(await asked).toMatchObject({ ok: true });
  });

  it("keeps what is asked while there is no connection", async () => {
    const { world, session } = await joinedStage();
    world.line.close(1006);
    void session.ask(ROOM, HELLO, "intent-one");
    await world.pass(500);
    await enter(world);

    expect(world.line.last("message.post").id).toBe("intent-one");
  });

  it("repeats the same id when the refusal says so, after the time it says", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO, "intent-one");
    world.line.refuse("intent-one", "busy", 300);
    await world.pass(299);
    expect(world.line.asked("message.post")).toHaveLength(1);
    await world.pass(1);

    expect(world.line.asked("message.post").map((request) => request.id)).toEqual([
      "intent-one",
      "intent-one",
    ]);
    expect(await answerOf(asked)).toBe("waiting");
  });

  it("hears a refusal that will not change at once", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO, "intent-one");
    world.line.refuse("intent-one", "not_live");
    await world.pass(60_000);

    expect(await asked).toMatchObject({ ok: false, error: { code: "not_live" } });
    expect(world.connections[0]?.asked("message.post")).toHaveLength(1);
  });

  it("stops repeating after its patience, and passes the refusal on", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO, "intent-one");
    world.line.refuse("intent-one", "busy", 300);
    for (let waited = 0; waited < 20_000; waited += 5_000) {
      if (world.line.asked("session.ping").length > 0) world.line.pong(NOON);
      await world.pass(5_000);
    }
    world.line.refuse("intent-one", "busy", 300);

    expect(await asked).toMatchObject({ ok: false, error: { code: "busy" } });
  });

  it("says that the outcome is unknown when nobody will answer any more", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO);
    world.line.close(Close.MISUSE);

    expect(await asked).toMatchObject({ ok: false, error: { code: "unknown" } });
    expect(await session.ask(ROOM, HELLO)).toMatchObject({ ok: false, error: { code: "unknown" } });
  });
});

describe("coming back", () => {
  it.each([1001, 1006, 4000, 4001, 4004, 4499])("comes back after %i", async (code) => {
    const { world, diary } = await joinedStage();
    world.line.close(code);
    await world.pass(500);

    expect(diary.names).toContain("waiting");
    expect(world.connections).toHaveLength(2);
  });

  it.each([4500, 4502, 4999])("stays away after %i", async (code) => {
    const { world, diary } = await joinedStage();
    world.line.close(code);
    await world.pass(120_000);

    expect(diary.statuses.at(-1)).toEqual({ name: "closed", code });
    expect(world.connections).toHaveLength(1);
  });

  it("tries one new ticket when its ticket was refused, not two", async () => {
    const world = new FakeWorld();
    const diary = new Diary();
    new Session(world, diary).start();
    await world.pass(0);
    world.line.close(4501);
    await world.pass(0);
    expect(world.tickets).toBe(2);
    world.line.close(4501);
    await world.pass(60_000);

    expect(world.tickets).toBe(2);
    expect(diary.statuses.at(-1)).toEqual({ name: "closed", code: 4501 });
  });

  it("comes back at once when the network or the page does", async () => {
    const { world, session } = await joinedStage();
    world.luck = 0.99;
    world.line.close(1006);
    session.nudge();
    await world.pass(0);

    expect(world.connections).toHaveLength(2);
  });

  it("waits about as long after a sound connection as after the first", async () => {
    const { world, diary } = await joinedStage();
    world.luck = 0.99;
    for (let round = 0; round < 3; round += 1) {
      world.line.pong(NOON);
      await world.pass(12_000);
      world.line.close(1006);
      await world.pass(500);
      await enter(world);
    }

    const waits = diary.statuses.filter((status) => status.name === "waiting").length;
    expect(waits).toBe(3);
  });

  it("leaves a socket that no longer answers pings", async () => {
    const { world } = await joinedStage();
    await world.pass(8_500);

    expect(world.connections[0]?.dropped).toBe(true);
    expect(world.connections).toHaveLength(2);
  });

  it("is quiet for ever once stopped", async () => {
    const { world, session } = await joinedStage();
    session.stop();
    await world.pass(120_000);

    expect(world.connections).toHaveLength(1);
  });
});

describe("signing in or out elsewhere", () => {
  it("begins anew and asks nothing in another's name", async () => {
    const { world, session } = await joinedStage();
    const asked = session.ask(ROOM, HELLO);
    world.line.close(Close.SIGNED_OUT);
    await world.pass(500);
    world.line.open();
    world.line.welcome(NOON, { id: "01jd0000000000000000000ben", name: "Ben" });

    expect(world.line.last("room.join").body).toMatchObject({ position: null });
    expect(world.line.asked("message.post")).toHaveLength(0);
    expect(await asked).toMatchObject({ ok: false, error: { code: "unknown" } });
  });
});

describe("receipts", () => {
  const frames = (world: FakeWorld) =>
    world.line.asked("session.ack").map(({ body }) => (body.type === "session.ack" ? body.frames : null));

  it("come whenever as many frames were read as the welcome said, and not before", async () => {
    const { world } = await joinedStage();
    for (let offset = 6; offset < 35; offset += 1) world.line.push(said(offset));
    await world.pass(4_000);
    expect(frames(world)).toEqual([]);

    for (let offset = 35; offset < 68; offset += 1) world.line.push(said(offset));
    expect(frames(world)).toEqual([32, 64]);
  });

  it("begin anew with each connection", async () => {
    const { world } = await joinedStage();
    for (let offset = 6; offset < 35; offset += 1) world.line.push(said(offset));
    world.line.close(1006);
    await world.pass(1_000);
    world.line.open();
    world.line.welcome();
    for (let offset = 35; offset < 60; offset += 1) world.line.push(said(offset));

    expect(frames(world)).toEqual([]);
  });
});

describe("the server's clock", () => {
  it("is corrected by half the round trip", async () => {
    const { world, diary } = await joinedStage();
    await world.pass(100);
    world.line.pong(NOON + 5_050);

    expect(diary.clockOffset).toBe(5_000);
  });

  it("pings again about every twelve seconds", async () => {
    const { world } = await joinedStage();
    world.line.pong(NOON);
    await world.pass(12_000);

    expect(world.line.asked("session.ping")).toHaveLength(2);
  });
});

describe("what the server cannot take", () => {
  const HUGE = { type: "message.post", text: "漢".repeat(MAX_FRAME_BYTES / 3) } as const;

  it("is refused before it is sent, and everything else goes on", async () => {
    const { world, session } = await joinedStage();

    const refused = await answerOf(session.ask(ROOM, HUGE));
    void session.ask(ROOM, HELLO);

    expect(refused).toMatchObject({ ok: false, error: { code: "bad_text", retry: false } });
    expect(world.line.asked("message.post").map(({ body }) => body)).toEqual([HELLO]);
  });

  it.each([
    [1009, "a longer line", "bad_text"],
    [1007, "the last", "bad_frame"],
  ])("closed a connection with %i and is not sent again", async (code, culprit, refusal) => {
    const { world, session } = await joinedStage();
    const answers = ["a longer line", "the last"].map(
      (text) => [text, session.ask(ROOM, { type: "message.post", text })] as const,
    );

    world.line.close(code);
    await world.pass(5_000);
    world.line.open();
    world.line.welcome();

    const again = world.line.asked("message.post").map(({ body }) => (body as typeof HELLO).text as string);
    expect(again).toEqual(["a longer line", "the last"].filter((text) => text !== culprit));
    expect(await answerOf(new Map(answers).get(culprit)!)).toMatchObject({
      ok: false,
      error: { code: refusal, retry: false },
    });
  });
});

describe("a network that goes", () => {
  const lastStatus = (diary: Diary) => diary.statuses.at(-1);

  it("is told from the moment the device says so, and the return from the first frame", async () => {
    const { session, world, diary } = await joinedStage();
    session.offline();

    expect(lastStatus(diary)).toEqual({ name: "open", doubtful: true });
    world.line.pong(NOON);
    expect(lastStatus(diary)).toEqual({ name: "open" });
  });

  it("is told a second after something was asked and nothing came", async () => {
    const { session, world, diary } = await joinedStage();
    world.line.pong(NOON);
    void session.ask(ROOM, HELLO);
    await world.pass(999);
    expect(lastStatus(diary)).toEqual({ name: "open" });

    await world.pass(1);
    expect(lastStatus(diary)).toEqual({ name: "open", doubtful: true });
  });

  it("is told a second after a ping that nobody answers", async () => {
    const { world, diary } = await joinedStage();
    world.line.pong(NOON);
    await world.pass(12_000);
    expect(lastStatus(diary)).toEqual({ name: "open" });

    await world.pass(1_000);
    expect(lastStatus(diary)).toEqual({ name: "open", doubtful: true });
  });

  it("is not spoken of while answers come", async () => {
    const { session, world, diary } = await joinedStage();
    world.line.pong(NOON);
    void session.ask(ROOM, HELLO);
    await world.pass(500);
    world.line.push(said(6));
    await world.pass(5_000);

    expect(lastStatus(diary)).toEqual({ name: "open" });
  });
});
