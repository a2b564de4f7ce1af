export { deck } from "../deck";
