import { withMaximum } from "../store/auctions";
import type { AddAuction } from "../wire/frames";
import { ask, type RoomContext } from "./context";
import { texts } from "../messages/texts";

export const NEW_LOT = "new-lot";

/**
 * Bids: the most one would pay, sent now by the server's clock. Only its sender is told her own most, by the
 * answer.
 */
export async function bid(context: RoomContext, auctionId: string, amount: number) {
  const answer = await ask(
    context,
    { type: "bid.place", auction_id: auctionId, amount, sent_at: serverNow(context) },
    auctionId,
  );
  if (!answer.ok) return answer;
  context.live.changeMine((mine) => withMaximum(mine, auctionId, amount));
  const event = answer.fact?.event;
  if (event?.type === "bid.placed" && event.leader.id !== context.live.user?.id) {
    context.live.complain(texts.sale.outbidAlready);
  } else if (!event) {
    context.live.tell(texts.sale.mostRaised);
  }
  return answer;
}

export function buyNow(context: RoomContext, auctionId: string) {
  return ask(
    context,
    { type: "auction.buy_now", auction_id: auctionId, sent_at: serverNow(context) },
    auctionId,
  );
}

/** The runner-up takes the lot, or leaves it to the next. */
export function answerOffer(context: RoomContext, auctionId: string, takes: boolean) {
  return ask(
    context,
    { type: takes ? "auction.accept" : "auction.decline", auction_id: auctionId },
    auctionId,
  );
}

export interface Offer {
  readonly amount: number;
  readonly currency: string;
  readonly title: string;
}

/**
 * What a lot on offer costs this reader: her own bid, which no fact tells. She may have made it on another
 * device.
 */
export async function offerOf(context: RoomContext, auctionId: string): Promise<Offer> {
  const params = { room_id: context.room, auction_id: auctionId };
  const { amount, currency, title } = await context.http.get(
    "/api/rooms/{room_id}/auctions/{auction_id}/offer",
    params,
  );
  return { amount, currency, title };
}

export function add(context: RoomContext, lot: Omit<AddAuction, "type">) {
  return ask(context, { type: "auction.add", ...lot }, NEW_LOT);
}

export function run(context: RoomContext, auctionId: string, what: "open" | "pause" | "resume") {
  return ask(context, { type: `auction.${what}`, auction_id: auctionId }, auctionId);
}

export function makeVoid(context: RoomContext, auctionId: string, reason: string) {
  return ask(context, { type: "auction.void", auction_id: auctionId, reason }, auctionId);
}

function serverNow(context: RoomContext): number {
  return Math.max(0, Math.round(Date.now() + context.live.clockOffset));
}
