export { notifications } from "../notifications";
