/** Items, claims, lots and giveaways, as room and studio speak of them. */

import { plural } from "../language";

export const sale = {
  left: (count: number) => plural(count, { one: "# left", other: "# left" }),
  offSale: "Off sale",
  soldOut: "Sold out",
  allHeld: "All held",
  inLine: (left: string, waiting: number) =>
    plural(waiting, { one: "{left} · # in line", other: "{left} · # in line" }, { left }),
  theItem: "the item",
  claims: {
    held: (item: string) => `${item} is held for you.`,
    promoted: (item: string) => `Your turn: ${item} is now held for you.`,
    firstInLine: (item: string) => `You are first in line for ${item}.`,
    inLine: (item: string, ahead: number) =>
      plural(
        ahead,
        {
          one: "You are in line for {item}, # ahead of you.",
          other: "You are in line for {item}, # ahead of you.",
        },
        { item },
      ),
    wanted: (item: string) => `You want ${item}: who pays first gets it.`,
    released: (item: string) => `Your claim of ${item} was let go.`,
    expired: (item: string) => `Your hold of ${item} has run out.`,
    expiredAt: (item: string, time: string) => `Your hold of ${item} ran out at ${time}.`,
    ordered: (item: string) => `${item} is yours: it is on your order.`,
  },
  bids: {
    leading: (lot: string) => `You lead for ${lot}.`,
    outbid: (lot: string) => `You are outbid for ${lot}.`,
    won: (lot: string) => `You won: ${lot} is yours.`,
    over: (lot: string) => `${lot} is over. It is not yours.`,
    offered: (lot: string) => `${lot} is offered to you.`,
  },
  outbidAlready: "You are outbid already: somebody would pay at least as much.",
  mostRaised: "Your most is raised. Nobody else is told.",
  lot: "A lot",
  lots: {
    pending: "Coming up",
    open: "Open",
    paused: "Paused",
    offeredTo: (name: string) => `Offered to ${name}`,
    offeredToNext: "Offered to the next",
    sold: "Sold to somebody",
    soldFor: (price: string) => `Sold to somebody for ${price}`,
    soldTo: (name: string) => `Sold to ${name}`,
    soldToFor: (name: string, price: string) => `Sold to ${name} for ${price}`,
    void: (why: string) => `Void: ${why}`,
    voidBecause: {
      away: "somebody who was needed was away",
      over: "the party is over",
      seller_out: "its seller was shut out",
      struck: "bids were struck, and its price would have fallen",
    },
    notSold: "Not sold",
  },
  flash: {
    on: (percent: number) => `${percent} % off for {time}`,
    coming: (percent: number) => `${percent} % off in {time}`,
  },
  eligible: {
    everyone: "Everybody may enter",
    followers: "For those who follow this room",
    buyers: "For those who bought in this party",
  },
  entrants: (count: number) => plural(count, { one: "# person takes part", other: "# people take part" }),
  nobodyTakesPart: "Nobody takes part",
  prizes: (count: number, prize: string) => `${count} × ${prize}`,
};
