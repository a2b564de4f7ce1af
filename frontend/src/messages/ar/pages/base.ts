export { refusals } from "../refusals";
export { typing } from "../typing";
export { ui } from "../ui";
