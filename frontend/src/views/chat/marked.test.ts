import { describe, expect, it } from "vitest";
import { pieces } from "./marked";

const BEN = { id: "ben", name: "Ben" };
const KAISER = { id: "kaiser", name: "Ben Kaiser" };
const TANAKA = { id: "tanaka", name: "田中" };

function words(text: string, ...mentions: { id: string; name: string }[]): string[] {
  return pieces({ text, mentions }).map((piece) => (piece.whom ? `[${piece.words}]` : piece.words));
}

describe("the names in a line", () => {
  it("stand apart from its other words", () => {
    expect(words("hello @Ben, look", BEN)).toEqual(["hello ", "[@Ben]", ", look"]);
    expect(words("@ben @BEN", BEN)).toEqual(["[@ben]", " ", "[@BEN]"]);
    expect(words("@田中さんへ", TANAKA)).toEqual(["[@田中]", "さんへ"]);
  });

  it("are the longer one where one begins with another", () => {
    expect(words("@Ben Kaiser and @Ben", BEN, KAISER)).toEqual(["[@Ben Kaiser]", " and ", "[@Ben]"]);
  });

  it("are none where nobody was told", () => {
    expect(words("hello @Ben")).toEqual(["hello @Ben"]);
    expect(words("", BEN)).toEqual([]);
  });
});
