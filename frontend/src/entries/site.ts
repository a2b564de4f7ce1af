/** On every page: times in the viewer's zone, and the form that opens a room. */

import "../site.css";
import { openRoomForm } from "./openRoom";
import { showLocalTimes } from "./localTimes";

showLocalTimes(document);
document.querySelectorAll<HTMLFormElement>("form[data-open-room]").forEach(openRoomForm);
