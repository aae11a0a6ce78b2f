/**
 * `npm run bench [-- --quick] [endpoint] [planning] [expressions] [calls] [latency] [cost] [floor]
 * [idle] [drain] [products] [tenants] [pages] [tasks] [payout-file] [day] [start] [large-steps]
 * [large] [--products=N] [--orders=N] [--limit=N] [--consumers=N] [--heads=N]`: measures and prints
 * tables; all parts but `large` and `large-steps` unless some are named. `--orders`, `--limit` and
 * `--consumers` are of the tenants: how many orders they have together, how many calls a minute the
 * vendor takes, how many consumers the queue has. Where a bound is missed its row says so; with a
 * page's, a task's, an expression's, a file's or the start's, the exit code says so too. Load goes
 * to this machine only.
 */
import { Complaint } from "../../scripts/complaint.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import { measureCalls } from "./calls.ts";
import { measureCallsByType } from "./calls-by-type.ts";
import { measureCost } from "./cost.ts";
import { measureEndpoint } from "./endpoint.ts";
import { drainsOf, measureDrains } from "./drain.ts";
import { measureFloor } from "./order-floor.ts";
import { measureIdle } from "./idle.ts";
import { measureLatency } from "./latency.ts";
import { measureExpressions } from "./expressions.ts";
import { FULL, QUICK, type Sizes, USUAL_PER_MINUTE } from "./options.ts";
import { connectedTenant, newOrders, sweepEvery, tell, type Tenant, warmDebtors } from "./shop.ts";
import { measureLarge } from "./large.ts";
import { measureLargeSteps } from "./large-steps.ts";
import { measurePages } from "./pages.ts";
import { measureDay } from "./days.ts";
import { measurePayouts } from "./payouts.ts";
import { measurePlanning } from "./planning.ts";
import { measureProducts } from "./products.ts";
import { measureStart } from "./start.ts";
import { type Section, show } from "./table.ts";
import { measureTasks } from "./tasks/measure.ts";
import { measureTenants } from "./tenants.ts";

const PARTS = [
  "endpoint",
  "planning",
  "expressions",
  "calls",
  "latency",
  "cost",
  "floor",
  "idle",
  "drain",
  "products",
  "tenants",
  "pages",
  "tasks",
  "payout-file",
  "day",
  "start",
  "large-steps",
  "large",
] as const;
type Part = (typeof PARTS)[number];

const NUMBERS = ["products", "orders", "limit", "consumers", "heads"] as const;

/** Heads of a large shop, at most. */
const IN_MEMORY = 1_000_000;
const CUSTOMERS = 20;
/** New orders in a row that webhooks told of. */
const WEBHOOKS_PROVE = 12;
const progress = (line: string): void => console.error(line);

async function main(words: readonly string[]): Promise<void> {
  const usual = words.includes("--quick") ? QUICK : FULL;
  const products = numberOf(words, "products") ?? usual.products;
  const sizes: Sizes = {
    ...usual,
    products,
    crowd: numberOf(words, "orders") ?? usual.crowd,
    crowdPerMinute: numberOf(words, "limit") ?? usual.crowdPerMinute,
    consumers: numberOf(words, "consumers") ?? usual.consumers,
    largeHeads: numberOf(words, "heads") ?? usual.largeHeads,
  };
  const named = words.filter(
    (word) => word !== "--quick" && !NUMBERS.some((name) => numberOf([word], name) !== undefined),
  );
  const unknown = named.filter((word) => !PARTS.some((part) => part === word));
  if (unknown.length > 0)
    throw new Complaint(
      `Unknown: ${unknown.join(", ")}. There are ${PARTS.join(", ")} --quick, --products=N, --orders=N, --limit=N, --consumers=N and --heads=N.`,
    );
  const wants = (part: Part): boolean => named.length === 0 || named.includes(part);
  const started = performance.now();
  if (wants("endpoint")) print(await measureEndpoint(sizes, progress));
  if (wants("planning")) print(measurePlanning());
  if (wants("expressions")) expressions();
  if (wants("calls") || wants("latency") || wants("cost")) await atUsualLimit(sizes, wants);
  if (wants("floor")) print(await measureFloor(sizes.costOrders));
  if (wants("idle")) await idle(sizes);
  if (wants("drain")) await atScaledLimit(sizes);
  if (wants("products"))
    await inWorld("bench-products", USUAL_PER_MINUTE, 1, async (world) => {
      for (const section of await measureProducts(world, sizes.products, progress)) print(section);
    });
  if (wants("tenants"))
    await inWorld("bench-tenants", sizes.crowdPerMinute, sizes.consumers, async (world) => {
      for (const section of await measureTenants(world, sizes, progress)) print(section);
    });
  if (wants("pages")) await pages(sizes);
  if (wants("tasks")) await tasks();
  if (wants("payout-file")) await payoutFile(sizes);
  if (wants("day")) await day(sizes);
  if (wants("start")) await start();
  // It takes a gigabyte of memory, so only where it is named.
  if (named.includes("large-steps")) await largeSteps(sizes);
  // It takes gigabytes of disk, so only where it is named.
  if (named.includes("large")) await large(sizes);
  console.log(`\n${Math.round((performance.now() - started) / 1000)} s`);
}

