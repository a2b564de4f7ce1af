/** Screens and pages are mirrored where people write from right to left: nothing in them says left or right. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = ["frontend/src", "livesell/templates", "rooms/templates"];
const CLASS =
  /^-?(?:(?:scroll-)?[mp][lr]-.+|(?:left|right)-(?:[\d[(].*|auto|full|px)|border-[lr](?:-.+)?|rounded-(?:[lr]|[tb][lr])(?:-.+)?|(?:text|float|clear|origin)-(?:left|right)|translate-x-.+|bg-(?:gradient|linear)-to-[lr])$/;
const STYLE =
  /(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right)/g;
const STYLED = /<style[^>]*>[\s\S]*?<\/style>|style="[^"]*"|style:(?:left|right)/g;

/** What says left or right, of classes and of styles. A class for one direction alone says which: `rtl:`, `ltr:`. */
function physical(source: string, isStyle: boolean): string[] {
  const styles = isStyle ? [source] : (source.match(STYLED) ?? []);
  const classes = source.split(/[\s"'`{}]+/).filter((token) => {
    const [name = "", ...variants] = token.split(":").reverse();
    return CLASS.test(name) && !variants.some((each) => each === "rtl" || each === "ltr");
  });
  return [
    ...classes,
    ...styles.flatMap((style) => (style.startsWith("style:") ? [style] : (style.match(STYLE) ?? []))),
  ];
}

function sources(): [file: string, source: string][] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf-8" })
      .filter((file) => /\.(svelte|css|html)$/.test(file))
      .map((file): [string, string] => [
        `${folder}/${file}`,
        readFileSync(new URL(`${folder}/${file}`, ROOT), "utf-8"),
      ]),
  );
}

describe("what says left or right", () => {
  it.each([
    ['<p class="ml-auto">', ["ml-auto"]],
    ['class={["sm:pl-3", open && "max-sm:-mr-2"]}', ["sm:pl-3", "max-sm:-mr-2"]],
    ['class="absolute right-3 left-[5%] text-left border-l rounded-tl-box"', 5],
    ["<i style:left=\"{at}%\" style='x'>", ["style:left"]],
    ['<i style="margin-left: 1rem">', ["margin-left"]],
    ['class="ms-auto pe-3 end-3 text-start border-s rounded-ss-box inset-x-0"', []],
    ['class="rtl:-translate-x-1"', []],
    ["const left = right - 3; // what is left: 3", []],
  ])("is found in %s", (source, found) => {
    const said = physical(source, false);
    expect(typeof found === "number" ? said.length : said).toEqual(found);
  });

  it("is found in a style sheet", () => {
    expect(physical("a { left: 0; text-align: right }", true)).toEqual(["left:", "text-align: right"]);
  });

  it("stands nowhere", () => {
    const all = sources();
    expect(all.length).toBeGreaterThan(100);
    expect(
      all.flatMap(([file, source]) =>
        physical(source, file.endsWith(".css")).map((found) => `${file}: ${found}`),
      ),
    ).toEqual([]);
  });
});
