export * from "./base";
export { chat } from "../chat";
export { items } from "../items";
export { moderation } from "../moderation";
export { party } from "../party";
export { sale } from "../sale";
export { shared } from "../shared";
export { studio } from "../studio";
