/**
 * The whole product in virtual time (docs/adr/0068): the same seed gives the same run, byte for
 * byte, and a new seed each time finds nothing. Both print their seed. All runs load one bundle.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../scripts/local/bundle.ts";
import { bundleSimulation } from "./bundle.ts";
import { READY_SIMULATION, removeBundle } from "./load.ts";

const run = promisify(execFile);
const MAIN = join(ROOT, "test/simulation/main.ts");

let bundle = "";
beforeAll(async () => {
  bundle = await bundleSimulation();
});
afterAll(() => removeBundle(join(ROOT, bundle)));

/** As people run it. Answers what it printed. */
async function simulate(...words: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [MAIN, ...words], {
    cwd: ROOT,
    env: { ...process.env, [READY_SIMULATION]: bundle },
  }).catch((fault: { stdout: string; stderr: string }) => {
    throw new Error(`${fault.stdout}\n${fault.stderr}`);
  });
  return stdout;
}

const digest = (printed: string): string | undefined => /^digest (\w+)$/m.exec(printed)?.[1];

test("the same seed gives the same run, and another seed another", async () => {
  const [one, same, other] = await Promise.all([
    simulate("--seed=7", "--orders=12", "--world=12", "--hours=1"),
    simulate("--seed=7", "--orders=12", "--world=12", "--hours=1"),
    simulate("--seed=3", "--orders=12", "--world=12", "--hours=1"),
  ]);
  expect(digest(one)).toMatch(/^[0-9a-f]{8}$/);
  expect(digest(same)).toBe(digest(one));
  expect(digest(other)).not.toBe(digest(one));
});

test("orders of a new seed: none is lost, doubled, wrong, late or untold", async () => {
  const seed = Math.floor(Math.random() * 1_000_000_000);
  console.log(`npm run simulate -- --seed=${seed} --orders=200 --world=100 --usual`);
  const words = [`--seed=${seed}`, "--orders=200", "--world=100", "--usual"];
  expect(await simulate(...words)).toContain("no findings");
});
