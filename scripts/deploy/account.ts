/** Reads the account from wrangler's own output. `null` where it can't be read. */
import type { Account, Configuration, Environment } from "./missing.ts";
import type { Database, Place } from "./places.ts";
import type { Existing } from "./plan.ts";

/** Runs wrangler; throws with what it said. `input` is what it reads, a secret's value. */
export type Wrangler = (
  words: readonly string[],
  input?: string,
) => Promise<{ readonly stdout: string }>;

type ListedDatabase = {
  readonly uuid: string;
  readonly name: string;
  readonly jurisdiction?: string | null;
};

const NO_WORKER = /Worker "[^"]*".* not found/;
const MOST_PAGES = 50;

/** Asks for all that `--create` decides by. */
export async function existingIn(
  wrangler: Wrangler,
  environment: string,
  { buckets: wanted, vars }: Pick<Configuration, "buckets" | "vars">,
  kept: readonly string[],
): Promise<Existing> {
  const [databases, queues, buckets, secrets] = await Promise.all([
    orNull(() => databasesIn(wrangler)),
    orNull(() => queuesIn(wrangler)),
    // An account without R2 can't be asked, and isn't where no bucket is wanted.
    wanted.length === 0 ? [] : orNull(() => bucketsIn(wrangler, String(vars["JURISDICTION"]))),
    orNull(() => secretsIn(wrangler, environment)),
  ]);
  return { databases, queues, buckets, secrets, kept };
}

/**
 * Asks for all that a deployment is looked at for. `null` as wrangler: no account could be told,
 * and nothing is asked. The secrets of a Worker that was never made can't be asked.
 */
export async function askAccount(
  environment: Environment,
  wrangler: Wrangler | null,
): Promise<Account> {
  if (wrangler === null) return { databases: null, queues: null, buckets: null, secrets: null };
  return {
    databases: await orNull(() => databasesIn(wrangler)),
    queues: await orNull(() => queuesIn(wrangler)),
    buckets: await orNull(() => bucketsIn(wrangler, "eu")),
    secrets: await orNull(() => secretNames(wrangler, environment)),
  };
}

/** Names of the buckets of one jurisdiction: each jurisdiction has its own list. */
async function bucketsIn(wrangler: Wrangler, jurisdiction: string): Promise<readonly string[]> {
  const { stdout } = await wrangler(["r2", "bucket", "list", "--jurisdiction", jurisdiction]);
  return bucketNames(stdout);
}

/** `r2 bucket list` has no JSON: a block of lines for each bucket, its name first. */
const bucketNames = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/^name:\s+(\S+)$/gm)].map(([, name = ""]) => name);

/** Returns all of them: `d1 list` reads its pages itself. */
export async function databasesIn(wrangler: Wrangler): Promise<readonly Database[]> {
  const { stdout } = await wrangler(["d1", "list", "--json"]);
  return (JSON.parse(stdout) as readonly ListedDatabase[]).map((listed) => ({
    id: listed.uuid,
    name: listed.name,
    jurisdiction: listed.jurisdiction ?? null,
  }));
}

/** `queues list` has pages and no JSON: rows of its table, until a page brings nothing new. */
async function queuesIn(wrangler: Wrangler): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { stdout } = await wrangler(["queues", "list", "--page", String(page)]);
    const fresh = queueRows(stdout).filter(({ name }) => !found.some((one) => one.name === name));
    if (fresh.length === 0) return found;
    found.push(...fresh);
  }
  return found;
}

/** Rows of wrangler's table of queues, by the names of its columns. */
export function queueRows(stdout: string): readonly Place[] {
  const rows = stdout
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .split("│")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const head = rows.findIndex((cells) => cells.includes("name"));
  const name = rows[head]?.indexOf("name") ?? -1;
  const jurisdiction = rows[head]?.indexOf("jurisdiction") ?? -1;
  return rows.slice(head + 1).flatMap((cells) => {
    const named = cells[name] ?? "";
    return named === "" ? [] : [{ name: named, jurisdiction: cells[jurisdiction] || null }];
  });
}

async function secretNames(wrangler: Wrangler, environment: string): Promise<readonly string[]> {
  const { stdout } = await wrangler(["secret", "list", "--env", environment, "--format", "json"]);
  return (JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name);
}

/** A Worker that was never made has no secrets; any other fault is thrown. */
async function secretsIn(wrangler: Wrangler, environment: string): Promise<readonly string[]> {
  try {
    return await secretNames(wrangler, environment);
  } catch (fault) {
    if (NO_WORKER.test(saidBy(fault))) return [];
    throw fault;
  }
}

/** Returns wrangler's output of a failure. */
export function saidBy(fault: unknown): string {
  const { stdout, stderr, message } = fault as {
    readonly stdout?: string;
    readonly stderr?: string;
    readonly message?: string;
  };
  return `${stdout ?? ""}${stderr ?? message ?? String(fault)}`;
}

/** `null`: it could not be asked. */
async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}
