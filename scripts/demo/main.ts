/**
 * `npm start`: the whole product on this machine, with orders running through it. The Worker runs
 * on the real runtime, the two vendors are sandboxes over HTTP, and a ticker fires the cron, which
 * never fires locally.
 *
 * `--once` ends automatically: 0 if each order ended exactly as expected, 1 if not. Every start
 * deletes the state and makes new secrets.
 */
import { Complaint } from "../complaint.ts";
import { demandFree, portOf } from "../local/ports.ts";
import type { StructuredLog } from "../local/miniflare.ts";
import { startWorld, type World } from "../local/world.ts";
import { t } from "../terminal.ts";
import { check } from "./check.ts";
import { place, play } from "./play.ts";
import { complain, say, step } from "./print.ts";
import { arrived, ended, summary } from "./report.ts";
import { seedShop } from "./seed.ts";
import { stories } from "./stories.ts";
import { prepareTenant } from "./tenant.ts";
import { watch } from "./watch.ts";

const MINUTE = 60_000;
const USUAL_PORT = 8787;
const once = process.argv.includes("--once");
const stopped = new AbortController();

async function main(): Promise<number> {
  const unknown = process.argv.slice(2).filter((argument) => argument !== "--once");
  if (unknown.length > 0)
    throw new Complaint(t("cli.demo.unknownArgument", { arguments: unknown.join(" ") }));
  const ports = {
    worker: portOf("PORT", USUAL_PORT),
    asperion: portOf("ASPERION_SANDBOX_PORT", 8791),
    eaccounting: portOf("EACCOUNTING_SANDBOX_PORT", 8792),
  };
  if (new Set(Object.values(ports)).size < 3) throw new Complaint(t("cli.demo.threePorts"));
  await demandFree("PORT", ports.worker);
  await demandFree("ASPERION_SANDBOX_PORT", ports.asperion);
  await demandFree("EACCOUNTING_SANDBOX_PORT", ports.eaccounting);

  say(t("cli.demo.starting"));
  const world = await startWorld({ ports, name: stateOf(ports.worker), onLog: onlyErrors });
  const ticker = setInterval(() => void tick(world), MINUTE);
  try {
    const good = await run(world);
    if (once) return good ? 0 : 1;
    await untilStopped();
    return 0;
  } finally {
    clearInterval(ticker);
    stopped.abort();
    await world.stop();
  }
}

/** A demo on another port has a state of its own, so that two can run side by side. */
const stateOf = (port: number): string => (port === USUAL_PORT ? "demo" : `demo-${port}`);

async function run(world: World): Promise<boolean> {
  const { operator } = world;
  step(t("cli.demo.answers", { url: world.runtime.url }));
  const { debtors, seeded } = await seedShop(operator);
  step(t("cli.demo.seeded", { what: seeded }));
  const tenant = await prepareTenant(operator, step);
  await world.runtime.cron();
  say();
  const results = [];
  for (const story of stories) {
    const placed = await place(operator, debtors, story);
    arrived(story, placed);
    const played = await play(operator, tenant.id, story, placed);
    const verdict = await check(operator, played);
    ended(played, verdict);
    results.push({ played, verdict });
  }
  say(`\n${summary(results)}\n`);
  const wrong = results.filter(({ verdict }) => verdict.faults.length > 0);
  for (const { played, verdict } of wrong)
    complain(
      t("cli.demo.failed", {
        order: played.orderNumber,
        title: t(played.story.title),
        faults: verdict.faults.join("; "),
      }),
    );
  say(
    wrong.length === 0
      ? t("cli.demo.allAsExpected", { count: results.length })
      : t("cli.demo.notAllAsExpected", { wrong: wrong.length, count: results.length }),
  );
  if (!once) {
    await askWhichCompany(operator);
    addresses(world, tenant.id);
    void watch(operator, tenant.id, stopped.signal);
  }
  return wrong.length === 0;
}

/** From now on a person signs in at the vendors, and so can connect a second shop. */
async function askWhichCompany(operator: World["operator"]): Promise<void> {
  for (const vendor of ["asperion", "eaccounting"] as const)
    await operator.control(vendor, "PUT", "/oauth", { autoConsent: false });
}

function addresses(world: World, tenantId: string): void {
  say(
    t("cli.demo.addresses", {
      worker: world.runtime.url,
      token: world.adminToken,
      tenant: tenantId,
      asperion: world.asperion.url,
      eaccounting: world.eaccounting.url,
    }),
  );
}

async function tick(world: World): Promise<void> {
  try {
    await world.runtime.cron();
  } catch (fault) {
    if (!stopped.signal.aborted)
      complain(
        t("cli.demo.cronFailed", { fault: fault instanceof Error ? fault.message : String(fault) }),
      );
  }
}

function onlyErrors({ level, message }: StructuredLog): void {
  if (level === "error" && !stopped.signal.aborted)
    complain(t("cli.demo.workerFailed", { message }));
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) =>
    stopped.signal.addEventListener("abort", () => resolve(), { once: true }),
  );
}

let signals = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals > 1) process.exit(1);
    stopped.abort();
  });
}

try {
  process.exitCode = await main();
} catch (fault) {
  complain(
    fault instanceof Complaint
      ? fault.message
      : fault instanceof Error
        ? (fault.stack ?? fault.message)
        : String(fault),
  );
  process.exitCode = 1;
}
