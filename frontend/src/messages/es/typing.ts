import type { typing as English } from "../en/typing";

export const typing: typeof English = {
  noAmount: (typed, currency, hint) => `«${typed}» no es un importe en ${currency}. ${hint}`,
  noPriceAbove: (most) => `Ningún precio pasa de ${most}.`,
  writeNumber: (example) => `Escríbelo como número, sin separar los miles, por ejemplo ${example}.`,
  writeInstead: (code, country, typed) => `Para ${country} escribe ${code}, no ${typed}.`,
  noCountry: (typed) => `«${typed}» no es un país: escribe sus dos letras, por ejemplo ES o MX.`,
  decimalMark: ",",
};
