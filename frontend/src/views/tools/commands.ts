/** What may be typed behind a slash, and what each does. Each has a button elsewhere, too. */

import { type Answer, mute, type Reason, warn } from "../../actions/acts";
import { announce } from "../../actions/announcements";
import type { RoomContext } from "../../actions/context";
import { ban, unban } from "../../actions/members";
import { chooseMentions } from "../../actions/mentions";
import { lowerShield, type ModesChange, raiseShield, setModes } from "../../actions/moderation";
import { giveShoutout, offerRaid } from "../../actions/raids";
import { openPoll } from "../../actions/polls";
import { askQuestion } from "../../actions/questions";
import { follow } from "../../actions/rooms";
import { postStaffLine } from "../../actions/staffLines";
import type { Mine, Person } from "../../wire/frames";
import { may } from "../chat/permissions";
import { durationOf } from "./durations";

export type Dialog = "help" | "mentions" | "reports" | "shoutout" | "raid";
/** What came of it: done or not, a dialog to show, or how it is to be written. */
export type Outcome = boolean | Dialog | "usage";
type Role = Mine["role"];
type Run = (context: RoomContext, words: string) => Outcome | Promise<Outcome>;

export interface SlashCommand {
  readonly name: Name;
  readonly may: (role: Role) => boolean;
  readonly run: Run;
}

const anybody = () => true;
const staff = (role: Role) => role !== "buyer";
const TEN_MINUTES = 600;
const ANNOUNCED_SECONDS = 60;
const POLL_SECONDS = 60;
const INVITED_SECONDS = 60;

const COMMANDS = {
  help: { may: anybody, run: () => "help" },
  me: { may: anybody, run: () => "usage" },
  ask: { may: anybody, run: (context, words) => words !== "" && of(askQuestion(context, words, null)) },
  follow: { may: anybody, run: (context) => of(follow(context, true)) },
  unfollow: { may: anybody, run: (context) => of(follow(context, false)) },
  mentions: { may: anybody, run: mentions },
  reports: { may: anybody, run: () => "reports" },
  staff: { may: staff, run: (context, words) => words !== "" && of(postStaffLine(context, words)) },
  announce: {
    may: may.host,
    run: (context, words) => words !== "" && of(announce(context, words, ANNOUNCED_SECONDS)),
  },
  poll: { may: may.moderate, run: poll },
  shoutout: { may: may.moderate, run: shoutout },
  raid: {
    may: may.host,
    run: (context, words) => (words === "" ? "raid" : of(offerRaid(context, words, INVITED_SECONDS))),
  },
  timeout: { may: may.moderate, run: timeout },
  warn: {
    may: may.moderate,
    run: (context, words) => onPerson(context, words, (who, why) => warn(context, who, why)),
  },
  ban: { may: may.moderate, run: banned },
  unban: {
    may: may.moderate,
    run: (context, words) => onPerson(context, words, ({ id }) => unban(context, id)),
  },
  slow: {
    may: may.moderate,
    run: (context, words) => timed(context, words, (slow_seconds) => ({ slow_seconds })),
  },
  followers: {
    may: may.moderate,
    run: (context, words) =>
      words === "off"
        ? of(setModes(context, { followers_minutes: null }))
        : timed(context, words || "0s", (seconds) => ({ followers_minutes: Math.floor(seconds / 60) })),
  },
  emojionly: {
    may: may.moderate,
    run: (context, words) => of(setModes(context, { emoji_only: words !== "off" })),
  },
  buyersonly: {
    may: may.moderate,
    run: (context, words) => of(setModes(context, { buyers_only: words !== "off" })),
  },
  unique: {
    may: may.moderate,
    run: (context, words) => of(setModes(context, { unique_only: words !== "off" })),
  },
  shield: {
    may: may.moderate,
    run: (context, words) => of(words === "off" ? lowerShield(context) : raiseShield(context)),
  },
} satisfies Readonly<Record<string, { may: SlashCommand["may"]; run: Run }>>;

export type Name = keyof typeof COMMANDS;

/** Those that somebody of that role may use. */
export function commandsFor(role: Role): SlashCommand[] {
  return (Object.keys(COMMANDS) as Name[])
    .map((name) => ({ name, ...COMMANDS[name] }))
    .filter((command) => command.may(role));
}

export interface Typed {
  readonly name: string;
  readonly words: string;
}

/** "/slow 30s": the name, and what is written behind it. */
export function typed(text: string): Typed {
  const [, name = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/u.exec(text.trim()) ?? [];
  return { name: name.toLowerCase(), words: words.trim() };
}

async function of(asked: Promise<Answer>): Promise<boolean> {
  return (await asked).ok;
}

function mentions(context: RoomContext, words: string): Outcome | Promise<Outcome> {
  if (words === "") return "mentions";
  return words === "all" || words === "staff" || words === "none" ? chooseMentions(context, words) : "usage";
}

function poll(context: RoomContext, words: string): Outcome | Promise<Outcome> {
  const [question, ...choices] = words.split("|").map((each) => each.trim());
  if (!question || choices.length < 2 || choices.includes("")) return "usage";
  return of(openPoll(context, question, choices, POLL_SECONDS));
}

async function shoutout(context: RoomContext, words: string): Promise<Outcome> {
  if (words === "") return "shoutout";
  return (await giveShoutout(context, words, INVITED_SECONDS))?.ok ?? "usage";
}

function timed(context: RoomContext, words: string, change: (seconds: number) => ModesChange) {
  const seconds = words === "off" ? 0 : durationOf(words);
  return seconds === null ? "usage" : of(setModes(context, change(seconds)));
}

function timeout(context: RoomContext, words: string): Outcome | Promise<Outcome> {
  return onPerson(context, words, (who, why, seconds) => mute(context, who, seconds ?? TEN_MINUTES, why));
}

function banned(context: RoomContext, words: string): Outcome | Promise<Outcome> {
  return onPerson(context, words, ({ id }, { reason }, seconds) => {
    const now = Math.round(Date.now() + context.live.clockOffset);
    return reason ? ban(context, id, reason, seconds === null ? null : now + seconds * 1000) : null;
  });
}

/** "Ben Kaiser 10m shouted": who, how long, why. Who is meant is somebody whose line is here. */
function onPerson(
  context: RoomContext,
  words: string,
  act: (who: Person, why: Reason, seconds: number | null) => Promise<Answer> | null,
): Outcome | Promise<Outcome> {
  const rest = words.replace(/^[@＠]/u, "");
  const who = authors(context).find(({ name }) => rest === name || rest.startsWith(`${name} `));
  if (!who) return "usage";
  const [first = "", ...others] = rest.slice(who.name.length).trim().split(/\s+/u);
  const seconds = durationOf(first);
  const reason = (seconds === null ? [first, ...others] : others).join(" ") || null;
  const asked = act(who, { reason_code: "other", reason }, seconds);
  return asked === null ? "usage" : of(asked);
}

/** Who said something that is on the screen, the longest name first. */
export function authors(context: RoomContext): Person[] {
  const said = [...context.live.features.earlier.lines, ...(context.live.room?.snapshot.messages ?? [])];
  const found = new Map(said.map(({ author }) => [author.id, author]));
  return [...found.values()].sort((one, other) => other.name.length - one.name.length);
}
