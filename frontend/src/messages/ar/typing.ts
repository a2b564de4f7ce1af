import type { typing as English } from "../en/typing";
import { said } from "./said";

export const typing: typeof English = {
  noAmount: (typed, currency, hint) => said`«${typed}» ليس مبلغًا بعملة ${currency}. ${hint}`,
  noPriceAbove: (most) => said`لا سعر أعلى من ${most}.`,
  writeNumber: (example) => said`يُكتب المبلغ رقمًا بلا فواصل آلاف، مثل ${example}.`,
  writeInstead: (code, country, typed) => said`رمز ${country} هو ${code} وليس ${typed}.`,
  noCountry: (typed) => said`«${typed}» ليس بلدًا: المطلوب حرفا رمز البلد، مثل ${"SA"} أو ${"EG"}.`,
  decimalMark: ".",
};
