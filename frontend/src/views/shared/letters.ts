/**
 * The Latin letter or sign of a key that was pressed, as shortcuts are named. A keyboard that writes another script says
 * its own letter; then it is the one that stands in that place on a Latin keyboard.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const isOther = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  const place = isOther ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  return (place ?? key).toLowerCase();
}
