/** On pages that the server draws: the forms that open a room, let somebody into one, or are commands. */

import { commandForm, payForm } from "./commandForms";
import { joinRoomForm, keepSecret } from "./joinRoom";
import { openRoomForm } from "./openRoom";

document.querySelectorAll<HTMLFormElement>("form[data-open-room]").forEach(openRoomForm);
document.querySelectorAll<HTMLFormElement>("form[data-join-room]").forEach(joinRoomForm);
document
  .querySelectorAll<HTMLElement>("[data-join-later]")
  .forEach((each) => keepSecret(each.dataset.joinLater ?? ""));
document.querySelectorAll<HTMLFormElement>("form[data-command]").forEach(commandForm);
document.querySelectorAll<HTMLFormElement>("form[data-pay]").forEach(payForm);
