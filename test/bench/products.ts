/**
 * Products of a large ledger: the first pass, and one after a hundredth of the articles has
 * changed. Counted at the vendors and in the Worker; how long it takes at the vendors' own limits
 * is worked out from the counts. The sandbox filters its whole list for each page: with 100,000
 * articles the whole takes some four minutes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../scripts/local/bundle.ts";
import type { World } from "../../scripts/local/world.ts";
import { forget, inside } from "./inside.ts";
import { connectedTenant, drained, type Tenant } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";
import { counting } from "./vendor-log.ts";

/** One in this many has the label that sends it to the shop, and changes later. */
const WANTED_ONE_IN = 100;
const LABEL = "Web";
const ASPERION_PER_SECOND = 10;
const EACCOUNTING_PER_MINUTE = 600;
const HEAP_MB = 64;
const HEAP_ARTICLES = 100_000;

type Run = {
  readonly name: string;
  readonly ledger: number;
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
  readonly d1: number;
  readonly object: number;
};

export async function measureProducts(
  world: World,
  articles: number,
  say: (line: string) => void,
): Promise<readonly Section[]> {
  const tenant = await connectedTenant(world, "Products");
  const wanted = Math.ceil(articles / WANTED_ONE_IN);
  seedArticles(world, articles);
  say(`products: ${articles} articles, ${wanted} of them for the shop`);
  const first = await run(world, tenant, "first pass", () => switchOn(world, tenant), wanted);
  say(`products: first pass took ${fixed(first.seconds)} s`);
  // Whatever else is refreshed meanwhile is no part of it.
  const second = await run(
    world,
    tenant,
    "a hundredth changed",
    async () => changePrices(world),
    wanted,
  );
  return [callsOf([first, second], articles, wanted), await heapOf(HEAP_ARTICLES, say)];
}

async function run(
  world: World,
  tenant: Tenant,
  name: string,
  begin: () => Promise<unknown>,
  writes: number,
): Promise<Run> {
  await forget(world);
  const started = performance.now();
  const counts = await counting(world.operator, async () => {
    await begin();
    await world.operator.until(
      `${name}: the first of ${writes} products is written`,
      async () => ((await writesSoFar(world)) > 0 ? true : null),
      600_000,
      200,
    );
    await drained(world.operator, tenant.id, 3_600_000);
    await sleep(1_000);
  });
  const { counts: inner } = await inside(world);
  const of = (pattern: RegExp): number =>
    Object.entries(counts).reduce(
      (sum, [route, count]) => (pattern.test(route) ? sum + count : sum),
      0,
    );
  return {
    name,
    ledger: of(/^GET \/v2\/articles/),
    reads: of(/^GET \/v1\/articles/),
    writes: of(/^(POST|PUT) \/v1\/articles/),
    seconds: (performance.now() - started) / 1000,
    d1: inner["D1 rows written"] ?? 0,
    object: inner["object rows written"] ?? 0,
  };
}

/** What the Worker wrote since it was told to forget. */
async function writesSoFar(world: World): Promise<number> {
  const { counts } = await inside(world);
  return counts["queue messages sent"] ?? 0;
}

async function switchOn(world: World, tenant: Tenant): Promise<void> {
  const settings = await world.operator.ask("GET", `/tenants/${tenant.id}/settings`);
  const products = {
    enabled: true,
    filter: { labels: [LABEL] },
    vatCode: { table: { "25": "H", "12": "M", "6": "L", "0": "N", "21": "NL21", "9": "NL9" } },
  };
  await world.operator.ask("PUT", `/tenants/${tenant.id}/settings`, {
    ...settings,
    products,
    schedules: { products: 1 },
  });
}

const companyOf = (world: World) => {
  const company = world.sandboxes.eaccounting.world().company("Products AB");
  if (company === null) throw new Error("the company isn't there");
  return company;
};

