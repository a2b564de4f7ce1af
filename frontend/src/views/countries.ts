/** Countries that people type. Apart from other formats: the list is long, and few pages ask for one. */

import { texts } from "../messages/texts";
import { COUNTRIES, MEANT } from "../wire/countries";
import { countryName, Unreadable } from "./format";

/** What somebody typed as a country, in capitals; throws `Unreadable`. The list is the server's. */
export function readCountry(typed: string): string {
  const code = typed.trim().toUpperCase();
  if (COUNTRIES.includes(code)) return code;
  const meant = MEANT[code];
  throw new Unreadable(
    meant ? texts.typing.writeInstead(meant, countryName(meant), code) : texts.typing.noCountry(typed),
  );
}
