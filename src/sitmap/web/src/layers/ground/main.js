// The bundle of pages that carry ground: it joins the first, whose modules it uses (../kit.js).

import { register } from "../../registry.js";
import { GroundLayer } from "./layer.js";

register("ground", GroundLayer, {});
