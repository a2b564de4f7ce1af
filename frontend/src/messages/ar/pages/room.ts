export * from "./base";
export { chat } from "../chat";
export { room } from "../room";
export { sale } from "../sale";
export { shared } from "../shared";
export { stage } from "../stage";
