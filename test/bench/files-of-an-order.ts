/**
 * `npm run files-of-an-order`: prints the files of src that one webhook's order runs through on the
 * happy way, of a customer that the ledger knows and of a new one. The built Worker books the order
 * on the real runtime, against the sandboxes, and each of its functions says which file it is of.
 * What only ran at the start of the Worker doesn't count, nor what the tenant's alarm does: it
 * looks after everything, whether an order came or not, and would come before or after the order is
 * booked. So it does nothing here. The rounds that each change sets off go on.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAst } from "vitest/node";
import { connectedTenant, newDebtors, newOrders, tell, warmDebtors } from "./shop.ts";
import { ROOT } from "../../scripts/local/bundle.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import { writeWorker } from "../../scripts/worker/build.ts";

const NAME = "files-of-an-order";
const DIR = join(ROOT, `.wrangler/${NAME}`);
const CALLED = "called: ";
/** After the ledger has the order, until D1 knows of it too. */
const QUIET_MS = 3_000;
const PATIENCE_MS = 30_000;

async function main(): Promise<void> {
  const called = new Set<string>();
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: NAME,
    onLog: ({ message }) => {
      if (message.startsWith(CALLED)) called.add(message.slice(CALLED.length));
    },
  });
  try {
    const named = await writeWorker({
      entry: "src/index.ts",
      dir: join(DIR, "named"),
      minify: false,
      whole: true,
    });
    const entry = join(DIR, "named/counted.js");
    await writeFile(entry, counted(await readFile(named, "utf8")));
    await world.killAndRestart({ entry });
    const tenant = await connectedTenant(world, "Files");
    const { operator } = world;
    const known = await warmDebtors(world, tenant, 1, "Known");
    const [ofKnown = 0] = await newOrders(operator, 1, known);
    const [ofNew = 0] = await newOrders(operator, 1, await newDebtors(operator, 1, "Newcomer"));
    for (const [title, order] of [
      ["An order of a customer that the ledger knows", ofKnown],
      ["An order of a new customer", ofNew],
    ] as const) {
      const before = await booked(world);
      await sleep(QUIET_MS);
      called.clear();
      // No other requests meanwhile: their files would count as the order's.
      await tell(tenant, [order]);
      await until(async () => (await booked(world)) > before);
      await sleep(QUIET_MS);
      print(title, [...called]);
    }
  } finally {
    await world.stop();
  }
}

/** Sales orders in all companies of the ledger. */
async function booked({ operator }: World): Promise<number> {
  const { companies } = (await operator.control("eaccounting", "GET", "/state")) as {
    companies: readonly { readonly orders?: readonly unknown[] }[];
  };
  return companies.reduce((total, { orders = [] }) => total + orders.length, 0);
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error("the order was not booked");
    await sleep(100);
  }
}

type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body?: unknown;
};

/** The method that the platform calls when an object's alarm comes. */
const isAlarm = (
  node: Node & { readonly key?: { readonly name?: string }; readonly value?: unknown },
): node is Node & { readonly value: { readonly body: Node } } =>
  node.type === "MethodDefinition" && node.key?.name === "alarm" && isNode(node.value);

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

/**
 * The bundle, in which each function of src first says which file it is of, once a second at most,
 * and no object does anything at its alarm.
 */
function counted(code: string): string {
  // Before the code of each file the code names it: `// src/flows/orders/run.ts`.
  const files = [...code.matchAll(/^\/\/ (?:\.\.\/)*(\S+\.tsx?)$/gm)];
  const edits: { readonly at: number; readonly text: string }[] = [];
  let alarms = 0;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (isAlarm(value)) {
      alarms += 1;
      edits.push({ at: value.value.body.start + 1, text: "return;" });
      return;
    }
    if (/Function/.test(value.type) && isNode(value.body)) {
      const path = files.findLast(({ index }) => index < value.start)?.[1] ?? "";
      if (path.startsWith("src/")) {
        const call = `__called(${JSON.stringify(path)})`;
        if (value.body.type === "BlockStatement")
          edits.push({ at: value.body.start + 1, text: `${call};` });
        else
          edits.push(
            { at: value.body.start, text: `(${call}, ` },
            { at: value.body.end, text: ")" },
          );
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(parseAst(code));
  if (alarms === 0) throw new Error("no object has an alarm: its files would count as an order's");
  let [text, from] = [PRELUDE, 0];
  for (const { at, text: more } of edits.toSorted((a, b) => a.at - b.at)) {
    text += code.slice(from, at) + more;
    from = at;
  }
  return text + code.slice(from);
}

const PRELUDE = `const __last = new Map();
function __called(path) {
  const now = Date.now();
  if (now === 0 || now - (__last.get(path) ?? 0) < 1000) return;
  __last.set(path, now);
  console.log(${JSON.stringify(CALLED)} + path);
}
`;

function print(title: string, files: readonly string[]): void {
  console.log(`\n${title}: ${files.length} files`);
  const folders = Map.groupBy(files.toSorted(), (path) => path.replace(/\/[^/]+$/, ""));
  for (const [folder, paths] of folders)
    console.log(
      `  ${folder} (${paths.length}): ${paths.map((path) => path.slice(folder.length + 1)).join(", ")}`,
    );
}

await main();
