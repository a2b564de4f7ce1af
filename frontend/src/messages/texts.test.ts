import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { languageOf, LANGUAGES, locale, plural, setLanguage } from "./language";
import { type Catalogue, speak, texts } from "./texts";
import { said } from "./ar/said";
import { money } from "../views/format";

type Texts = Readonly<Record<string, unknown>>;
type Text = string | ((...values: unknown[]) => string);

const PAGES = import.meta.glob<Texts>("./*/pages/*.ts", { eager: true });
const SOURCES = new URL("../", import.meta.url);

/** The texts of a page by their names, such as `chat.heard.held`. */
function textsIn(of: Texts, before = ""): [string, Text][] {
  return Object.entries(of).flatMap(([name, found]) =>
    typeof found === "object"
      ? textsIn(found as Texts, `${before}${name}.`)
      : [[`${before}${name}`, found as Text] as [string, Text]],
  );
}

/** A text with the numbers 71, 72 … for its values, and those and its places in order. */
function filled(text: Text): { readonly words: string; readonly places: string[] } {
  const values = typeof text === "string" ? [] : Array.from({ length: text.length }, (_, at) => `${71 + at}`);
  const words = typeof text === "string" ? text : text(...values);
  return { words, places: (words.match(/7[1-9]|\{\w+\}|<\w+>/g) ?? []).sort() };
}

const ENGLISH = Object.keys(PAGES).filter((path) => path.startsWith("./en/"));

describe("every language", () => {
  it("has a folder, and each folder is a language", () => {
    const folders = Object.keys(PAGES).map((path) => path.split("/")[1]);
    expect([...new Set(folders)].sort()).toEqual([...LANGUAGES].sort());
  });

  it.each(
    LANGUAGES.flatMap((language) => ENGLISH.map((path) => [path.replace("/en/", `/${language}/`), path])),
  )("has the texts of each page, with the same places in them: %s", (path, english) => {
    const [own, first] = [path, english].map((each) => new Map(textsIn(PAGES[each] ?? {})));
    expect([...(own?.keys() ?? [])].sort()).toEqual([...(first?.keys() ?? [])].sort());
    for (const [name, text] of own ?? [])
      expect(filled(text).places, name).toEqual(filled(first?.get(name) ?? "").places);
  });

  it.each(LANGUAGES.filter((each) => each !== "en"))("is not English in disguise: %s", (language) => {
    const same = ENGLISH.flatMap((path) => {
      const own = new Map(textsIn(PAGES[path.replace("/en/", `/${language}/`)] ?? {}));
      return textsIn(PAGES[path] ?? {}).filter(([name, text]) => {
        const { words } = filled(text);
        return /\p{L}{2,} \p{L}{2,}/u.test(words) && words === filled(own.get(name) ?? "").words;
      });
    });

    expect(same.map(([name]) => name)).toEqual([]);
  });

  it("isolates in Arabic what comes into a sentence, so that it does not turn the words around it", () => {
    const areas = import.meta.glob<string>("./ar/*.ts", { eager: true, query: "?raw", import: "default" });
    const bare = Object.entries(areas)
      .filter(([path]) => !path.endsWith("/said.ts"))
      .flatMap(([path, source]) => [
        ...(source.match(/(?<!said)`[^`]*\$\{[^`]*`/g) ?? []).map((found) => `${path}: ${found}`),
        ...(source.match(/(?<!\$)\{ ?\w+(, \w+)* ?\},?\s*\)/g) ?? []).map((found) => `${path}: ${found}`),
      ]);

    expect(bare).toEqual([]);
    expect(said`حظر ${"Ben"}!`).toBe("حظر \u2068Ben\u2069!");
  });

  it("leaves no text empty", () => {
    const all = Object.values(PAGES).flatMap((page) => textsIn(page));
    expect(all.filter(([, text]) => filled(text).words.trim() === "")).toEqual([]);
  });
});

describe("a text", () => {
  it("that nobody shows is taken out", () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: "utf-8" });
    const shown = files
      .filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith("messages/"))
      .map((file) => readFileSync(new URL(file, SOURCES), "utf-8"))
      .join("\n");
    const names = ENGLISH.flatMap((path) => textsIn(PAGES[path] ?? {}).map(([name]) => name));
    const unused = [...new Set(names)].filter((name) => {
      const [last = "", above = ""] = name.split(".").toReversed();
      const inList = /^\d+$/.test(last) && shown.includes(`.${above}`);
      return !inList && !shown.includes(`.${last}`) && !shown.includes(`.${above}[`);
    });

    expect(unused).toEqual([]);
  });
});

describe("plural", () => {
  afterEach(() => setLanguage("en"));

  it("has the forms of the language", () => {
    const forms = { one: "# Gebot", other: "# Gebote" };

    expect([0, 1, 2, 1200].map((count) => plural(count, forms, {}, "de"))).toEqual([
      "0 Gebote",
      "1 Gebot",
      "2 Gebote",
      "1.200 Gebote",
    ]);
  });

  it("takes all six that Arabic has", () => {
    const forms = { zero: "z", one: "o", two: "t", few: "f", many: "m", other: "x" };

    expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, forms, {}, "ar"))).toEqual([..."zotfmx"]);
  });

  it("takes the other form where a language asks for one that was not written", () => {
    expect(plural(1, { other: "noch #" }, {}, "de")).toBe("noch 1");
  });

  it("leaves what people wrote as it is", () => {
    expect(plural(2, { other: "{item}: #, {seller}" }, { item: "Mug # {seller}" }, "en")).toBe(
      "Mug # {seller}: 2, {seller}",
    );
  });
});

describe("the language of a page", () => {
  afterEach(async () => {
    await speak(catalogue(), "en");
  });

  const saying = (words: string) => ({ ui: { ...texts.ui, close: words } });
  const catalogue = (more: Catalogue = {}): Catalogue => ({
    "./en/pages/base.ts": async () => saying("Close"),
    "./de/pages/base.ts": async () => saying("Schließen"),
    "./ar/pages/base.ts": async () => saying("إغلاق"),
    ...more,
  });
  const lost = () => Promise.reject(new Error("not to be had"));

  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["DE", "de"],
    ["en-GB", "en"],
    ["ar-EG", "ar"],
    ["fr", "en"],
    ["den", "en"],
    ["", "en"],
  ])("%j is %s", (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it("is the one that was asked for, and numbers are written in it", async () => {
    expect(await speak(catalogue(), "de")).toBe("de");
    expect(texts.ui.close).toBe("Schließen");
    expect(locale(["fr", "de-AT", "en"])).toBe("de-AT");
    expect(locale(["fr", "en"])).toBe("de");
  });

  it.each(["ar", "ar-EG", "ar-SA", "ar-EG-u-nu-arab"])(
    "writes digits and days of %s as the server does",
    async (region) => {
      await speak(catalogue(), "ar");
      const tag = locale([region]);

      expect(money(123_450, "EUR", tag)).toContain("1,234.50");
      expect(new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" }).format(0)).toContain(
        "1970",
      );
    },
  );

  it("is English as a whole where its catalogue cannot be had", async () => {
    expect(await speak(catalogue({ "./de/pages/base.ts": lost }), "de")).toBe("en");
    expect(texts.ui.close).toBe("Close");
    expect(locale(["de-AT", "en-GB"])).toBe("en-GB");
  });

  it("is none where English cannot be had either", async () => {
    await expect(speak(catalogue({ "./en/pages/base.ts": lost }), "en")).rejects.toThrow("not to be had");
  });
});
