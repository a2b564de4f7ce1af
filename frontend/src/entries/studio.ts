import { mount } from "svelte";
import Studio from "../views/studio/Studio.svelte";
import { watchPresses } from "../views/shared/presses";
import { begin } from "./begin";
import { reduceDesk } from "../store/desk";
import { readPage } from "./page";
import { show } from "./show";

const page = readPage();
const context = begin(page, reduceDesk);
void show(import.meta.glob("../messages/*/pages/studio.ts"), (target) => {
  watchPresses(target);
  mount(Studio, { target, props: { page, context } });
});
