import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import OwnActs from "../views/moderation/OwnActs.svelte";
import { show } from "./show";

interface BannedPage {
  readonly room: string;
  readonly csrf: string;
}

const page = JSON.parse(document.getElementById("page")?.textContent ?? "null") as BannedPage;
void show(
  { en: () => import("../messages/en/pages/banned"), de: () => import("../messages/de/pages/banned") },
  (target) => {
    mount(OwnActs, { target, props: { http: sameOrigin(() => page.csrf), room: page.room } });
  },
);
