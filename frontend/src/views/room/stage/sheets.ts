/** The sheets that come over the stage, each fetched when it is first opened. */

import type { RoomContext } from "../../../actions/context";
import type { Page } from "../../../entries/page";
import type { PartyView } from "../../../wire/frames";
import type { Draft } from "../../chat/draft.svelte";
import type { Choice } from "./choice.svelte";

export type SheetName =
  "bag" | "chat" | "giveaways" | "item" | "items" | "join" | "keys" | "kinds" | "lot" | "more";

/** `about`: the item, the kind or the lot that it shows. */
export type Open = (name: SheetName, about?: string) => void;

export interface SheetProps {
  context: RoomContext;
  page: Page;
  party: PartyView;
  choice: Choice;
  draft: Draft;
  about: string;
  open: Open;
  onclose: () => void;
}

export const SHEETS = {
  bag: () => import("./BagSheet.svelte"),
  chat: () => import("./ChatSheet.svelte"),
  giveaways: () => import("./GiveawaysSheet.svelte"),
  item: () => import("./ItemSheet.svelte"),
  items: () => import("./ItemsSheet.svelte"),
  join: () => import("./JoinSheet.svelte"),
  keys: () => import("./KeysSheet.svelte"),
  kinds: () => import("./KindsSheet.svelte"),
  lot: () => import("./LotSheet.svelte"),
  more: () => import("./MoreSheet.svelte"),
} as const;
