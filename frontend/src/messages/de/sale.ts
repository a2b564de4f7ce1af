import type { sale as English } from "../en/sale";
import { plural } from "../language";

export const sale: typeof English = {
  left: (count) => plural(count, { one: "noch #", other: "noch #" }),
  offSale: "Nicht im Verkauf",
  soldOut: "Ausverkauft",
  allHeld: "Alle reserviert",
  inLine: (left, waiting) =>
    plural(
      waiting,
      { one: "{left} · # auf der Warteliste", other: "{left} · # auf der Warteliste" },
      { left },
    ),
  theItem: "der Artikel",
  claims: {
    held: (item) => `${item} ist für dich reserviert.`,
    promoted: (item) => `Du bist dran: ${item} ist jetzt für dich reserviert.`,
    firstInLine: (item) => `Du bist auf der Warteliste für ${item} ganz vorn.`,
    inLine: (item, ahead) =>
      plural(
        ahead,
        {
          one: "Du stehst auf der Warteliste für {item}, eine Person ist vor dir.",
          other: "Du stehst auf der Warteliste für {item}, # Personen sind vor dir.",
        },
        { item },
      ),
    wanted: (item) => `Du möchtest ${item}: Wer zuerst zahlt, bekommt es.`,
    released: (item) => `Deine Reservierung von ${item} wurde aufgehoben.`,
    expired: (item) => `Deine Reservierung von ${item} ist abgelaufen.`,
    expiredAt: (item, time) => `Deine Reservierung von ${item} ist um ${time} abgelaufen.`,
    ordered: (item) => `${item} gehört dir und steht auf deiner Bestellung.`,
  },
  bids: {
    leading: (lot) => `Du führst bei ${lot}.`,
    outbid: (lot) => `Du wurdest bei ${lot} überboten.`,
    won: (lot) => `Gewonnen: ${lot} gehört dir.`,
    over: (lot) => `${lot} ist vorbei und geht nicht an dich.`,
    offered: (lot) => `${lot} wird dir angeboten.`,
  },
  outbidAlready: "Du bist schon überboten: Jemand würde mindestens genauso viel zahlen.",
  mostRaised: "Dein Höchstgebot ist erhöht. Sonst erfährt das niemand.",
  lot: "Ein Los",
  lots: {
    pending: "Kommt noch",
    open: "Läuft",
    paused: "Pausiert",
    offeredTo: (name) => `${name} angeboten`,
    offeredToNext: "Der nächsten Person angeboten",
    sold: "Verkauft",
    soldFor: (price) => `Für ${price} verkauft`,
    soldTo: (name) => `An ${name} verkauft`,
    soldToFor: (name, price) => `Für ${price} an ${name} verkauft`,
    voidBecause: {
      away: "jemand, der gebraucht wurde, war weg",
      over: "die Party ist vorbei",
      seller_out: "die Verkäuferin wurde ausgeschlossen",
      struck: "Gebote wurden gestrichen, und der Preis wäre gefallen",
    },
    void: (reason) => `Abgebrochen: ${reason}`,
    notSold: "Nicht verkauft",
  },
  flash: {
    on: (percent) => `${percent} % Rabatt, noch {time}`,
    coming: (percent) => `${percent} % Rabatt in {time}`,
  },
  eligible: {
    everyone: "Alle dürfen mitmachen",
    followers: "Für alle, die diesem Raum folgen",
    buyers: "Für alle, die auf dieser Party gekauft haben",
  },
  entrants: (count) => plural(count, { one: "Eine Person macht mit", other: "# Personen machen mit" }),
  nobodyTakesPart: "Noch macht niemand mit",
  prizes: (count, prize) => `${count} × ${prize}`,
};
