import { mount } from "svelte";
import Room from "../views/room/Room.svelte";
import { begin } from "./begin";
import { readPage } from "./page";

const target = document.getElementById("app");
if (target) {
  const page = readPage();
  target.replaceChildren();
  mount(Room, { target, props: { page, helm: begin(page, ["show"]) } });
}
