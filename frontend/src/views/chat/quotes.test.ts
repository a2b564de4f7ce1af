import { expect, it } from "vitest";
import { quoted } from "./quotes";

it.each([
  ["short", "Is it sweet?", "Is it sweet?"],
  ["of several lines", "one\ntwo", "one two"],
  ["long", "a".repeat(61), `${"a".repeat(60)}…`],
  ["of families, none of them parted", "👩‍👩‍👧".repeat(61), `${"👩‍👩‍👧".repeat(60)}…`],
  ["Burmese, no syllable parted", "ကြိုက်".repeat(40), `${"ကြိုက်".repeat(30)}…`],
])("a line that is %s", (_, text, quote) => {
  expect(quoted(text)).toBe(quote);
});
