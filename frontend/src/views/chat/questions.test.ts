import { expect, it } from "vitest";
import type { ItemView, QuestionView } from "../../wire/frames";
import { answeredOf, titleOf, waitingOf } from "./questions";

function question(id: string, offset: number, over: Partial<QuestionView> = {}): QuestionView {
  const author = { id: "u1", name: "Ben" };
  return { id, offset, author, text: "?", item_id: null, upvotes: 0, state: "open", by: null, ...over };
}

it("shows what is being answered first, then the most wanted, then the oldest", () => {
  const queue = [
    question("late", 4),
    question("wanted", 3, { upvotes: 5 }),
    question("early", 2),
    question("taken", 5, { state: "taken" }),
    question("done", 1, { state: "answered" }),
  ];

  expect(waitingOf(queue).map(({ id }) => id)).toEqual(["taken", "wanted", "early", "late"]);
  expect(answeredOf(queue).map(({ id }) => id)).toEqual(["done"]);
});

it("names the item by its latest copy", () => {
  const items = [
    { id: "jam", copy_of: null, title: "Jam" },
    { id: "again", copy_of: "jam", title: "Jam, once more" },
  ] as ItemView[];

  expect(titleOf(items, question("q", 1, { item_id: "jam" }))).toBe("Jam, once more");
  expect(titleOf(items, question("q", 1))).toBeNull();
});
