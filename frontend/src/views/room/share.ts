/** Sharing an address: by the device's own way, or copied. */

import type { RoomContext } from "../../actions/context";
import { texts } from "../../messages/texts";

export async function share({ live }: RoomContext, title: string, path: string): Promise<void> {
  const url = new URL(path, location.href).href;
  try {
    if (navigator.share) return await navigator.share({ title, url });
    await navigator.clipboard.writeText(url);
    live.tell(texts.stage.copied);
  } catch {
    // She thought better of it, or the browser may not: then nothing is shared.
  }
}
