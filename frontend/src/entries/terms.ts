import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import Terms from "../views/terms/Terms.svelte";
import { watchPresses } from "../views/shared/presses";
import { readPage } from "./page";
import { show } from "./show";

const page = readPage();
void show(import.meta.glob("../messages/*/pages/terms.ts"), (target) => {
  watchPresses(target);
  mount(Terms, { target, props: { page, desk: { room: page.room, http: sameOrigin(() => page.csrf) } } });
});
