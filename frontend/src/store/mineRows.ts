/** How events change what is the reader's own: the table of each noun that has something of hers. */

export { auctionMine } from "./auctions";
export { claimMine } from "./claims";
export { giveawayMine } from "./giveaways";
export { itemMine } from "./items";
export { partyMine } from "./parties";
export { pollMine } from "./polls";
export { questionMine } from "./questions";
export { roomMine } from "./rooms";
export { heldMine } from "./held";
export { reportMine } from "./reports";
