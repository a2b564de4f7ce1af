import { mount } from "svelte";
import Room from "../views/room/Room.svelte";
import { watchPresses } from "../views/shared/presses";
import { begin } from "./begin";
import { readPage } from "./page";

const target = document.getElementById("app");
if (target) {
  const page = readPage();
  target.replaceChildren();
  watchPresses(target);
  mount(Room, { target, props: { page, context: begin(page, ["show"]) } });
}
