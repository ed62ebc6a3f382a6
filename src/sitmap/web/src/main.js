import "./style.css";

export * as kit from "./kit.js";
export { boot, layer, ready, state } from "./boot.js";
