import { plural } from "../language";
import type { talk as English } from "../en/talk";

export const talk: typeof English = {
  reports: {
    means:
      "Die Moderation sieht es sich an und sagt dir, was daraus wurde. Niemand erfährt, dass du es warst.",
    more: "In deinen Worten (nur die Moderation liest es)",
    person: (name) => `Es geht um ${name}, nicht nur um diese Zeile`,
    send: "Meldung senden",
    sent: "Danke. Die Moderation sieht es sich an.",
    waiting: (count) =>
      plural(count, { one: "Deine Meldung wird angesehen", other: "# deiner Meldungen werden angesehen" }),
    answered: "Eine deiner Meldungen wurde angesehen.",
    read: "Was daraus wurde",
    own: "Deine Meldungen",
    ownNone: "Du hast hier nichts gemeldet.",
    ofPerson: (name) => `Du hast ${name} gemeldet`,
    ofLine: (name) => `Du hast eine Nachricht von ${name} gemeldet`,
    waits: "Es hat sie noch niemand angesehen.",
    outcome: {
      acted: "Du hattest recht: Die Moderation hat etwas unternommen.",
      nothing_wrong: "Die Moderation hat es sich angesehen und nichts zu beanstanden.",
    },
    queue: (count) => plural(count, { other: "Meldungen (#)" }),
    none: "Nichts wurde gemeldet.",
    many: (count) => plural(count, { one: "einmal gemeldet", other: "von # Personen gemeldet" }),
    gone: "die Worte sind weg",
    acted: "Ist erledigt",
    nothingWrong: "Nichts zu beanstanden",
  },
  serverBan: {
    title: "Der ganze Server",
    means: (name) =>
      `${name} wird sofort überall abgemeldet und liest deinen Grund bei der Anmeldung. Reservierungen und Gebote verfallen.`,
    reason: "Grund (steht bei der Anmeldung)",
    howLong: "Wie lange",
    day: "Einen Tag",
    month: "30 Tage",
    forGood: "Für immer",
    ban: "Vom Server sperren",
    banned: (name) => `${name} ist vom Server gesperrt.`,
    since: (by, time) => `Vom Server gesperrt von ${by}, ${time}`,
    until: (time) => `bis ${time}`,
    lift: "Wieder zulassen",
    lifted: (name) => `${name} darf sich wieder anmelden.`,
  },
};
