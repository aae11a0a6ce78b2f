/**
 * The list of mutations: each still names one place of the product, and what docs/proof.md says of
 * it is what `npm run simulate -- --mutants` begins with.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/local/bundle.ts";
import { FOUND } from "./found.ts";
import { MUTATIONS } from "./mutations.ts";

const WANTED = 20;
const MOST_ORDERS = 10_000;

const text = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");

test.each(MUTATIONS)("$name changes one place of $file", async ({ file, find, replace }) => {
  expect((await text(file)).split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

test("at least twenty were found, each within ten thousand orders, and are told as found", async () => {
  const proof = await text("docs/proof.md");
  const found = Object.entries(FOUND);
  expect(found.length).toBeGreaterThanOrEqual(WANTED);
  for (const [name, { seed, orders }] of found) {
    const mutation = MUTATIONS.find((one) => one.name === name);
    expect(orders, name).toBeLessThanOrEqual(MOST_ORDERS);
    expect(proof).toContain(`| ${name} | ${mutation?.weather ?? "any"} | ${seed}, ${orders} |`);
  }
});
