import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import Terms from "../views/terms/Terms.svelte";
import { readPage } from "./page";

const target = document.getElementById("app");
if (target) {
  const page = readPage();
  target.replaceChildren();
  mount(Terms, { target, props: { page, desk: { room: page.room, http: sameOrigin(() => page.csrf) } } });
}
