import type { AddAuction } from "../wire/frames";
import { ask, type Helm } from "./helm";

export const NEW_LOT = "new lot";

/** Bids: the most one would pay, sent now by the server's clock. Only its sender is told her own most, by the answer. */
export async function bid(helm: Helm, auctionId: string, amount: number) {
  const answer = await ask(helm, { type: "bid.place", auction_id: auctionId, amount, sent_at: serverNow(helm) }, auctionId);
  if (!answer.ok) return answer;
  helm.live.maximumTold(auctionId, amount);
  const event = answer.fact?.event;
  if (event?.type === "bid.placed" && event.leader.id !== helm.live.user?.id) {
    helm.live.complain("You are outbid already: somebody would pay at least as much.");
  } else if (!event) {
    helm.live.tell("Your most is raised. Nobody else is told.");
  }
  return answer;
}

export function buyNow(helm: Helm, auctionId: string) {
  return ask(helm, { type: "auction.buy_now", auction_id: auctionId, sent_at: serverNow(helm) }, auctionId);
}

/** The runner-up takes the lot, or leaves it to the next. */
export function answerOffer(helm: Helm, auctionId: string, takes: boolean) {
  return ask(helm, { type: takes ? "auction.accept" : "auction.decline", auction_id: auctionId }, auctionId);
}

/** What a lot on offer costs this reader: her own bid, which no fact tells. She may have made it on another device. */
export async function offerOf(helm: Helm, auctionId: string): Promise<number> {
  const { amount } = await helm.http.get<{ amount: number }>(`/api/rooms/${helm.room}/auctions/${auctionId}/offer`);
  return amount;
}

export function add(helm: Helm, lot: Omit<AddAuction, "type">) {
  return ask(helm, { type: "auction.add", ...lot }, NEW_LOT);
}

export function run(helm: Helm, auctionId: string, what: "open" | "pause" | "resume") {
  return ask(helm, { type: `auction.${what}`, auction_id: auctionId }, auctionId);
}

export function makeVoid(helm: Helm, auctionId: string, reason: string) {
  return ask(helm, { type: "auction.void", auction_id: auctionId, reason }, auctionId);
}

function serverNow(helm: Helm): number {
  return Math.max(0, Math.round(Date.now() + helm.live.clockOffset));
}
