/**
 * The kinds of a new item while they are typed: named one by one, or all that two axes make, such as size and
 * colour.
 */

import type { NewVariant } from "../../wire/frames";
import { moneyHint, parseMoney } from "../format";
import { texts } from "../../messages/texts";

export const MOST_KINDS = 100;
const LONGEST = 40;

export interface Kind {
  name: string;
  /** One for each axis. */
  options: string[];
  /** Empty: there is none like that. */
  stock: number | null;
  /** As typed; empty: the item's. */
  price: string;
}

export interface TypedAxis {
  name: string;
  /** With commas between. */
  options: string;
}

export function freshKind(options: string[] = []): Kind {
  return { name: "", options, stock: 1, price: "" };
}

/** The options of an axis, each once, whatever its capitals. */
export function optionsOf(axis: TypedAxis): string[] {
  const words = axis.options
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return [
    ...new Map(words.toReversed().map((word) => [word.toLocaleLowerCase(), word])).values(),
  ].toReversed();
}

/** An axis without options is none. */
export function inUse(axes: readonly TypedAxis[]): TypedAxis[] {
  return axes.filter((axis) => optionsOf(axis).length > 0);
}

/** A kind for each choice of options; what was typed for one that was there before stays. */
export function crossed(axes: readonly TypedAxis[], known: readonly Kind[]): Kind[] {
  const choices = inUse(axes).reduce<string[][]>(
    (before, axis) => before.flatMap((one) => optionsOf(axis).map((option) => [...one, option])),
    [[]],
  );
  const has = new Map(known.map((kind) => [key(kind.options), kind]));
  return choices.map((options) => ({ ...(has.get(key(options)) ?? freshKind()), options }));
}

/** What is wrong with the kinds, in words; empty where nothing is. */
export function kindsProblem(axes: readonly TypedAxis[], kinds: readonly Kind[], currency: string): string {
  const t = texts.items.kinds;
  const names = inUse(axes).map((axis) => axis.name.trim().toLocaleLowerCase());
  const wrong = kinds.find((kind) => kind.price.trim() !== "" && parseMoney(kind.price, currency) === null);
  if (names.includes("")) return t.sayWhat;
  if (new Set(names).size < names.length) return t.sameName;
  if (axes.some((axis) => optionsOf(axis).some((option) => option.length > LONGEST)))
    return t.optionTooLong(LONGEST);
  if (kinds.length > MOST_KINDS) return t.tooMany(kinds.length, MOST_KINDS);
  if (wrong) return t.priceWrong(moneyHint(currency, wrong.price));
  return kinds.every((kind) => kind.stock === null) ? t.sayHowMany : "";
}

/** The kinds as they are sent: those that there are. */
export function variantsOf(kinds: readonly Kind[], currency: string): NewVariant[] {
  return kinds.flatMap(({ name, options, stock, price }) =>
    stock === null ? [] : [{ name: name.trim(), options, stock, price: parseMoney(price, currency) }],
  );
}

function key(options: readonly string[]): string {
  return options.map((option) => option.toLocaleLowerCase()).join("\n");
}
