/** What few readers open in the chat. Loaded with the screens that show it. */

import { plural } from "../language";

export const talk = {
  reports: {
    means: "A moderator looks at it and you are told what came of it. Nobody learns that it was you.",
    more: "In your words (only moderators read it)",
    person: (name: string) => `It is about ${name}, not about this line alone`,
    send: "Send the report",
    sent: "Thank you. A moderator looks at it.",
    waiting: (count: number) =>
      plural(count, {
        one: "Your report is being looked at",
        other: "# of your reports are being looked at",
      }),
    answered: "A report of yours was looked at.",
    read: "See what came of it",
    own: "Your reports",
    ownNone: "You have reported nothing here.",
    ofPerson: (name: string) => `You reported ${name}`,
    ofLine: (name: string) => `You reported a message of ${name}`,
    waits: "Nobody has looked at it yet.",
    outcome: {
      acted: "You were right: the moderators acted on it.",
      nothing_wrong: "The moderators looked at it and found nothing wrong with it.",
    },
    queue: (count: number) => plural(count, { other: "Reports (#)" }),
    none: "Nothing was reported.",
    many: (count: number) => plural(count, { one: "reported once", other: "reported by # people" }),
    gone: "the words are gone",
    acted: "It is dealt with",
    nothingWrong: "Nothing wrong",
  },
  serverBan: {
    title: "The whole server",
    means: (name: string) =>
      `${name} is signed out everywhere at once, and reads your reason when signing in. Claims and bids are let go.`,
    reason: "Reason (read at the sign-in)",
    howLong: "How long",
    day: "A day",
    month: "30 days",
    forGood: "For good",
    ban: "Ban from this server",
    banned: (name: string) => `${name} is banned from this server.`,
    since: (by: string, time: string) => `Banned from this server by ${by}, ${time}`,
    until: (time: string) => `until ${time}`,
    lift: "Let in again",
    lifted: (name: string) => `${name} may sign in again.`,
  },
};
