import { expect, test } from "vitest";
import { chatWords } from "./chatWords";

test.each<[string, string[] | null]>([
  ["sold, mine", ["sold", "mine"]],
  [" sold ,, sold, ", ["sold"]],
  ["", []],
  ["ich nehme, 買う", ["ich nehme", "買う"]],
  ["sold2", null],
  ["!", null],
  ["a".repeat(21), null],
  ["a,b,c,d,e,f,g,h,i,j,k", null],
])("%j are the words %j", (typed, words) => {
  expect(chatWords(typed)).toEqual(words);
});
