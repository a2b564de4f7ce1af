export * from "./base";
export { check } from "../check";
