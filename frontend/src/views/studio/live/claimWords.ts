/** A claim in words. */

import { texts } from "../../../messages/texts";
import type { ClaimView, ItemView } from "../../../wire/frames";
import { isolated } from "../../format";

/** "2 × Shirt, L / red". */
export function whatOf(
  claim: Pick<ClaimView, "quantity" | "variant_id">,
  item: ItemView | undefined,
): string {
  const variant = item?.variants.find((each) => each.id === claim.variant_id)?.name;
  const many = claim.quantity > 1 ? `${claim.quantity} × ` : "";
  return `${many}${isolated(item?.title ?? texts.sale.theItem)}${variant ? `, ${isolated(variant)}` : ""}`;
}
