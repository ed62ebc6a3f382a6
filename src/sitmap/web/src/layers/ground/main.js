// The bundle of pages that carry ground or a picture on it: it joins the first, whose modules it uses (../kit.js).

import { register } from "../../registry.js";
import { addPicture } from "../../swatches.js";
import { groundSwatch } from "./key.js";
import { GroundLayer } from "./layer.js";
import { RasterLayer } from "./raster.js";

register("ground", GroundLayer);
register("raster", RasterLayer);
addPicture("ground", groundSwatch);
