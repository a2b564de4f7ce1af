import { mount } from "svelte";
import Room from "../views/room/Room.svelte";
import { watchPresses } from "../views/shared/presses";
import { begin } from "./begin";
import { readPage } from "./page";
import { show } from "./show";

const page = readPage();
const context = begin(page, ["show"]);
void show(
  { en: () => import("../messages/en/pages/room"), de: () => import("../messages/de/pages/room") },
  (target) => {
    watchPresses(target);
    mount(Room, { target, props: { page, context } });
  },
);
