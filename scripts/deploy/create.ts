/**
 * `npm run deploy -- production --create`: makes what is missing in the account. Says which account
 * that is, looks, shows its plan, asks once, does it step by step, looks again. A step that fails
 * ends the run; the next run goes on from what the account has by then, so nothing is made twice.
 *
 * The encryption key and the admin token are made here and kept in a file that only its owner reads
 * before they are put: a run that is stopped in between puts the same ones.
 */
import { Complaint } from "../complaint.ts";
import { t } from "../terminal.ts";
import { databasesIn, existingIn, saidBy, type Wrangler } from "./account.ts";
import type { Configuration, Environment } from "./missing.ts";
import { type Plan, planOf, type Step } from "./plan.ts";
import { type Refusal, said } from "./refusals.ts";
import { noteAddress, noteDatabase } from "./toml.ts";
import { accountsIn, choose } from "./which-account.ts";

/** Values that were made here, by name. `keep` returns once they are stored. */
export type Kept = {
  readonly file: string;
  readonly read: () => Readonly<Record<string, string>>;
  readonly keep: (values: Readonly<Record<string, string>>) => void;
};

export type Workshop = {
  readonly environment: Environment;
  readonly wrangler: Wrangler;
  /** wrangler, acting on this account whichever it used before. */
  readonly inAccount: (id: string) => Wrangler;
  /** The account that the environment names. */
  readonly accountOfEnvironment: () => string | null;
  readonly configuration: () => Configuration;
  readonly toml: { readonly read: () => string; readonly write: (text: string) => void };
  /** Secrets made here for the account with this id. */
  readonly keptFor: (id: string) => Kept;
  /** Asks the person; `hidden` answers aren't shown while they are typed. */
  readonly ask: (question: string, hidden?: "hidden") => Promise<string>;
  readonly say: (line: string) => void;
  readonly randomBase64: (bytes: number) => string;
};

/** For the chosen account. */
type Shop = Workshop & { readonly kept: Kept };

const HOST = /^(?=.{4,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const KEY_BYTES = 32;
const TOKEN_BYTES = 24;

/** True once nothing is left to make; false where it was refused, or the person said no. */
export async function create(bare: Workshop): Promise<boolean> {
  const chosen = choose(await accountsIn(bare.wrangler), {
    configured: bare.configuration().accountId,
    environment: bare.accountOfEnvironment(),
  });
  if (chosen.kind === "refused") return refuse(bare, [chosen.refusal]);
  bare.say(t("cli.deploy.create.account", chosen.account));
  const { id } = chosen.account;
  const shop = { ...bare, wrangler: bare.inAccount(id), kept: bare.keptFor(id) };
  const plan = await look(shop);
  if (plan.kind === "refused") return refuse(shop, plan.refusals);
  if (plan.steps.length > 0 && !(await carryOut(shop, plan.steps))) return false;
  remainder(shop);
  return true;
}

function refuse(shop: Workshop, refusals: readonly Refusal[]): false {
  for (const refusal of refusals) shop.say(t("cli.deploy.create.refused", said(refusal)));
  shop.say(t("cli.deploy.create.nothingDone"));
  return false;
}

async function look(shop: Shop): Promise<Plan> {
  const kept = Object.keys(shop.kept.read());
  const { wrangler, environment } = shop;
  const configuration = shop.configuration();
  return planOf(configuration, await existingIn(wrangler, environment, configuration, kept));
}

async function carryOut(shop: Shop, steps: readonly Step[]): Promise<boolean> {
  shop.say(t("cli.deploy.create.plan", { environment: shop.environment, count: steps.length }));
  for (const [index, step] of steps.entries()) shop.say(`  ${index + 1}. ${told(step)}`);
  if ((await shop.ask(t("cli.deploy.create.confirm"))).trim() !== "yes") {
    shop.say(t("cli.deploy.create.nothingDone"));
    return false;
  }
  for (const [index, step] of steps.entries()) {
    try {
      await run(shop, step);
    } catch (fault) {
      const stopped = { done: index, count: steps.length, step: told(step) };
      throw new Complaint(`${saidBy(fault)}\n${t("cli.deploy.create.stopped", stopped)}`);
    }
    shop.say(t("cli.deploy.create.done", { step: told(step) }));
  }
  const after = await look(shop);
  if (after.kind === "steps" && after.steps.length === 0) return true;
  throw new Complaint(t("cli.deploy.create.notThere"));
}

async function run(shop: Shop, step: Step): Promise<void> {
  const { environment, toml, wrangler } = shop;
  switch (step.kind) {
    case "address":
      toml.write(noteAddress(toml.read(), environment, await askHost(shop)));
      return;
    case "create-database": {
      // Its answer is prose and a snippet: the id is read from the list.
      await wrangler(["d1", "create", step.name, "--jurisdiction", step.jurisdiction]);
      const made = (await databasesIn(wrangler)).find(({ name }) => name === step.name);
      if (made === undefined) throw new Complaint(t("cli.deploy.create.notThere"));
      toml.write(noteDatabase(toml.read(), environment, made.id));
      return;
    }
    case "note-database":
      toml.write(noteDatabase(toml.read(), environment, step.id));
      return;
    case "create-queue":
      await wrangler(["queues", "create", step.name, "--jurisdiction", step.jurisdiction]);
      return;
    case "create-bucket":
      await wrangler(["r2", "bucket", "create", step.name, "--jurisdiction", step.jurisdiction]);
      return;
    case "put-secret":
      await wrangler(["secret", "put", step.name, "--env", environment], await secret(shop, step));
  }
}

async function askHost(shop: Workshop): Promise<string> {
  const host = (await shop.ask(t("cli.deploy.create.host"))).trim().toLowerCase();
  if (!HOST.test(host)) throw new Complaint(t("cli.deploy.create.noHost", { host }));
  return host;
}

async function secret(shop: Shop, step: Step & { kind: "put-secret" }): Promise<string> {
  const { name, from } = step;
  if (from === "asked") {
    const value = (
      await shop.ask(t("cli.deploy.create.secret", { secret: name }), "hidden")
    ).trim();
    if (value === "") throw new Complaint(t("cli.deploy.create.empty", { secret: name }));
    return value;
  }
  const before = shop.kept.read()[name];
  if (before !== undefined) return before;
  const value =
    name === "ENCRYPTION_KEYS"
      ? `k1:${shop.randomBase64(KEY_BYTES)}`
      : shop.randomBase64(TOKEN_BYTES);
  shop.kept.keep({ ...shop.kept.read(), [name]: value });
  return value;
}

/** Prints what only a person can do, with the addresses for it. */
function remainder(shop: Shop): void {
  const { environment, kept } = shop;
  const address = String(shop.configuration().vars["PUBLIC_URL"]);
  shop.say(t("cli.deploy.create.whole", { environment }));
  if (Object.keys(kept.read()).length > 0)
    shop.say(t("cli.deploy.create.keep", { file: kept.file }));
  shop.say(t("cli.deploy.create.yours", { address, host: new URL(address).host, environment }));
}

function told(step: Step): string {
  switch (step.kind) {
    case "address":
      return t("cli.deploy.create.steps.address");
    case "create-database":
      return t("cli.deploy.create.steps.createDatabase", step);
    case "note-database":
      return t("cli.deploy.create.steps.noteDatabase", step);
    case "create-queue":
      return t("cli.deploy.create.steps.createQueue", step);
    case "create-bucket":
      return t("cli.deploy.create.steps.createBucket", step);
    case "put-secret":
      return t("cli.deploy.create.steps.putSecret", { secret: step.name, from: step.from });
  }
}
