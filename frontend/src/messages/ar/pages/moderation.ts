export { acts } from "../acts";
export { log } from "../log";
export { talk } from "../talk";
