import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint({ cwd: new URL("..", import.meta.url).pathname });

/** What the house's own configuration says of a file in `src`. */
async function bareIn(code, file) {
  const [result] = await eslint.lintText(code, { filePath: `src/${file}` });
  const other = result.messages.filter((each) => each.fatal);
  if (other.length > 0) throw new Error(other[0].message);
  return result.messages
    .filter((each) => each.ruleId === "texts/bare")
    .map((each) => each.message.slice(1, -1));
}

const inComponent = (markup) => bareIn(markup, "views/room/Sold.svelte");
const inModule = (code) => bareIn(code, "views/sold.ts");

describe("a bare string is found", () => {
  it.each([
    ["in the markup", "<p>Sold</p>"],
    ["in the markup, in one small word", "<p>{1} left</p>"],
    ["in a branch of the markup", "<p>{of ? 'them' : 'it'}</p>"],
    ["as a piece of a sentence", "<p>{`${1} left`}</p>"],
    ["behind an or", "<p>{name || 'somebody'}</p>"],
    ["in a list that is joined", "<p>{['sold', 'out'].join(' ')}</p>"],
    ["in another script", "<p>売り切れ</p>"],
    ["for screen readers", '<button aria-label="close"></button>'],
    ["for screen readers, put together", "<button aria-label={`close ${1}`}></button>"],
    ["in a placeholder", '<input placeholder="search" />'],
    ["in a title", '<p title="sold"></p>'],
    ["for a picture", '<img src="" alt="a mug" />'],
    ["on a button of a form", '<input type="submit" value="send" />'],
    ["as the label of a component", '<Field label="price" />'],
    ["as another property of a component", '<SecretLink name="Invite link" />'],
    ["in a snippet", "{#snippet words()}sold{/snippet}"],
    ["given to a snippet", '{@render part("Sold out")}'],
    ["in a constant of the markup", "{#if 1}{@const how = 'next up'}{how}{/if}"],
    ["in the script", '<script lang="ts">let words = "Sold";</script>'],
    ["in a handler", "<button onclick={() => live.tell('sold')}></button>"],
  ])("%s", async (_, markup) => {
    expect(await inComponent(markup)).not.toEqual([]);
  });

  it.each([
    ["told", "live.tell(`${1} sold`);"],
    ["complained of", 'live.complain("no");'],
    ["set as text", 'node.textContent = "sold";'],
    ["set as an attribute", 'node.setAttribute("aria-label", "sold");'],
    ["as the title of the page", 'document.title = "sold";'],
    ["of what cannot be read", 'throw new Unreadable("what?");'],
    ["in a table", 'const WORDS = { live: "Live" };'],
    ["returned", "export const words = (left: number) => `${left} of them left`;"],
    ["in Japanese", 'const words = "完売";'],
    ["in small letters", 'const words = "sold out";'],
  ])("%s", async (_, code) => {
    expect(await inModule(code)).not.toEqual([]);
  });
});

describe("what nobody reads is left alone", () => {
  it.each([
    ["classes", '<p class={["btn btn-primary flex", 1 && "grow hidden"]}></p>'],
    ["classes of a component", '<Card class="flex flex-col gap-2" />'],
    ["states", '<p data-state="live">{#if state === "live"}{1}{/if}</p>'],
    ["the catalogue", "<p title={t.sold}>{t.left(1)} · {1}</p>"],
    ["kinds of a component", '<Badge kind="primary" edge="border-success" />'],
    ["keys that are pressed", '<input onkeydown={(event) => event.key === "Enter" && send()} />'],
    ["addresses", "<a href={`/orders/${id}/`}>{t.order}</a>"],
  ])("%s", async (_, markup) => {
    expect(await inComponent(markup)).toEqual([]);
  });

  it.each([
    ["types and imports", 'import type { A } from "./Lots"; export type B = "Enter" | "Sold out";'],
    ["classes", 'export const looks = ["btn", "btn-sm min-h-11"];'],
    ["codes", 'export const codes = ["EUR", "AS BQ EC", "not_found", "claim.place"];'],
    ["errors for who develops", 'throw new TypeError("No such room");'],
    ["headers", 'export const headers = { "Content-Type": "application/json" };'],
    ["selectors", 'root.querySelector("form[data-pay], button[type=submit]");'],
    ["a pattern", 'export const pattern = "[A-Za-z0-9_-]{3,40}";'],
  ])("%s", async (_, code) => {
    expect(await inModule(code)).toEqual([]);
  });

  it("in the catalogue, in tests and on the page of the components", async () => {
    expect(await bareIn('export const words = "Sold out";', "messages/en/sale.ts")).toEqual([]);
    expect(await bareIn('it("is sold out", () => {});', "views/sold.test.ts")).toEqual([]);
    expect(await bareIn("<p>Sold</p>", "views/ui/Gallery.svelte")).toEqual([]);
  });
});
