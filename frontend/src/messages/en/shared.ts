/** Of what room and studio share. */

import { number, plural } from "../language";

export const shared = {
  roles: { owner: "Owner", host: "Host", seller: "Seller", moderator: "Moderator", buyer: "Buyer" },
  noAnswer: "No answer",
  noAnswerMore: ": is the network there? What you asked is kept and counts once",
  connected: "Connected",
  lost: "Connection lost, trying again",
  lostFor: (seconds: number) => `Connection lost, trying again\u00a0in ${seconds} s`,
  tryNow: "Try now",
  reload: "Reload",
  connecting: "Connecting…",
  notLoaded: "A part of this page could not be loaded. Check your connection and reload the page.",
  undo: "Undo",
  dismiss: "Dismiss",
  whatYouCanDo: "What you can do",
  myLimits: "My limits",
  /** How long is left: `{time}` is a countdown. */
  left: "{time} left",
  rehearsal: "Rehearsal",
  watching: (count: number) => plural(count, { other: "# watching" }),
  items: (count: number) => `Items (${number(count)})`,
  searchItems: "Search items",
  noMatch: "Nothing matches.",
};
