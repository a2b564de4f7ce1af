/** What is wrong with an amount or a country that somebody typed. */

export const typing = {
  noAmount: (typed: string, currency: string, hint: string) =>
    `“${typed}” is no amount of ${currency}. ${hint}`,
  noPriceAbove: (most: string) => `No price is above ${most}.`,
  writeNumber: (example: string) => `Write it as a number without thousands, such as ${example}.`,
  writeInstead: (code: string, country: string, typed: string) =>
    `Write ${code} for ${country}, not ${typed}.`,
  noCountry: (typed: string) => `“${typed}” is no country: write the two letters of one, such as DE or GB.`,
  decimalMark: ".",
};
