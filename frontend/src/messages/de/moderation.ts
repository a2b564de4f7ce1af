/** Was einen Raum freundlich hält. */

import type { moderation as English } from "../en/moderation";
import { plural } from "../language";

export const moderation: typeof English = {
  title: "Moderation",
  tab: "Moderieren",
  tabWith: (count) => plural(count, { other: "Moderieren (#)" }),
  modes: "Was im Chat gilt",
  shieldMeans:
    "Der Schild ist oben: Nur wer hier schon gekauft hat, reserviert und bietet. Fremde schreiben nicht.",
  raise: "Schild hoch",
  lower: "Schild runter",
  switches: "Regeln",
  slow: "Langsam",
  followers: "Nur wer folgt",
  delay: "Verzögerung",
  links: "Links",
  off: "Aus",
  any: "Egal wie lange",
  allLinks: "Alle",
  listedLinks: "Zu bestimmten Seiten",
  noLinks: "Keine",
  seconds: (count) => plural(count, { one: "# Sekunde", other: "# Sekunden" }),
  held: (count) => plural(count, { other: "Wartende Nachrichten (#)" }),
  keys: "Auf einer Nachricht: A lässt sie durch, D lehnt sie ab, J und K gehen weiter und zurück.",
  nothingWaits: "Nichts wartet.",
  denyAll: "Alle ablehnen",
  denyAllOf: (count) => plural(count, { other: "Alle # dieser Person ablehnen" }),
  allow: "Durchlassen",
  deny: "Ablehnen",
  takeIt: "Ich kümmere mich",
  isOnIt: (name) => `${name} kümmert sich`,
  moreWait: (count) =>
    plural(count, { one: "Dahinter wartet # weitere.", other: "Dahinter warten # weitere." }),
  says: (name, text) => `${name}: ${text}`,
  forgotten: "vergessen",
  why: {
    first: "erste Nachricht hier",
    words: "Wörter zum Ansehen",
    delay: "erscheint in Sekunden",
  },
};