/** Put there at once: by the API it would take longer than the measurement. */
function seedArticles(world: World, count: number): void {
  const { articles } = companyOf(world);
  const like = articles.find((article) => article.Number === "MUG");
  if (like === null) throw new Error("there is no article to copy");
  const now = Date.now();
  for (let n = 0; n < count; n += 1) {
    const stamp = new Date(now - 86_400_000 + n).toISOString();
    const wanted = n % WANTED_ONE_IN === 0;
    const Note = `Article ${n}. ${"It is described at some length, as articles of a shop are. ".repeat(5)}`;
    articles.commit(
      {
        ...like,
        Id: guid(n),
        Number: `BENCH-${n}`,
        Name: `Article ${n}`,
        Note,
        ArticleLabels: wanted ? [{ Id: guid(0), Name: LABEL, Description: null }] : [],
        CreatedUtc: stamp,
        ChangedUtc: stamp,
      },
      now - 3_600_000,
    );
  }
}

function changePrices(world: World): void {
  const { articles } = companyOf(world);
  for (const article of articles
    .all()
    .filter(
      (one) => one.Number.startsWith("BENCH-") && Number(one.Number.slice(6)) % WANTED_ONE_IN === 0,
    ))
    articles.commit(
      { ...article, NetPrice: 10, GrossPrice: 12.5, ChangedUtc: new Date().toISOString() },
      Date.now(),
    );
}

const guid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;

function callsOf(runs: readonly Run[], articles: number, wanted: number): Section {
  const minutes = (run: Run): number =>
    Math.max(
      (run.reads + run.writes) / ASPERION_PER_SECOND / 60,
      run.ledger / EACCOUNTING_PER_MINUTE,
    );
  const each = runs[0] === undefined ? 0 : (runs[0].reads + runs[0].writes) / wanted;
  return {
    title: `Products: ${articles} articles in the ledger, ${wanted} of them for the shop`,
    head: [
      "",
      "reads of the ledger",
      "look-ups in the shop",
      "writes",
      "minutes at the limits",
      "D1 rows",
      "object rows",
      "seconds here",
      "wanted",
    ],
    rows: runs.map((run) => [
      run.name,
      String(run.ledger),
      String(run.reads),
      String(run.writes),
      fixed(minutes(run), 1),
      String(run.d1),
      String(run.object),
      fixed(run.seconds),
      `${wanted} writes: ${run.writes === wanted ? "met" : "MISSED"}`,
    ]),
    notes: [
      `Limits: Asperion ${ASPERION_PER_SECOND} a second (the default setting), eAccounting ${EACCOUNTING_PER_MINUTE} a minute. Here Asperion took 50 a second.`,
      `A shop that takes all of 100000: 100 reads and ${fixed(100_000 * each)} calls of Asperion, ${fixed((100_000 * each) / ASPERION_PER_SECOND / 60)} minutes; a hundredth of them changed: ${fixed((1_000 * each) / ASPERION_PER_SECOND / 60, 1)} minutes.`,
    ],
  };
}

/**
 * A pass over all articles in a process of its own whose heap may not grow beyond the bound: it
 * would die.
 */
async function heapOf(articles: number, say: (line: string) => void): Promise<Section> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MB}`,
      "--expose-gc",
      join(ROOT, "test/bench/products-heap.ts"),
      String(articles),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  const { pages, peakMb, baseMb } =
    code === 0
      ? (JSON.parse(text) as { pages: number; peakMb: number; baseMb: number })
      : { pages: 0, peakMb: Number.NaN, baseMb: Number.NaN };
  say(`products: heap of a pass over ${articles} articles: ${fixed(peakMb, 1)} MB`);
  return {
    title: `Memory of a pass over ${articles} articles that all differ, page by page`,
    head: ["", "pages", "heap before, MB", "heap at its most, MB", "wanted"],
    rows: [
      [
        "the flow alone, in Node",
        String(pages),
        fixed(baseMb, 1),
        fixed(peakMb, 1),
        `< ${HEAP_MB} MB: ${code === 0 && peakMb < HEAP_MB ? "met" : "MISSED"}`,
      ],
    ],
    notes: [
      "Pages of 1,000 articles as JSON of the vendor's shape; the heap is what is held when a page was read, parsed, planned and handed in, after a collection.",
    ],
  };
}
