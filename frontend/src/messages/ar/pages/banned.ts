export * from "./base";
export { log } from "../log";
export { acts } from "../acts";
