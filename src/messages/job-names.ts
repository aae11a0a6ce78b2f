/** A job's name on pages and in notices. It names no person: customers have their number. */
import type { JobView } from "../domain/jobs/job.ts";
import type { Messages } from "./index.ts";

/** The parts of a job that its name uses. */
export type NamedJob = Pick<JobView, "flow" | "key" | "label">;

/** In a list of its kind: an order by its number alone. */
export function jobName(t: Messages["t"], job: NamedJob): string {
  if (job.flow === "orders")
    return job.label ?? t("orders.orderId", { id: job.key.replace(/^order:/, "") });
  if (job.flow === "dry-run") return dryRunName(t, job);
  if (job.key.startsWith("debtor:"))
    return t("orders.customerOf", {
      debtor: job.label ?? t("orders.idOf", { id: job.key.replace(/^debtor:/, "") }),
    });
  if (job.flow === "products" && job.label !== null)
    return t("orders.article", { number: job.label });
  if (job.flow === "products" && !job.key.startsWith("product:")) return t("orders.productRun");
  if (job.flow === "payouts" && job.label !== null)
    return t("orders.payoutOf", { payout: job.label });
  const day = job.flow === "days" ? dayOf(t, job.label ?? "") : null;
  if (day !== null) return day;
  return job.key === "sweep:debtors" ? t("orders.debtorSweep") : t(`orders.flows.${job.flow}`);
}

/** Reads a voucher's id, "2026-11-24-2": the day, and its number unless it is the first. */
function dayOf(t: Messages["t"], id: string): string | null {
  const [, date, n] = /^(\d{4}-\d\d-\d\d)-(\d+)$/.exec(id) ?? [];
  if (date === undefined) return null;
  const day = Date.parse(date);
  return Number(n) === 1
    ? t("orders.dayOf", { day })
    : t("orders.furtherDayOf", { day, n: Number(n) });
}

/** A posted order has no id. */
function dryRunName(t: Messages["t"], { key, label }: NamedJob): string {
  const id = /^dry-run:(?!sample:)\w+:(\d+)$/.exec(key)?.[1];
  if (label !== null) return t("orders.dryRunOfNamed", { name: label });
  return id === undefined ? t("orders.flows.dry-run") : t("orders.dryRunOfId", { id });
}

/** The name in lists of several kinds, where an order is called one. */
export function thingName(t: Messages["t"], job: NamedJob): string {
  const name = jobName(t, job);
  return job.flow === "orders" && job.label !== null ? t("orders.orderNamed", { name }) : name;
}
