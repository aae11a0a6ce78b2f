/**
 * `npm run probe -- asperion|eaccounting [--write] [--book] [--limits]`: signs in to a sandbox
 * account of a vendor, asks it about the rows of docs/vendor-assumptions.md one by one, prints a
 * table and writes `probe-report.json` without personal data. Without a flag it only reads.
 * docs/probe.md leads through it. Exit code 0: no row differs.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenSet } from "../../src/domain/vendors/tokens.ts";
import { Complaint } from "../complaint.ts";
import { portOf } from "../local/ports.ts";
import { accountOf, confirmBooking } from "./account.ts";
import { type Options, demandSandbox, readAddresses, readOptions } from "./options.ts";
import { Pace, type Time } from "./pace.ts";
import { PLANS, WITHOUT_CHECK } from "./plans.ts";
import { nextOf, reportOf, tableOf } from "./report.ts";
import { readRows } from "./rows.ts";
import { cleanUp, runChecks } from "./run.ts";
import { type Back, signIn } from "./sign-in.ts";
import { fileStore, freshState, stateToGoOn } from "./state.ts";

const FOLDER = ".probe";
const REPORT = "probe-report.json";
const CALLBACK_PORT = 8799;
const VENDOR_PREFIX = { asperion: "P", eaccounting: "E" } as const;

const time: Time = { now: Date.now, sleep: (ms) => sleep(ms) };
let stopped = false;

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Where nobody can type, the question is never answered.
  const ended = new Promise<never>((_, failed) => {
    terminal.once("close", () => failed(new Complaint("Nothing was typed: nothing was done.")));
  });
  try {
    return (await Promise.race([terminal.question(question), ended])).trim();
  } finally {
    ended.catch(() => {});
    terminal.close();
  }
}

/** The address is printed as well: not every machine has a browser. */
function open(address: string): void {
  console.log(`Sign in at\n\n  ${address}\n`);
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  if (process.env["PROBE_NO_BROWSER"] === "1" || command === undefined) return;
  spawn(command, args, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

/** The registered address that the browser comes back to. */
function backOf(env: Readonly<Record<string, string | undefined>>): Back {
  const redirectUri = env["PROBE_REDIRECT_URL"] ?? "";
  return redirectUri === "" ? { port: portOf("PROBE_PORT", CALLBACK_PORT) } : { redirectUri, ask };
}

async function main(options: Options): Promise<boolean> {
  const { vendor, levels } = options;
  const client = readAddresses(vendor, process.env);
  const http = { fetch };
  const back = backOf(process.env);
  const tokens: TokenSet = await signIn({ vendor, http, time, client, back, open });
  const account = await accountOf({ vendor, http, time, client, tokens, ask, options });
  const { access, name } = account;
  console.log(`In “${name}”, at ${client.apiUrl}.\n`);
  const writes = options.clean || levels.some((level) => level !== "read");
  if (writes) demandSandbox(vendor, client.apiUrl, name);
  mkdirSync(FOLDER, { recursive: true });
  const store = fileStore(`${FOLDER}/${vendor}.json`);
  const fresh = freshState(time.now(), randomBytes(3).toString("hex"), account.mark);
  const state = stateToGoOn(store.read(), fresh, options.again);
  const plan = PLANS[vendor];
  const running = { access, time, pace: new Pace(time), store, state };
  if (options.clean) {
    await cleanUp(plan, running);
    console.log("What earlier runs made is taken back.");
    return true;
  }
  if (levels.includes("book")) await confirmBooking(name, ask);
  let failed: unknown = null;
  const ended = await runChecks(plan, {
    ...running,
    levels,
    onCheck: ({ id }, place) => console.error(`${id} … (${place})`),
    isStopped: () => stopped,
    onFault: (what, fault) => console.error(`${what} failed:`, fault),
  }).catch((fault: unknown) => {
    // What was found until then is told all the same.
    failed = fault;
    return store.read() ?? state;
  });
  const report = reportOf({
    vendor,
    rows: readRows().filter(({ id }) => id.startsWith(VENDOR_PREFIX[vendor])),
    state: ended,
    checks: plan.checks,
    without: WITHOUT_CHECK,
  });
  writeFileSync(REPORT, JSON.stringify(report, null, 2));
  console.log(`\n${tableOf(report)}\n\n${REPORT} has the requests and answers, redacted.`);
  if (failed !== null) throw failed;
  console.log(stopped ? "Stopped. The same command goes on where it was." : nextOf(report, levels));
  return report.rows.every(({ verdict }) => verdict !== "differs");
}

// The check that runs is ended, then what was made is taken back. A second time: at once.
process.on("SIGINT", () => {
  if (stopped) process.exit(130);
  stopped = true;
  console.error("Stopping after this check. Once more: at once; --clean takes back what is left.");
});

try {
  if (!(await main(readOptions(process.argv.slice(2))))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
