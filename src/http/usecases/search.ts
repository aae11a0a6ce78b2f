/**
 * One search over the shops that somebody may see: each object is asked once, and no more than a
 * bounded number of them. Whoever may not see customers of a shop doesn't find them in it either.
 */
import type { JobView } from "../../domain/job.ts";
import type { Language } from "../../domain/language.ts";
import { wordsIn } from "../../domain/listed.ts";
import type { TenantRow } from "../../store/tenants.ts";
import type { ListedRow } from "../../sync/job-rpc.ts";
import type { JobQuery } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { searched } from "./job-search.ts";
import { asAllowed } from "./jobs.ts";
import { ask } from "./reach.ts";
import { visibleTenants } from "./tenants.ts";

/** Shops whose objects one search asks. */
export const SHOPS_ASKED = 20;
const HITS_OF_A_SHOP = 30;
const MOST_SHOPS_SHOWN = 8;
const MOST_TEXT = 100;

const GROUPS = ["orders", "documents", "customers", "products"] as const;
export type HitGroup = (typeof GROUPS)[number];

export type Hit = {
  readonly tenant: TenantRow;
  readonly job: JobView;
  readonly beside: ListedRow | null;
  readonly group: HitGroup;
  /** What was typed is this order's whole number. */
  readonly exact: boolean;
};

export type Found = {
  readonly text: string;
  /** The shop that the search was begun in comes first. */
  readonly shops: readonly TenantRow[];
  /** Those whose name has the words. */
  readonly named: readonly TenantRow[];
  /** Orders of exactly this number first. */
  readonly hits: readonly Hit[];
  /** Shops that weren't asked, as there are too many. */
  readonly left: number;
  /** Shops that didn't answer. */
  readonly silent: readonly TenantRow[];
  /** There is more in these than was told. */
  readonly more: readonly TenantRow[];
};

/** `from`: the shop that the search was begun in. */
export async function search(
  deps: EdgeDeps,
  actor: Actor,
  typed: string,
  from: string | null,
  language: Language,
): Promise<Found> {
  const text = typed.trim().slice(0, MOST_TEXT);
  const visible = (await visibleTenants(deps, actor)).filter(({ state }) => state !== "retired");
  const shops = [
    ...visible.filter(({ id }) => id === from),
    ...visible.filter(({ id }) => id !== from),
  ];
  const none = { text, shops, named: [], hits: [], left: 0, silent: [], more: [] };
  if (text === "") return none;
  const asked = shops.slice(0, SHOPS_ASKED);
  const query = queryOf(text, language);
  const answers = await Promise.all(
    asked.map(async (tenant) => ({
      tenant,
      page: await ask(deps, tenant.id, (object) =>
        object.jobs.list(tenant.id, asAllowed(actor, tenant.id, query)),
      ),
    })),
  );
  const hits = answers.flatMap(({ tenant, page }) =>
    page.ok
      ? page.value.jobs.flatMap((job) =>
          hitOf(tenant, job, page.value.rows?.[job.id] ?? null, query.number, text),
        )
      : [],
  );
  return {
    ...none,
    named: named(shops, text),
    hits: [...hits.filter(({ exact }) => exact), ...hits.filter(({ exact }) => !exact)],
    left: shops.length - asked.length,
    silent: answers.flatMap(({ tenant, page }) => (page.ok ? [] : [tenant])),
    more: answers.flatMap(({ tenant, page }) =>
      page.ok && page.value.cursor !== null ? [tenant] : [],
    ),
  };
}

/** Things, not reasons: those are searched in a shop's own list. */
function queryOf(text: string, language: Language): JobQuery {
  const { codes: _, named: __, ...wanted } = searched({ text }, language);
  return {
    ...wanted,
    flows: ["orders", "customers", "products"],
    newest: true,
    rows: true,
    limit: HITS_OF_A_SHOP,
  };
}

function hitOf(
  tenant: TenantRow,
  job: JobView,
  beside: ListedRow | null,
  number: string | undefined,
  text: string,
): readonly Hit[] {
  const flow = GROUPS.find((group) => group === job.flow);
  if (flow === undefined) return [];
  const isNumber = number !== undefined && job.label?.toLowerCase() === number.toLowerCase();
  const exact = flow === "orders" && isNumber;
  const isDocument = flow === "orders" && !exact && beside?.document?.number === (number ?? text);
  return [{ tenant, job, beside, exact, group: isDocument ? "documents" : flow }];
}

/** Each word stands in the name, or a part of it does: shops are few. */
function named(shops: readonly TenantRow[], text: string): readonly TenantRow[] {
  const words = wordsIn(text);
  if (words.length === 0) return [];
  return shops
    .filter(({ name }) => {
      const folded = wordsIn(name).join(" ");
      return words.every((word) => folded.includes(word));
    })
    .slice(0, MOST_SHOPS_SHOWN);
}
