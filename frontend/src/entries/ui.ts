/** Development only: all components on one page. */

import { mount } from "svelte";
import Gallery from "../views/ui/Gallery.svelte";
import { show } from "./show";

void show(import.meta.glob("../messages/*/pages/base.ts"), (target) => {
  mount(Gallery, { target });
});
