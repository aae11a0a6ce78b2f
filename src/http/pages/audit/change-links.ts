/** Where the thing that was changed is looked at, as far as a page shows it. */
import { type AuditValue, isPhrase, readValue } from "../../../store/audit-values.ts";
import type { Change } from "../../usecases/audit/audit.ts";

type Changed = Pick<Change, "tenantId" | "action" | "before" | "after">;

/** `null`: no page shows it. Whether the reader may see that page is asked elsewhere. */
export function changePath({ tenantId, action, before, after }: Changed): string | null {
  const [area = ""] = action.split(".");
  if (tenantId === null) return OF_NO_SHOP[area] ?? null;
  const rest = OF_A_SHOP[area]?.(readValue(after ?? before ?? "")) ?? null;
  if (rest !== null) return `/admin/tenants/${tenantId}${rest}`;
  return OF_NO_SHOP[area] ?? null;
}

const OF_NO_SHOP: Readonly<Record<string, string>> = {
  user: "/admin/people",
  "api-token": "/admin/tokens",
  "dead-letter": "/admin#dead-letters",
};

const OF_A_SHOP: Readonly<Record<string, (value: AuditValue) => string | null>> = {
  job: ofJob,
  "dead-letter": () => "/attention",
  link: (value) =>
    isPhrase(value, "link") && value.kind === "article" ? "/products" : "/customers",
  settings: (value) =>
    `/settings/versions${isPhrase(value, "version") ? `#v${value.version}` : ""}`,
  tenant: () => "/shop",
  flow: () => "/syncs#flows",
  run: () => "/syncs#runs",
  "dry-run": () => "/syncs#runs",
  "back-fill": (value) =>
    isPhrase(value, "days-after-dry-run")
      ? `/backfills/${encodeURIComponent(value.dryRunId)}`
      : "/syncs#past-orders",
  reconciliation: (value) =>
    isPhrase(value, "days") ? `/comparison?from=${value.from}&to=${value.to}` : "/comparison",
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

/** By its id where the log has it, else by its order's number in the list. */
function ofJob(value: AuditValue): string | null {
  if (typeof value === "string")
    return /^[\w-]{10,}$/.test(value) ? `/orders/${encodeURIComponent(value)}` : null;
  switch (value.phrase) {
    case "skipped":
      return `/orders/${encodeURIComponent(value.jobId)}`;
    case "order":
      return `/orders?text=${encodeURIComponent(value.number)}`;
    case "retry":
    case "document":
      return ofJob(value.job);
    case "refused":
      return value.asked === null ? null : ofJob(value.asked);
    default:
      return null;
  }
}
