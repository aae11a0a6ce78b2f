/**
 * `npm run deploy -- staging|production [--check]`: says what is missing, each piece with the way
 * to it, and stops there if anything is, or can't be looked at. Else it migrates D1, which the
 * version that still runs bears, deploys, and asks `/healthz`. `--check` only looks. Exit code 0:
 * nothing is missing as far as could be looked, and what was to be done is done.
 */
import { Complaint } from "../local/ports.ts";
import { type Environment, ENVIRONMENTS, missingOf } from "./missing.ts";
import { askAccount, readConfiguration, wrangler } from "./read.ts";

const HEALTH_MS = 10_000;

function wanted(words: readonly string[]): {
  readonly environment: Environment;
  readonly check: boolean;
} {
  const [name, ...others] = words.filter((word) => word !== "--check");
  const environment = ENVIRONMENTS.find((known) => known === name);
  if (environment === undefined || others.length > 0)
    throw new Complaint(`Say which: npm run deploy -- ${ENVIRONMENTS.join("|")} [--check]`);
  return { environment, check: words.includes("--check") };
}

async function main(words: readonly string[]): Promise<boolean> {
  const { environment, check } = wanted(words);
  const configuration = readConfiguration(environment);
  const { missing, without, unknown } = missingOf(
    environment,
    configuration,
    await askAccount(environment),
  );
  for (const { what, how } of missing) console.log(`missing  ${what}\n         ${how}`);
  for (const { what, how } of without) console.log(`without  ${what}\n         ${how}`);
  for (const { what, how } of unknown) console.log(`unknown  ${what}\n         ${how}`);
  await step(
    ["deploy", "--dry-run", "--env", environment, "--outdir", ".wrangler/dry-run"],
    "quiet",
  );
  console.log(`the build for ${environment} is in order`);
  if (check) return missing.length === 0;
  if (missing.length > 0 || unknown.length > 0) {
    console.log(
      `nothing was deployed: ${missing.length} missing, ${unknown.length} unknown. What is named above first, then npm run deploy -- ${environment}`,
    );
    return false;
  }
  await step(["d1", "migrations", "apply", "DB", "--remote", "--env", environment]);
  await step(["deploy", "--env", environment]);
  return healthy(String(configuration.vars["PUBLIC_URL"]));
}

async function step(words: readonly string[], told: "told" | "quiet" = "told"): Promise<void> {
  if (told === "told") console.log(`wrangler ${words.join(" ")}`);
  const { stdout, stderr } = await wrangler(words).catch(
    (fault: { message: string; stdout?: string; stderr?: string }) => {
      throw new Complaint(
        `${fault.stdout ?? ""}${fault.stderr ?? fault.message}\nwrangler ${words[0]} failed, and nothing after it was done.`,
      );
    },
  );
  if (told === "told") console.log(stdout + stderr);
}

async function healthy(address: string): Promise<boolean> {
  const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(HEALTH_MS) });
  console.log(`${address}/healthz: ${response.status} ${await response.text()}`);
  return response.ok;
}

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
