/** What keeps a room kind: modes, the shield, messages that wait. */

import { plural } from "../language";

export const moderation = {
  title: "Moderation",
  tab: "Moderate",
  tabWith: (count: number) => plural(count, { other: "Moderate (#)" }),
  modes: "Chat rules",
  shieldMeans: "The shield is up: only known buyers claim and bid, strangers do not write.",
  raise: "Raise the shield",
  lower: "Lower the shield",
  switches: "Modes",
  slow: "Slow mode",
  followers: "Followers only",
  delay: "Delay",
  links: "Links",
  off: "Off",
  any: "Any follower",
  allLinks: "All",
  listedLinks: "To listed sites",
  noLinks: "None",
  seconds: (count: number) => plural(count, { one: "# second", other: "# seconds" }),
  held: (count: number) => plural(count, { other: "Waiting messages (#)" }),
  keys: "On a message: A allows it, D denies it, J and K move.",
  nothingWaits: "Nothing waits.",
  denyAll: "Deny all",
  denyAllOf: (count: number) => plural(count, { other: "Deny all # of this person" }),
  allow: "Allow",
  deny: "Deny",
  takeIt: "I am on it",
  isOnIt: (name: string) => `${name} is on it`,
  moreWait: (count: number) =>
    plural(count, { one: "# more waits behind these.", other: "# more wait behind these." }),
  says: (name: string, text: string) => `${name}: ${text}`,
  forgotten: "forgotten",
  why: { first: "first message here", words: "words to look at", delay: "shown in seconds" },
};
