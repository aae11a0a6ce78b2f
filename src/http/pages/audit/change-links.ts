/** Where the thing that was changed is looked at, as far as a page shows it. */
import type { Change } from "../../usecases/audit/audit.ts";

type Changed = Pick<Change, "tenantId" | "action" | "before" | "after">;

/** `null`: no page shows it. Whether the reader may see that page is asked elsewhere. */
export function changedAt({ tenantId, action, before, after }: Changed): string | null {
  const [area = ""] = action.split(".");
  if (tenantId === null) return OF_NO_SHOP[area] ?? null;
  const rest = OF_A_SHOP[area]?.(after ?? before ?? "") ?? null;
  if (rest !== null) return `/admin/tenants/${tenantId}${rest}`;
  return OF_NO_SHOP[area] ?? null;
}

const OF_NO_SHOP: Readonly<Record<string, string>> = {
  user: "/admin/people",
  "api-token": "/admin/tokens",
  "dead-letter": "/admin#dead-letters",
};

const OF_A_SHOP: Readonly<Record<string, (value: string) => string | null>> = {
  job: ofJob,
  "dead-letter": () => "/attention",
  link: (value) => (value.startsWith("article") ? "/products" : "/customers"),
  settings: (value) => {
    const version = /^version (\d+)$/.exec(value)?.[1];
    return `/settings/versions${version === undefined ? "" : `#v${version}`}`;
  },
  tenant: () => "/shop",
  flow: () => "/syncs#flows",
  run: () => "/syncs#runs",
  "dry-run": () => "/syncs#runs",
  "back-fill": (value) => {
    const dryRun = /dry run (\S+)$/.exec(value)?.[1];
    return dryRun === undefined ? "/syncs#past-orders" : `/backfills/${encodeURIComponent(dryRun)}`;
  },
  reconciliation: (value) => {
    const days = /^(\d{4}-\d{2}-\d{2})(?: to)? (\d{4}-\d{2}-\d{2})/.exec(value);
    return days === null ? "/comparison" : `/comparison?from=${days[1]}&to=${days[2]}`;
  },
  "take-back": () => "/take-back",
  connect: () => "/connections",
  connection: () => "/connections",
  administration: () => "/connections",
  "webhook-secret": () => "/connections#webhooks",
  "webhook-token": () => "/connections#webhooks",
  notices: () => "/settings/notifications",
  "notice-secret": () => "/settings/notifications",
  user: () => "/people",
  member: () => "/people",
  person: () => "/personal-data",
  evidence: () => "/vat-evidence",
};

/** By its id where the trail has it, else by its order's number in the list. */
function ofJob(value: string): string | null {
  const id =
    /, job (\S+)$/.exec(value)?.[1] ?? /^([\w-]{10,})(?:$|[,;] | \u2192 )/.exec(value)?.[1];
  if (id !== undefined) return `/orders/${encodeURIComponent(id)}`;
  const number = /^order (?!id )(\S+?)(?:$|[,;] | \u2192 )/.exec(value)?.[1];
  return number === undefined ? null : `/orders?text=${encodeURIComponent(number)}`;
}
