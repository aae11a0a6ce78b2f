/** A part of `npm run build`: the Worker as it is deployed, in `dist` (git-ignored). */
import { join } from "node:path";
import { ROOT, writeWorker } from "./worker/build.ts";

await writeWorker({ entry: "src/index.ts", dir: join(ROOT, "dist") });
