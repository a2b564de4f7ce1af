import type { ui as English } from "../en/ui";

export const ui: typeof English = {
  close: "Schließen",
  noGoBack: "Nein, zurück",
  hours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
};
