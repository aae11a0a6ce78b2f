/** `docs/test-matrix.md`: each promise with the tests that hold it, by layer. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ProductPromise } from "./promises.ts";

const TESTS = join(import.meta.dirname, "..");

/** Below `test`; the sandboxes' own tests apart, as they are the witnesses and not the product. */
export const testFiles = (): readonly string[] =>
  readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.startsWith("sandbox/"))
    .toSorted();

const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");
const nameOf = (path: string): string =>
  `${folderOf(path)}/${path.split("/").at(-1)?.split(".")[0] ?? ""}`.replace(/^\//, "");

export const holds = (name: string, path: string): boolean =>
  name.endsWith("/*") ? folderOf(path) === name.slice(0, -2) : nameOf(path) === name;

const LAYERS = ["unit", "workers", "contract", "acceptance", "in one process", "e2e"] as const;
type Layer = (typeof LAYERS)[number];

function layerOf(path: string): Layer {
  if (path.startsWith("contract/")) return "contract";
  if (path.startsWith("acceptance/")) return "acceptance";
  if (path.endsWith(".e2e.test.ts")) return "e2e";
  if (path.startsWith("e2e/")) return "in one process";
  return path.endsWith(".workers.test.ts") ? "workers" : "unit";
}

/** Faults: names without a file, files without a promise. */
export function unheld(
  promises: readonly ProductPromise[],
  files: readonly string[],
): { readonly names: readonly string[]; readonly files: readonly string[] } {
  const names = promises.flatMap(({ tests }) => tests);
  return {
    names: names.filter((name) => !files.some((path) => holds(name, path))),
    files: files.filter((path) => !names.some((name) => holds(name, path))),
  };
}

export function matrixPage(promises: readonly ProductPromise[], files: readonly string[]): string {
  return [HEAD, ...promises.map((promise) => sectionOf(promise, files))].join("\n\n") + "\n";
}

const HEAD = `# Test matrix

Each promise with the tests that hold it, by layer, and what no test shows yet. Names are files below \`test\`. Written by \`npx node test/docs/write-matrix.ts\` from \`test/docs/promises.ts\` and \`test/docs/order-promises.ts\`; a test asks that each name is a file, and that each file of tests holds a promise.

*unit* runs in Node: pure code, by examples and properties. *workers* runs inside workerd, with D1. *contract* is a client against its sandbox over HTTP. *acceptance* is whole orders, products and stock by what has to come of them. *in one process* is the whole product in Node, against both sandboxes over HTTP; each night on the real runtime. *e2e* is the built Worker with real Durable Objects, D1 and queues, against both sandboxes, on a clock that can be moved.
The sandboxes have tests of their own (\`test/sandbox\`): they are the witnesses, so what they do is checked apart from the product.`;

function sectionOf({ says, tests, open }: ProductPromise, files: readonly string[]): string {
  const lines = LAYERS.flatMap((layer) => {
    const names = tests.filter((name) =>
      files.some((path) => layerOf(path) === layer && holds(name, path)),
    );
    return names.length === 0
      ? []
      : [`- ${layer}: ${names.map((name) => `\`${name}\``).join(", ")}`];
  });
  const left = open === undefined ? "" : `\n\nNot shown yet: ${open}`;
  return `## ${says}\n\n${lines.join("\n")}${left}`;
}
