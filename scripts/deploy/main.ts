/**
 * `npm run deploy -- staging|production [--check | --create]`: says what is missing, each piece
 * with the way to it, and stops there if anything is, or can't be looked at. Else it migrates D1,
 * which the version that still runs bears, deploys, and asks `/healthz`. `--check` only looks,
 * `--create` makes what is missing and deploys nothing. Exit code 0: nothing is missing as far as
 * could be looked, and what was to be done is done.
 */
import { Complaint } from "../complaint.ts";
import { t } from "../terminal.ts";
import { askAccount } from "./account.ts";
import { create } from "./create.ts";
import { type Environment, ENVIRONMENTS, missingOf } from "./missing.ts";
import { accountOfEnvironment, readConfiguration, wrangler } from "./read.ts";
import { said } from "./refusals.ts";
import { accountsIn, choose } from "./which-account.ts";
import { workshopOf } from "./workshop.ts";

const HEALTH_MS = 10_000;
const ACTS: Readonly<Record<string, "check" | "create">> = {
  "--check": "check",
  "--create": "create",
};

function wanted(words: readonly string[]): {
  readonly environment: Environment;
  readonly act: "check" | "create" | "deploy";
} {
  const [name, ...others] = words;
  const environment = ENVIRONMENTS.find((known) => known === name);
  const act = others.length === 0 ? "deploy" : ACTS[others[0] ?? ""];
  if (environment === undefined || act === undefined || others.length > 1)
    throw new Complaint(t("cli.deploy.usage", { environments: ENVIRONMENTS.join("|") }));
  return { environment, act };
}

async function main(words: readonly string[]): Promise<boolean> {
  const { environment, act } = wanted(words);
  if (act === "create") return create(workshopOf(environment));
  const configuration = readConfiguration(environment);
  const chosen = choose(await accountsIn(wrangler), {
    configured: configuration.accountId,
    environment: accountOfEnvironment(),
  });
  const account = chosen.kind === "account" ? chosen.account.id : null;
  if (chosen.kind === "account") console.log(t("cli.deploy.create.account", chosen.account));
  else console.log(t("cli.deploy.create.refused", said(chosen.refusal)));
  const { missing, without, unknown } = missingOf(
    environment,
    configuration,
    await askAccount(
      environment,
      account === null ? null : (words) => wrangler(words, "", account),
    ),
  );
  for (const piece of missing) console.log(t("cli.deploy.missing", piece));
  for (const piece of without) console.log(t("cli.deploy.without", piece));
  for (const piece of unknown) console.log(t("cli.deploy.unknown", piece));
  await step(["deploy", "--dry-run", "--env", environment, "--outdir", ".wrangler/dry-run"]);
  console.log(t("cli.deploy.builds", { environment }));
  if (act === "check") return missing.length === 0;
  if (account === null || missing.length > 0 || unknown.length > 0) {
    console.log(
      t("cli.deploy.nothingDone", {
        refused: account === null ? 1 : 0,
        missing: missing.length,
        unknown: unknown.length,
        environment,
      }),
    );
    return false;
  }
  await step(["d1", "migrations", "apply", "DB", "--remote", "--env", environment], account);
  await step(["deploy", "--env", environment], account);
  return healthy(String(configuration.vars["PUBLIC_URL"]));
}

/** `account`: the one that is acted on, and told; without one nothing is acted on. */
async function step(words: readonly string[], account?: string): Promise<void> {
  if (account !== undefined) console.log(`wrangler ${words.join(" ")}`);
  const { stdout, stderr } = await wrangler(words, "", account).catch(
    (fault: { message: string; stdout?: string; stderr?: string }) => {
      const said = `${fault.stdout ?? ""}${fault.stderr ?? fault.message}`;
      throw new Complaint(`${said}\n${t("cli.deploy.failed", { command: words[0] ?? "" })}`);
    },
  );
  if (account !== undefined) console.log(stdout + stderr);
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
