/**
 * What people and operators do while the shops sell: pause and resume, retry, sweep, save settings,
 * sign in, deploy; and what comes over a vendor as a whole. What they ask may get lost, as anything
 * else.
 */
import type { Json, Operator } from "../../scripts/local/operator.ts";
import type { Chance } from "../support/seeded.ts";
import { machine } from "./current.ts";
import type { Faults } from "./faults.ts";
import type { Deployment } from "./platform/deployment.ts";
import { changeDocument, deleteDocument, payAtBank } from "./ledger-people.ts";
import { type House, signIn } from "./people.ts";

const MINUTE = 60_000;
const VENDORS = ["asperion", "eaccounting"] as const;
/** Each stands for what a whole vendor answers for a while. */
const OUTAGES = ["busy", "503", "hangs", "lost"] as const;

type Stage = {
  readonly operator: Operator;
  readonly deployment: Deployment;
  readonly faults: Faults;
  readonly house: House;
  readonly chance: Chance;
};

type Meddling = (stage: Stage) => Promise<void> | void;

const later = (chance: Chance, mostMinutes: number, act: () => Promise<unknown>): void =>
  void machine.time.after(chance.below(mostMinutes * MINUTE), () => void act().catch(noted));

const noted = (fault: unknown): void =>
  machine.time.trace(`person sees ${fault instanceof Error ? fault.message : String(fault)}`);

/** So long a person looks at a page that doesn't come. */
const PATIENCE_MS = MINUTE;

async function unanswered(): Promise<never> {
  await machine.time.wait(PATIENCE_MS);
  throw new Error("nothing");
}

/** Tried until it is taken: a person who sees a fault, or nothing at all, presses again. */
async function insists(act: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await Promise.race([act(), unanswered()]);
      return;
    } catch (fault) {
      noted(fault);
      await machine.time.wait(MINUTE / 2);
    }
  }
}

const ACTS: Readonly<Record<string, Meddling>> = {
  deploy: ({ deployment }) => deployment.restart(),

  pause: async ({ operator, house: { tenant }, chance }) => {
    await insists(() => operator.ask("POST", `/tenants/${tenant.id}/pause`, {}));
    later(chance, 20, () => insists(() => operator.ask("POST", `/tenants/${tenant.id}/resume`)));
  },

  "pause the flow": async ({ operator, house: { tenant }, chance }) => {
    const flow = `/tenants/${tenant.id}/flows/orders`;
    await insists(() => operator.ask("POST", `${flow}/pause`, { note: "stocktaking" }));
    later(chance, 20, () => insists(() => operator.ask("POST", `${flow}/resume`)));
  },

  sweep: async ({ operator, house: { tenant } }) => {
    await operator.ask("POST", `/tenants/${tenant.id}/flows/orders/run`);
  },

  retry: async ({ operator, house: { tenant }, chance }) => {
    const jobs = await operator.jobs(tenant.id, { limit: "50" });
    const orders = jobs.filter(({ key }) => key.startsWith("order:"));
    if (orders.length === 0) return;
    const { id, key } = chance.one(orders);
    machine.time.trace(`person retries ${key}`);
    await operator.ask("POST", `/tenants/${tenant.id}/jobs/${id}/retry`);
  },

  settings: async ({ operator, house: { tenant }, chance }) => {
    const word = chance.one(["", "Anna", "Webshop"]);
    await operator.configure(tenant.id, { orders: { ourReference: word } });
  },

  "expired tokens": ({ deployment, chance }) => {
    deployment.vendors[chance.one(VENDORS)].oauth.grants.expireAccessTokens();
  },

  "revoked grants": ({ deployment, operator, house: { tenant }, chance }) => {
    const vendor = chance.one(VENDORS);
    deployment.vendors[vendor].oauth.grants.revokeAll();
    later(chance, 30, () => insists(() => signIn(operator, tenant.id, tenant.company, vendor)));
  },

  "deletes a document": (stage) => deleteDocument(stage),

  "changes a document": (stage) => changeDocument(stage),

  "registers a payment": (stage) => payAtBank(stage),

  "sets a clock": ({ deployment, chance }) => deployment.stepClock(chance),

  outage: ({ faults, chance }) => {
    const vendor = chance.one(VENDORS);
    const what = chance.one(OUTAGES);
    const until = machine.time.now() + MINUTE + chance.below(15 * MINUTE);
    machine.time.trace(`${vendor} answers ${what} for a while`);
    faults.outages.push({ place: vendor, what, until });
  },
};

export const MEDDLINGS: readonly string[] = Object.keys(ACTS);

export function meddle(name: string, stage: Stage): void {
  machine.time.trace(`${name} of ${stage.house.shop.profile.name}`);
  const act = ACTS[name];
  if (act === undefined) throw new Error(`nobody knows ${name}`);
  void Promise.resolve()
    .then(() => act(stage))
    .catch(noted);
}

/**
 * Where the auditor, who reads the ledger's own state, would have to know how a figure is meant, or
 * couldn't find a document, as its references are gone; and what isn't promised at all.
 */
const NOT_TURNED: ReadonlySet<string> = new Set([
  "orderAmountBasis",
  "draftTotalBasis",
  "commitVisibleAfterMs",
  "draftKeepsReferences",
]);

type Definition = { readonly name: string; readonly values: readonly string[] | "number" };

/** As they are usually: what is read then means what the auditor takes it for. */
export async function turnBack(operator: Operator): Promise<void> {
  for (const vendor of VENDORS) {
    const { definitions } = (await operator.control(vendor, "GET", "/switches")) as {
      definitions: readonly { readonly name: string; readonly default: unknown }[];
    };
    const usual = definitions.map((one) => [one.name, one.default] as const);
    await operator.control(vendor, "PUT", "/switches", Object.fromEntries(usual));
  }
}

/** What nobody could check about the vendors turns out either way. Answers what was turned. */
export async function turnSwitches(operator: Operator, chance: Chance): Promise<Json> {
  const turned: Record<string, string> = {};
  const share = chance.one([0, 0, 8, 25]);
  for (const vendor of VENDORS) {
    const { definitions } = (await operator.control(vendor, "GET", "/switches")) as {
      definitions: readonly Definition[];
    };
    const chosen = definitions.flatMap(({ name, values }) =>
      values === "number" || NOT_TURNED.has(name) || !chance.in100(share)
        ? []
        : [[name, chance.one(values)] as const],
    );
    await operator.control(vendor, "PUT", "/switches", Object.fromEntries(chosen));
    for (const [name, value] of chosen) turned[`${vendor} ${name}`] = value;
  }
  return turned;
}
