import { afterEach, expect, it } from "vitest";
import { setLanguage } from "../messages/language";
import { showLocalTimes } from "./localTimes";

afterEach(() => setLanguage("en"));

it("writes the times of a page in the page's language, before any catalogue was loaded", () => {
  const time = { dateTime: "2026-03-04T12:00:00Z", textContent: "Mar 4" };
  const page = { documentElement: { lang: "de" }, querySelectorAll: () => [time] };

  showLocalTimes(page as unknown as Document);

  expect(time.textContent).toMatch(/^0?4\.0?3\.2026/);
});
