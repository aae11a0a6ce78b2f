/**
 * A part of `npm run generate`: builds the stylesheet and scripts of `src/http/pages/assets` into
 * `public` and lists their names for the Worker, and writes the font of supporting documents as a
 * module.
 */
import { buildAssets } from "./assets/build.ts";
import { writeFont } from "./fonts/write.ts";

buildAssets();
writeFont();
