/**
 * Puts the parts together: one session that reports to one store, and the page's signs that the network is
 * back.
 */

import type { RoomContext } from "../actions/context";
import { Intentions } from "../actions/intentions";
import { TicketRefused } from "../client/contract";
import { type Http, HttpRefusal, sameOrigin } from "../client/http";
import type { Ledger } from "../client/readings";
import { Session } from "../client/session";
import { webSocketDial } from "../client/transport";
import { Live } from "../store/live.svelte";
import type { Page } from "./page";

const LEDGERS: readonly Ledger[] = ["show", "desk"];

/** `reduceDesk`: for a page that reads the desk, too. */
export function begin(page: Page, reduceDesk?: ConstructorParameters<typeof Live>[1]): RoomContext {
  const http = sameOrigin(() => csrfCookie() ?? page.csrf);
  const live = new Live(page.user?.id ?? null, reduceDesk);
  const session = new Session(
    {
      ticket: () => ticketFrom(http),
      dial: webSocketDial(socketUrl()),
      now: Date.now,
      random: Math.random,
      inSight: () => document.visibilityState === "visible",
      later: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    live,
  );
  for (const ledger of LEDGERS.slice(0, reduceDesk ? 2 : 1)) session.read(page.room, ledger);
  session.start();
  whenBack(() => session.nudge());
  document.addEventListener("visibilitychange", () => session.seen());
  addEventListener("offline", () => session.offline());
  return { room: page.room, session, live, http, intentions: new Intentions() };
}

/** Signing in elsewhere changes the token under an open page; the cookie has the one that counts. */
function csrfCookie(): string | null {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** A ticket. When the server will not give this page one, coming back does not help. */
async function ticketFrom(http: Http): Promise<string> {
  try {
    return (await http.post("/api/tickets", {}, {})).ticket;
  } catch (error) {
    throw error instanceof HttpRefusal && error.status === 403 ? new TicketRefused() : error;
  }
}

function socketUrl(): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/ws`;
}

function whenBack(act: () => void): void {
  addEventListener("online", act);
  addEventListener("pageshow", (event) => event.persisted && act());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && act());
}
