/** Development only: all components on one page. */

import { mount } from "svelte";
import Gallery from "../views/ui/Gallery.svelte";

const target = document.getElementById("app");
if (target) mount(Gallery, { target });
