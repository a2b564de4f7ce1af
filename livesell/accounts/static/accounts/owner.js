// Moves the one-time code from the address (where no server sees it) into the form, and out of the history.
const field = document.querySelector("[data-from-fragment]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  field.closest(".fieldset")?.setAttribute("hidden", "");
  history.replaceState(null, "", location.pathname);
}
