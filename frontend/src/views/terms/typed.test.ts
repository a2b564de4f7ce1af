import { describe, expect, it } from "vitest";
import type { ShippingRule } from "../../wire/frames";
import { NO_RATE, readPercent, readShipping, type TypedShipping, typedShipping } from "./typed";

const flat = (more: Partial<TypedShipping> = {}): TypedShipping => ({
  everywhere: { ...NO_RATE, first: "4,90" },
  regions: [],
  freeFrom: "",
  ...more,
});

describe("shipping", () => {
  const rules: ShippingRule[] = [
    { everywhere: { by: "pieces", first: 490, further: 0 }, regions: [], free_from: null },
    { everywhere: { by: "pieces", first: 490, further: 100 }, regions: [], free_from: 5000 },
    {
      everywhere: {
        by: "weight",
        bands: [
          { up_to: 500, price: 300 },
          { up_to: 2000, price: 600 },
        ],
        above: 1900,
      },
      regions: [{ countries: ["DE", "AT"], rate: { by: "pieces", first: 0, further: 0 } }],
      free_from: null,
    },
  ];

  it.each(rules)("comes back as it was typed: %j", (rule) => {
    expect(readShipping(typedShipping(rule, "EUR"), "EUR")).toEqual(rule);
  });

  it("is typed in major units", () => {
    expect(readShipping(flat(), "EUR").everywhere).toEqual({ by: "pieces", first: 490, further: 0 });
    expect(readShipping(flat({ everywhere: { ...NO_RATE, first: "490" } }), "JPY").everywhere).toEqual({
      by: "pieces",
      first: 490,
      further: 0,
    });
  });

  it("goes from light to heavy however it was typed", () => {
    const bands = [
      { grams: 2000, price: "6" },
      { grams: 500, price: "3" },
    ];
    const read = readShipping(flat({ everywhere: { ...NO_RATE, by: "weight", bands, above: "19" } }), "EUR");

    expect(read.everywhere).toEqual({
      by: "weight",
      bands: [
        { up_to: 500, price: 300 },
        { up_to: 2000, price: 600 },
      ],
      above: 1900,
    });
  });

  it.each([
    ["no price", flat({ everywhere: NO_RATE }), "is no amount of EUR"],
    [
      "a dearer further piece",
      flat({ everywhere: { ...NO_RATE, by: "pieces", first: "1", further: "2" } }),
      "no more than the first",
    ],
    [
      "a step without a weight",
      flat({ everywhere: { ...NO_RATE, by: "weight", bands: [{ grams: null, price: "1" }], above: "2" } }),
      "how many grams",
    ],
    [
      "the same step twice",
      flat({
        everywhere: {
          ...NO_RATE,
          by: "weight",
          bands: [
            { grams: 5, price: "1" },
            { grams: 5, price: "2" },
          ],
          above: "2",
        },
      }),
      "same weight",
    ],
    [
      "a country in full",
      flat({ regions: [{ countries: "Germany", rate: { ...NO_RATE, first: "1" } }] }),
      "“Germany” is no country",
    ],
    [
      "the letters of no country",
      flat({ regions: [{ countries: "DE, uk", rate: { ...NO_RATE, first: "1" } }] }),
      "Write GB for United Kingdom, not UK.",
    ],
    [
      "letters that are on no map",
      flat({ regions: [{ countries: "ZZ", rate: { ...NO_RATE, first: "1" } }] }),
      "“ZZ” is no country",
    ],
    [
      "a region of nowhere",
      flat({ regions: [{ countries: " ", rate: { ...NO_RATE, first: "1" } }] }),
      "which countries",
    ],
  ])("with %s is refused in words", (_, typed, words) => {
    expect(() => readShipping(typed, "EUR")).toThrow(words);
  });
});

describe("a percentage", () => {
  it.each([
    ["19", 1900],
    ["7,5", 750],
    ["0", 0],
    ["100", 10_000],
  ])("%s is %i basis points", (typed, points) => {
    expect(readPercent(typed)).toBe(points);
  });

  it.each(["101", "-1", "many"])("is not %s", (typed) => {
    expect(() => readPercent(typed)).toThrow("percentage");
  });
});
