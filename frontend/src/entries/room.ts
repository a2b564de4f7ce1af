import { mount } from "svelte";
import Room from "../views/room/Room.svelte";
import { watchPresses } from "../views/shared/presses";
import { begin } from "./begin";
import { readPage } from "./page";
import { show } from "./show";

const page = readPage();
const context = begin(page);
void show(import.meta.glob("../messages/*/pages/room.ts"), (target) => {
  watchPresses(target);
  mount(Room, { target, props: { page, context } });
});
