import type { shared as English } from "../en/shared";
import { number, plural } from "../language";

export const shared: typeof English = {
  roles: {
    owner: "Inhaber:in",
    host: "Host",
    seller: "Verkäufer:in",
    moderator: "Moderator:in",
    buyer: "Käufer:in",
  },
  noAnswer: "Keine Antwort",
  noAnswerMore: ": Ist das Netz da? Was du wolltest, ist gemerkt und zählt einmal",
  connected: "Verbunden",
  lost: "Verbindung verloren, neuer Versuch",
  lostFor: (seconds) => `Verbindung verloren, neuer Versuch\u00a0in ${seconds} s`,
  tryNow: "Jetzt versuchen",
  reload: "Neu laden",
  connecting: "Verbinden …",
  notLoaded:
    "Ein Teil dieser Seite konnte nicht geladen werden. Prüfe deine Verbindung und lade die Seite neu.",
  undo: "Rückgängig",
  dismiss: "Ausblenden",
  whatYouCanDo: "Was du tun kannst",
  myLimits: "Meine Limits",
  left: "noch {time}",
  rehearsal: "Probe",
  watching: (count) => plural(count, { one: "# Person sieht zu", other: "# sehen zu" }),
  items: (count) => `Artikel (${number(count)})`,
  searchItems: "Artikel suchen",
  noMatch: "Nichts gefunden.",
};
