import { mount } from "svelte";
import { examine } from "../checks/examine";
import { sameOrigin } from "../client/http";
import Check from "../views/check/Check.svelte";
import type { CheckPage } from "../views/check/words";
import { show } from "./show";

const page = JSON.parse(document.getElementById("page")?.textContent ?? "null") as CheckPage;
const http = sameOrigin(() => "");
const read = (after: number) => http.get("/api/rooms/{room_id}/ledger", { room_id: page.room, after });
void show(import.meta.glob("../messages/*/pages/check.ts"), (target) => {
  const examined = examine(read, page.giveaway, page.first, page.open ? null : page.last);
  mount(Check, { target, props: { page, examined } });
});
