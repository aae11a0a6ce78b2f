/**
 * A deployment as wrangler sees it: the configuration of one environment, and what the account has
 * of it.
 */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig } from "wrangler";
import { ROOT } from "../../test/local/bundle.ts";
import { bucketNames } from "./account.ts";
import type { Account, Configuration, Environment } from "./missing.ts";

const run = promisify(execFile);
const WRANGLER = join(
  createRequire(import.meta.url).resolve("wrangler/package.json"),
  "../bin/wrangler.js",
);

/** As much of wrangler's own shape as is looked at. */
type Read = {
  readonly account_id?: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly d1_databases: readonly {
    readonly database_name?: string;
    readonly database_id?: string;
  }[];
  readonly routes?: readonly (
    | string
    | { readonly pattern: string; readonly custom_domain?: boolean }
  )[];
  readonly triggers: { readonly crons?: readonly string[] };
  readonly queues: {
    readonly consumers?: readonly { readonly queue: string; readonly dead_letter_queue?: string }[];
  };
  readonly r2_buckets?: readonly { readonly bucket_name?: string }[];
  readonly send_email?: readonly { readonly name: string }[];
  readonly secrets?: { readonly required?: readonly string[] };
};

/** Where a deployment is described. */
export const CONFIG_FILE = join(ROOT, "wrangler.toml");

export function readConfiguration(environment: Environment, file = CONFIG_FILE): Configuration {
  const config = unstable_readConfig(
    { config: file, env: environment },
    { hideWarnings: true },
  ) as Read;
  const [database] = config.d1_databases;
  const routes = (config.routes ?? []).map((route) =>
    typeof route === "string"
      ? { pattern: route, customDomain: false }
      : { pattern: route.pattern, customDomain: route.custom_domain === true },
  );
  return {
    vars: config.vars,
    accountId: config.account_id ?? null,
    databaseName: database?.database_name ?? null,
    databaseId: database?.database_id ?? null,
    routes,
    crons: config.triggers.crons ?? [],
    queues: [
      ...new Set(
        (config.queues.consumers ?? []).flatMap(({ queue, dead_letter_queue }) => [
          queue,
          ...(dead_letter_queue === undefined ? [] : [dead_letter_queue]),
        ]),
      ),
    ],
    buckets: (config.r2_buckets ?? []).flatMap(({ bucket_name }) => bucket_name ?? []),
    mail: (config.send_email ?? []).map(({ name }) => name),
    requiredSecrets: config.secrets?.required ?? [],
  };
}

/** The account that the environment names. */
export const accountOfEnvironment = (): string | null =>
  process.env["CLOUDFLARE_ACCOUNT_ID"]?.trim() || null;

/**
 * Asks the account through wrangler, which must be signed in; what can't be asked is `null`.
 * `account`: its id; `null`: none could be told, and nothing is asked.
 */
export async function askAccount(
  environment: Environment,
  account: string | null,
): Promise<Account> {
  if (account === null) return { secrets: null, queues: null, buckets: null };
  const asked = askedOf(account);
  const secrets = await asked(["secret", "list", "--env", environment, "--format", "json"]);
  const queues = await asked(["queues", "list"]);
  const buckets = await asked(["r2", "bucket", "list", "--jurisdiction", "eu"]);
  return {
    buckets: buckets === null ? null : bucketNames(buckets),
    secrets:
      secrets === null ? null : (JSON.parse(secrets) as { name: string }[]).map(({ name }) => name),
    queues: queues === null ? null : [...queues.matchAll(/[\w-]+/g)].map(([word]) => word),
  };
}

const askedOf =
  (account: string) =>
  async (words: readonly string[]): Promise<string | null> => {
    try {
      return (await wrangler(words, "", account)).stdout;
    } catch {
      return null;
    }
  };

/**
 * Throws with what wrangler said. `input` is what it reads, so that no secret is an argument.
 * `account`: the id of the one that it acts on, whichever it used before; `""`: none is meant.
 */
export function wrangler(words: readonly string[], input = "", account = "") {
  const running = run(process.execPath, [WRANGLER, ...words], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...(account === "" ? {} : { CLOUDFLARE_ACCOUNT_ID: account }),
      CI: "true",
      NO_COLOR: "1",
      WRANGLER_SEND_METRICS: "false",
      // Its tables are read: whoever silences it elsewhere has none.
      WRANGLER_LOG: "log",
    },
    maxBuffer: 10_000_000,
  });
  running.child.stdin?.end(input);
  return running;
}
