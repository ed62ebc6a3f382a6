// The translations of the page's words. Python puts the one that a map needs into its settings; English is in the bundle.

import { de } from "./strings-de.js";
import { sq } from "./strings-sq.js";
import { sr } from "./strings-sr.js";

export const TRANSLATIONS = { de, sq, sr };
