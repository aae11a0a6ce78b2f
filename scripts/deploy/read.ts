/** A deployment as wrangler sees it: the configuration of one environment. And wrangler itself. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig } from "wrangler";
import { ROOT, WRANGLER } from "../local/bundle.ts";
import { type Configuration, type Environment, ENVIRONMENTS } from "./missing.ts";

const run = promisify(execFile);

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

const readEnvironment = (environment: Environment, file: string): Read =>
  unstable_readConfig({ config: file, env: environment }, { hideWarnings: true }) as Read;

export function readConfiguration(environment: Environment, file = CONFIG_FILE): Configuration {
  const config = readEnvironment(environment, file);
  const [database] = config.d1_databases;
  const sharing = ENVIRONMENTS.filter((other) => other !== environment).find((other) =>
    readEnvironment(other, file).d1_databases.some(
      ({ database_id }) => database_id !== undefined && database_id === database?.database_id,
    ),
  );
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
    databaseSharedWith: sharing ?? null,
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
      // Its tables are read, so its output must not be silenced.
      WRANGLER_LOG: "log",
    },
    maxBuffer: 10_000_000,
  });
  running.child.stdin?.end(input);
  return running;
}
