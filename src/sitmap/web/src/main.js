import "./style.css";

export { boot, layer, ready, state } from "./boot.js";
