/** Development only: all components on one page. */

import { mount } from "svelte";
import Gallery from "../views/ui/Gallery.svelte";
import { show } from "./show";

void show(
  { en: () => import("../messages/en/pages/base"), de: () => import("../messages/de/pages/base") },
  (target) => {
    mount(Gallery, { target });
  },
);
