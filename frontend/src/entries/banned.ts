import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import OwnActs from "../views/moderation/OwnActs.svelte";
import { show } from "./show";

interface BannedPage {
  readonly room: string;
  readonly csrf: string;
}

const page = JSON.parse(document.getElementById("page")?.textContent ?? "null") as BannedPage;
void show(import.meta.glob("../messages/*/pages/banned.ts"), (target) => {
  mount(OwnActs, { target, props: { http: sameOrigin(() => page.csrf), room: page.room } });
});
