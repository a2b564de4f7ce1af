import { languageOf, setLanguage } from "../messages/language";
import { fullTime } from "../views/format";

/** Times come from the server in UTC; people read them in their own zone, and in the language of the page. */
export function showLocalTimes(page: Document): void {
  setLanguage(languageOf(page.documentElement.lang));
  for (const time of page.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.textContent = fullTime(at);
  }
}
