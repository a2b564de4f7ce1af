export * from "./base";
export { terms } from "../terms";
