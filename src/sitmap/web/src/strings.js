// The translations of the page's words. Python puts the one that a map needs into its settings; English is in the bundle.

import { ar } from "./strings-ar.js";
import { de } from "./strings-de.js";
import { es } from "./strings-es.js";
import { fr } from "./strings-fr.js";
import { ru } from "./strings-ru.js";
import { sq } from "./strings-sq.js";
import { sr } from "./strings-sr.js";
import { tr } from "./strings-tr.js";
import { uk } from "./strings-uk.js";

export const TRANSLATIONS = { ar, de, es, fr, ru, sq, sr, tr, uk };
