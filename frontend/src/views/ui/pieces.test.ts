import { expect, it } from "vitest";
import { piecesOf } from "./pieces";

it.each([
  ["Plain.", ["Plain."]],
  ["{name} leads", ["", "name:", " leads"]],
  ["On <order>your order</order>.", ["On ", "order:your order", "."]],
  ["# <b>not closed</i> {a} {b}", ["# <b>not closed</i> ", "a:", " ", "b:", ""]],
])("%j is taken apart at its places", (sentence, pieces) => {
  expect(piecesOf(sentence).map(({ words, name }) => (name ? `${name}:${words}` : words))).toEqual(pieces);
});
