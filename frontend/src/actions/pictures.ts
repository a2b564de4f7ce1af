import type { PictureView } from "../wire/frames";
import type { Helm } from "./helm";

/** Sends a photo as it is; the server makes it small, upright and free of hidden data. */
export function upload(helm: Helm, file: File): Promise<PictureView> {
  return helm.http.upload("/api/pictures", file);
}
