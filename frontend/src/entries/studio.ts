import { mount } from "svelte";
import Studio from "../views/studio/Studio.svelte";
import { watchPresses } from "../views/shared/presses";
import { begin } from "./begin";
import { readPage } from "./page";

const target = document.getElementById("app");
if (target) {
  const page = readPage();
  target.replaceChildren();
  watchPresses(target);
  mount(Studio, { target, props: { page, context: begin(page, ["show", "desk"]) } });
}
