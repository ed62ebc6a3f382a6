import { de } from "./strings-de.js";
import { en } from "./strings-en.js";
import { sq } from "./strings-sq.js";
import { sr } from "./strings-sr.js";

export const STRINGS = { en, de, sq, sr };
