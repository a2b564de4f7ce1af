import { fullTime } from "../views/format";

/** Times come from the server in UTC; people read them in their own zone. */
export function showLocalTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.textContent = fullTime(at);
  }
}
