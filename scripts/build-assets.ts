/**
 * A part of `npm run generate`: builds the stylesheet and scripts of `src/http/pages/assets` into
 * `public` and lists their names for the Worker.
 */
import { buildAssets } from "./assets/build.ts";

buildAssets();
