/** On every page: its styles, times in the viewer's zone, and news for who is signed in. */

import "../site.css";
import { watchBack } from "./back";
import { showLocalTimes } from "./localTimes";
import { notify } from "./notify";

watchBack(document.body);
showLocalTimes(document);
notify();
