import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import Terms from "../views/terms/Terms.svelte";
import { watchPresses } from "../views/shared/presses";
import { readPage } from "./page";

const target = document.getElementById("app");
if (target) {
  const page = readPage();
  target.replaceChildren();
  watchPresses(target);
  mount(Terms, { target, props: { page, desk: { room: page.room, http: sameOrigin(() => page.csrf) } } });
}
