import type { ui as English } from "../en/ui";

export const ui: typeof English = {
  close: "Cerrar",
  noGoBack: "No, volver",
  hours: (hours, minutes) => `${hours} h ${minutes} min`,
};
