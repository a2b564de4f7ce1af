import type { deck as English } from "../en/deck";
import { plural } from "../language";

export const deck: typeof English = {
  onAir: "Auf Sendung",
  live: "Live",
  paused: "Pause",
  sold: (count) => plural(count, { other: "# verkauft" }),
  bigText: "Große Schrift",
  kinds: "Varianten",
  nothing: { empty: "Nichts ist auf Sendung", ready: "Es kann losgehen" },
  pressNext: "Drück den großen Knopf: Der nächste Artikel geht auf Sendung.",
  addSome: "Es ist nichts mehr zu zeigen. Füge einen Artikel hinzu.",
  states: {
    flash: "Blitzangebot",
    flashSoon: "Gleich ein Blitzangebot",
    allHeld: "Alles reserviert",
    soldOut: "Ausverkauft",
    offSale: "Nicht im Verkauf",
  },
  lots: { running: "Auktion", closing: "Auktion, letzte Sekunden", standing: "Auktion, die Uhr steht" },
  leads: (name) => `${name} führt`,
  noBid: "noch kein Gebot",
  bids: (count) => plural(count, { one: "# Gebot", other: "# Gebote" }),
  stopClock: "Uhr anhalten",
  startClock: "Uhr starten",
  left: (count) => plural(count, { other: "# übrig" }),
  held: (count) => plural(count, { other: "# reserviert" }),
  waiting: (count) => plural(count, { other: "# auf der Warteliste" }),
  next: "Nächster",
  again: "Noch einmal von vorn",
  space: "Leertaste",
  nothingNext: "Das war der letzte Artikel",
  nowOn: (item) => `${item} ist auf Sendung.`,
  toConfirm: (count) => plural(count, { other: "Zu bestätigen (#)" }),
  allClaims: "Alle Reservierungen",
  noHolds: "Nichts zu bestätigen. Neue Reservierungen kommen hierher.",
  queue: "Reihenfolge",
  searchQueue: "Reihenfolge durchsuchen",
  showOne: (item) => `${item} zeigen`,
  isOnAir: (item) => `${item}, jetzt auf Sendung`,
  showMore: (count) => plural(count, { other: "# mehr" }),
  lastClaim: "Letzte Reservierung",
  lastQuestion: "Letzte Frage",
  noneYet: "Noch keine",
  claims: {
    confirmAll: (count) => plural(count, { other: "Alle # bestätigen" }),
    confirmAllAsk: (count, total) =>
      plural(
        count,
        {
          other:
            "# Verkäufe, zusammen {total}. Eine Zeile kann später noch von einer Bestellung genommen werden.",
        },
        { total },
      ),
    confirmAllYes: "Ja, bestätigen",
    confirmed: (count) =>
      plural(count, { one: "# Verkauf ist bestätigt.", other: "# Verkäufe sind bestätigt." }),
    moreClaims: "Mehr Reservierungen zeigen",
  },
  tools: {
    title: "Werkzeuge",
    short: { price: "Preis", flash: "Blitz", auction: "Auktion", giveaway: "Geschenk" },
    long: { price: "Preis senken", flash: "Blitzangebot", auction: "Auktion", giveaway: "Verlosung" },
    of: (tool, item) => `${tool}: ${item}`,
    pin: "Anpinnen",
    off: (percent) => `−${percent} %`,
    isNow: (item, price) => `${item} kostet jetzt ${price}.`,
    ownKept: "Varianten mit eigenem Preis behalten ihn.",
    minutes: (count) => plural(count, { other: "# min" }),
    seconds: (count) => plural(count, { other: "# s" }),
    from: (price) => `ab ${price}`,
    prize: "Was gibt es zu gewinnen?",
    openFor: "offen für",
  },
  warnings: {
    title: "Sieh dir das an",
    away: {
      server: "Der Server war weg.",
      host: "Dein Bild ist weg: Alle sehen, dass du nicht da bist.",
      bidders: "Viele, die bieten, sind weg.",
    },
    goesOnIn: "Spätestens in {time} geht es weiter.",
    paused: "Pause: Niemand kann reservieren. Reservierungen laufen weiter ab.",
    runsOut: (count) =>
      plural(count, {
        one: "# Reservierung läuft in einer Minute ab",
        other: "# Reservierungen laufen in einer Minute ab",
      }),
    waits: (count) =>
      plural(count, { one: "# Nachricht oder Meldung wartet", other: "# Nachrichten und Meldungen warten" }),
    asked: (count, item) =>
      plural(count, { one: "# Person möchte {item} sehen", other: "# möchten {item} sehen" }, { item }),
    look: "Ansehen",
    show: "Zeigen",
  },
};
