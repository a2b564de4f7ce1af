import { describe, expect, it } from "vitest";
import type { ShippingRule } from "../../wire/frames";
import { sending } from "./sending";

describe("what sending costs, in words", () => {
  it.each<[string, ShippingRule, string]>([
    ["nothing", { everywhere: { first: 0 } }, "free"],
    ["a flat price", { everywhere: { first: 490 } }, "€4.90"],
    ["by the piece", { everywhere: { first: 490, further: 100 } }, "€4.90, €1.00 for each further piece"],
    [
      "free from a sum on",
      { everywhere: { first: 490 }, free_from: 5000 },
      "€4.90; free from €50.00 of goods",
    ],
  ])("%s", (_, rule, words) => {
    expect(sending(rule, "EUR")).toEqual({ short: words, more: [] });
  });

  it("says every band and every region at length", () => {
    const regions = [{ countries: ["DE", "AT"], rate: { first: 300 } }];
    const { short, more } = sending(
      {
        everywhere: {
          by: "weight",
          bands: [
            { up_to: 500, price: 300 },
            { up_to: 2000, price: 550 },
          ],
          above: 990,
        },
        regions,
      },
      "EUR",
    );

    expect(short).toBe("from €3.00 by weight; other prices for some countries");
    expect(more).toEqual([
      "Germany, Austria: €3.00",
      "Everywhere: €3.00 up to 500 g, €5.50 up to 2 kg, €9.90 above that",
    ]);
  });
});
