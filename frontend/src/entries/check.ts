import { mount } from "svelte";
import { examine } from "../checks/examine";
import { sameOrigin } from "../client/http";
import Check from "../views/check/Check.svelte";
import type { CheckPage } from "../views/check/words";

const target = document.getElementById("app");
if (target) {
  const page = JSON.parse(document.getElementById("page")?.textContent ?? "null") as CheckPage;
  const http = sameOrigin(() => "");
  const read = (after: number) => http.get("/api/rooms/{room_id}/ledger", { room_id: page.room, after });
  const examined = examine(read, page.giveaway, page.first, page.open ? null : page.last);
  target.replaceChildren();
  mount(Check, { target, props: { page, examined } });
}
