import type { PictureView } from "../wire/frames";
import type { RoomContext } from "./context";

/** Sends a photo as it is; the server makes it small, upright and free of hidden data. */
export function upload(context: RoomContext, file: File): Promise<PictureView> {
  return context.http.upload("/api/pictures", {}, file);
}
