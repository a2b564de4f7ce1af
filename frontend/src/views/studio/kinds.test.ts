import { describe, expect, test } from "vitest";
import { crossed, freshKind, kindsProblem, optionsOf, variantsOf } from "./kinds";

const SIZE = { name: "Size", options: "M, L" };
const COLOUR = { name: "Colour", options: "red, blue" };
const NONE = { name: "", options: "" };

describe("kinds along axes", () => {
  test("options are told apart by their letters alone", () => {
    expect(optionsOf({ name: "Size", options: " M ,, m, L," })).toEqual(["M", "L"]);
  });

  test("two axes make every pair", () => {
    expect(crossed([SIZE, COLOUR], []).map((kind) => kind.options)).toEqual([
      ["M", "red"],
      ["M", "blue"],
      ["L", "red"],
      ["L", "blue"],
    ]);
  });

  test("an axis without options is none", () => {
    expect(crossed([SIZE, NONE], []).map((kind) => kind.options)).toEqual([["M"], ["L"]]);
    expect(crossed([NONE, NONE], [])).toEqual([freshKind()]);
  });

  test("what was typed stays when an option is added", () => {
    const [first] = crossed([SIZE, NONE], []);
    const known = [{ ...freshKind(["M"]), stock: 7, price: "9" }];
    expect(first?.stock).toBe(1);
    expect(crossed([{ ...SIZE, options: "S, m" }, NONE], known)).toEqual([
      freshKind(["S"]),
      { ...freshKind(["m"]), stock: 7, price: "9" },
    ]);
  });

  test("kinds of which there are none are not sent, and an own price is in minor units", () => {
    const kinds = [
      { ...freshKind(["M"]), price: "9.50" },
      { ...freshKind(["L"]), stock: null },
      { ...freshKind(["S"]), stock: 0 },
    ];
    expect(variantsOf(kinds, "EUR")).toEqual([
      { name: "", options: ["M"], stock: 1, price: 950 },
      { name: "", options: ["S"], stock: 0, price: null },
    ]);
  });

  test.each([
    [[{ ...SIZE, name: " " }, NONE], [freshKind(["M"])], "Say what the options are, such as Size."],
    [
      [SIZE, { ...COLOUR, name: "size" }],
      [freshKind(["M", "red"])],
      "Two lists of options have the same name.",
    ],
    [[{ ...SIZE, options: "x".repeat(41) }, NONE], [freshKind(["x"])], "An option has up to 40 letters."],
    [
      [SIZE, NONE],
      Array.from({ length: 101 }, () => freshKind()),
      "That is 101 kinds. An item has up to 100.",
    ],
    [
      [NONE, NONE],
      [{ ...freshKind(), price: "9,999" }],
      "A kind’s own price may be left empty. Write it as a number without thousands, such as 12.50.",
    ],
    [[SIZE, NONE], [{ ...freshKind(["M"]), stock: null }], "Say how many there are."],
    [[SIZE, COLOUR], [freshKind(["M", "red"])], ""],
  ])("%j with %j: %s", (axes, kinds, words) => {
    expect(kindsProblem(axes, kinds, "EUR")).toBe(words);
  });
});
