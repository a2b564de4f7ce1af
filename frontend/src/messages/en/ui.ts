/** Of the components. */

export const ui = {
  close: "Close",
  noGoBack: "No, go back",
  /** What is left until an instant, where it is long. */
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
};
