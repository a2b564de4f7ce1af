import type { ui as English } from "../en/ui";
import { said } from "./said";

export const ui: typeof English = {
  close: "إغلاق",
  noGoBack: "لا، رجوع",
  hours: (hours, minutes) => said`${hours} س ${minutes} د`,
};
