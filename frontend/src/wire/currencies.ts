// Generated from the Python frames by `make wire`. Do not edit.

const ROWS: readonly (readonly [keys: string, row: readonly [digits: number, most: number, example: number]])[] = [
  ["AED BOB BRL BWP BYN CNY CUP CZK DKK ERN GHS GTQ HKD HNL ILS LSL MAD MDL MOP MVR MXN MYR NAD NOK PEN PGK PLN QAR RON SAR SBD SCR SEK SLE STN SVC SZL TJS TMT TTD WST ZAR ZMW ZWG", [2, 1000000000, 12500]],
  ["AFN ALL BDT BTN CVE DOP DZD EGP ETB GMD GYD HTG INR JMD KES KGS LRD MKD MRU MUR MZN NIO NPR PHP PKR RSD RUB SRD THB TRY TWD UAH UYU YER", [2, 10000000000, 125000]],
  ["AMD AOA ARS CDF CRC HUF KPW KZT LKR MMK MWK NGN SDG SOS TZS VED VES", [2, 100000000000, 1250000]],
  ["AUD AWG AZN BAM BBD BMD BND BSD BZD CAD CHF EUR FJD FKP GBP GEL GIP KYD NZD PAB SGD SHP TOP USD XCD XCG", [2, 100000000, 1250]],
  ["BHD JOD KWD OMR", [3, 1000000000, 12500]],
  ["BIF GNF PYG UGX VND", [0, 10000000000, 125000]],
  ["CLP KMF KRW RWF XAF XOF", [0, 1000000000, 12500]],
  ["COP IDR KHR LAK MGA MNT SSP SYP UZS", [2, 1000000000000, 12500000]],
  ["DJF ISK JPY VUV XPF", [0, 100000000, 1250]],
  ["IQD", [3, 1000000000000, 12500000]],
  ["IRR", [2, 1000000000000, 1250000000]],
  ["LBP", [2, 1000000000000, 125000000]],
  ["LYD TND", [3, 10000000000, 125000]],
];

/** What people pay with: how many decimals it has, the highest price and an everyday one in minor units. */
export const CURRENCIES: Readonly<Record<string, readonly [digits: number, most: number, example: number]>> = Object.fromEntries(
  ROWS.flatMap(([keys, row]) => keys.split(" ").map((key) => [key, row])),
);
