/**
 * The Workers that the product is measured against export each Durable Object that their
 * configuration names: nothing imports those classes, and without one of them every request fails.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildWorker, ROOT } from "../../scripts/worker/build.ts";

test.each(["bare", "floor"])("the Worker %s exports its Durable Objects", async (name) => {
  const folder = `test/bench/${name}`;
  const configuration = readFileSync(join(ROOT, folder, "wrangler.toml"), "utf8");
  const classes = [...configuration.matchAll(/^class_name = "(\w+)"/gm)].map(([, named]) => named);
  const { metafile, entry } = await buildWorker({ entry: `${folder}/worker.ts`, dir: ROOT });
  expect(classes.length).toBeGreaterThan(0);
  expect(metafile.outputs[entry]?.exports).toEqual(expect.arrayContaining(classes));
});
