/** How events change the show: the table of each noun. */

export { announcementRows } from "./announcements";
export { raidRows, shoutoutRows } from "./elsewhere";
export { auctionRows } from "./auctions";
export { claimRows } from "./claims";
export { giveawayRows } from "./giveaways";
export { itemRows } from "./items";
export { messageRows } from "./messages";
export { partyRows } from "./parties";
export { pollRows } from "./polls";
export { questionRows } from "./questions";
export { roomRows } from "./rooms";
export { modeRows } from "./filters";
export { heldRows } from "./held";
export { reportRows } from "./reports";
