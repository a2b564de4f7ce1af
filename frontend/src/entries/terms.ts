import { mount } from "svelte";
import { sameOrigin } from "../client/http";
import Terms from "../views/terms/Terms.svelte";
import { watchPresses } from "../views/shared/presses";
import { readPage } from "./page";
import { show } from "./show";

const page = readPage();
void show(
  { en: () => import("../messages/en/pages/terms"), de: () => import("../messages/de/pages/terms") },
  (target) => {
    watchPresses(target);
    mount(Terms, { target, props: { page, desk: { room: page.room, http: sameOrigin(() => page.csrf) } } });
  },
);