function numberOf(words: readonly string[], name: (typeof NUMBERS)[number]): number | undefined {
  const found = words
    .map((word) => new RegExp(`^--${name}=(\\d{1,7})$`).exec(word)?.[1])
    .find((text) => text !== undefined);
  return found === undefined ? undefined : Number(found);
}

function expressions(): void {
  const { sections, missed } = measureExpressions();
  for (const section of sections) print(section);
  if (missed) process.exitCode = 1;
}

async function start(): Promise<void> {
  const { section, missed } = await measureStart(progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function large(sizes: Sizes): Promise<void> {
  const { section, missed } = await measureLarge(sizes, progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function largeSteps({ largeHeads }: Sizes): Promise<void> {
  const { section, missed } = await measureLargeSteps(Math.min(largeHeads, IN_MEMORY), progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function payoutFile(sizes: Sizes): Promise<void> {
  const { section, missed } = await measurePayouts(sizes.payoutLines, progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function day(sizes: Sizes): Promise<void> {
  const { section, missed } = await measureDay(sizes.dayOrders, progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function tasks(): Promise<void> {
  const { section, missed } = await measureTasks(progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function pages(sizes: Sizes): Promise<void> {
  const { section, missed } = await measurePages(sizes, progress);
  print(section);
  if (missed) process.exitCode = 1;
}

async function atUsualLimit(sizes: Sizes, wants: (part: Part) => boolean): Promise<void> {
  await inWorld("bench", USUAL_PER_MINUTE, 1, async (world) => {
    if (wants("calls"))
      for (const section of [await measureCalls(world), await measureCallsByType(world)])
        print(section);
    if (!wants("latency") && !wants("cost")) return;
    const { tenant, debtors } = await shop(world, "Latency");
    if (wants("latency")) print(await measureLatency(world, tenant, debtors, sizes));
    if (wants("cost"))
      for (const section of await measureCost(world, tenant, debtors, sizes.costOrders))
        print(section);
  });
}

async function idle({ idleHours }: Sizes): Promise<void> {
  const measure = async (
    world: World,
    tenant: Tenant,
    wanted: number,
    title: string,
  ): Promise<void> => {
    await sweepEvery(world, tenant, null);
    const { section, missed } = await measureIdle(world, tenant, {
      title,
      hours: idleHours,
      wanted,
    });
    print(section);
    if (missed) process.exitCode = 1;
  };
  await inWorld("bench-idle", USUAL_PER_MINUTE, 1, async (world) => {
    const tenant = await connectedTenant(world, "Idle");
    const title = "An idle shop without webhooks: orders are looked for every five minutes";
    await measure(world, tenant, 0.1, title);
  });
  await inWorld("bench-idle-webhooks", USUAL_PER_MINUTE, 1, async (world) => {
    const tenant = await connectedTenant(world, "Idle");
    const debtors = await warmDebtors(world, tenant, 1, "Idle");
    await tell(tenant, await newOrders(world.operator, WEBHOOKS_PROVE, debtors));
    const title = "An idle shop whose webhooks arrive: orders are looked for once an hour";
    await measure(world, tenant, 0.03, title);
  });
}

async function atScaledLimit(sizes: Sizes): Promise<void> {
  await inWorld("bench-drain", sizes.drainPerMinute, 1, async (world) => {
    const { tenant, debtors } = await shop(world, "Drain");
    print(await measureDrains(world, tenant, drainsOf(sizes, debtors), progress));
    const { peak } = await world.runtime.usage();
    console.log(`  Memory of workerd at its most: ${Math.round(peak / 1e6)} MB.`);
  });
}

async function shop(
  world: World,
  name: string,
): Promise<{ tenant: Tenant; debtors: readonly number[] }> {
  const tenant = await connectedTenant(world, name);
  return { tenant, debtors: await warmDebtors(world, tenant, CUSTOMERS, name) };
}

async function inWorld(
  name: string,
  perMinute: number,
  consumers: number,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name,
    main: "test/bench/measured/worker.ts",
    consumers,
    vars: { EACCOUNTING_RATE_PER_MINUTE: String(perMinute) },
  });
  try {
    await world.operator.control("eaccounting", "PUT", "/limits", { perMinute });
    await work(world);
  } finally {
    await world.stop();
  }
}

const print = (section: Section): void => console.log(show(section));

try {
  await main(process.argv.slice(2));
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
