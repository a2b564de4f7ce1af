/** How a button looks. Whole names, since the style sheet holds the classes that stand in the source. */

export const LOOKS = {
  plain: "",
  primary: "btn-primary",
  ghost: "btn-ghost",
  outline: "btn-outline",
  warning: "btn-warning",
  error: "btn-error",
} as const;

export type Look = keyof typeof LOOKS;

export interface Shape {
  look?: Look;
  /** Smaller letters and padding; as high as the others. */
  small?: boolean;
  /** For an icon alone. */
  square?: boolean;
}

export function classesOf({ look = "plain", small = false, square = false }: Shape): (string | false)[] {
  return ["btn", LOOKS[look], small && "btn-sm min-h-11", square && "btn-square"];
}
