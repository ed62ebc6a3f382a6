// The second bundle, in pages that have counts: it joins the first, whose modules it uses (../kit.js).

import { register } from "../../registry.js";
import { DensityLayer } from "./layer.js";
import { DENSITY_STRINGS } from "./strings.js";

register("density", DensityLayer, DENSITY_STRINGS);
