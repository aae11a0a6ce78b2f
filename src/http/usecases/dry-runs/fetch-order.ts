/**
 * One order that a person names: found by its number or id, shown by a dry run, and booked from
 * there. Also an order's document as Asperion has it, to edit and replay.
 */
import { z } from "zod";
import { isId } from "../../../domain/ids.ts";
import { BY_ID, type OrderFound } from "../../../domain/ledger/names.ts";
import { err, ok } from "../../../domain/result.ts";
import { sideOfStartLine } from "../../../flows/orders/preparation/eligibility.ts";
import { message } from "../../../messages/message.ts";
import { orderNumberValue } from "../../../store/audit-values.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { audited } from "../audited.ts";
import { dryRun, type DryRunView } from "./dry-run.ts";
import { jobTimeline } from "../jobs/jobs.ts";
import { orderFromTimeline } from "./order-from-timeline.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, reject, toResult } from "../refusal.ts";
import type { Retried } from "../jobs/retry.ts";
import { readSettings } from "../settings/settings.ts";

/** Strips what people write around a number: "#1007", "order 1007". */
const bare = (text: string): string => text.trim().replace(/^(?:order\s+)?#?\s*/i, "");

const LONGEST = 100;

/**
 * Orders of this number. A figure may be an id as well: it is one where no order has that number.
 * `byId`: nothing has it as its number, and Asperion couldn't be asked whether it is an id.
 */
async function namedOrders(
  asking: TenantRequest,
  text: string,
): Answer<{ readonly orders: readonly OrderFound[]; readonly byId: number | null }> {
  const chosen = text.startsWith(BY_ID) ? text.slice(BY_ID.length) : "";
  if (isId(chosen)) return ok({ orders: [], byId: Number(chosen) });
  const number = bare(text);
  const none = reject(404, "no-such-order", message("refusals.noOrderNamedSo", { text: number }));
  if (number === "" || number.length > LONGEST) return none;
  const asked = await onTenant(asking, (tenant) =>
    tenant.reads.findOrders(asking.tenantId, number),
  );
  if (!asked.ok) return asked;
  const byId = isId(number) ? Number(number) : null;
  if (asked.value.kind === "found" && asked.value.orders.length > 0)
    return ok({ orders: asked.value.orders, byId: null });
  if (asked.value.kind === "found" && asked.value.byId === true) return none;
  if (byId !== null) return ok({ orders: [], byId });
  return asked.value.kind === "found"
    ? none
    : reject(409, asked.value.kind, message("refusals.ordersNotSearchable"));
}

/** Starts the dry run of the named order. Several with one number are told apart by id. */
export async function fetchOrder(
  asking: TenantRequest,
  text: string,
): Answer<
  | { readonly kind: "shown"; readonly shown: DryRunView }
  | { readonly kind: "several"; readonly orders: readonly OrderFound[] }
> {
  const named = await namedOrders(asking, text);
  if (!named.ok) return named;
  const { orders, byId } = named.value;
  const [only, second] = orders;
  if (second !== undefined) return ok({ kind: "several", orders });
  const orderId = only?.id ?? byId ?? 0;
  const shown = await dryRun(asking, {
    of: "order",
    orderId,
    acrossStartLine: true,
  });
  return shown.ok ? ok({ kind: "shown", shown: shown.value }) : shown;
}

/** Books the order that this dry run showed. */
export async function bookPreviewed(asking: TenantRequest, jobId: string): Answer<Retried> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const [described, settings] = await Promise.all([
    jobTimeline(asking, jobId),
    readSettings(asking),
  ]);
  if (!described.ok) return described;
  if (!settings.ok) return settings;
  const order = orderFromTimeline(described.value, found.value.administrationId);
  // Expired, or of no order: what was shown isn't there any more.
  if (order === null) return reject(409, "dry-run-gone", message("refusals.dryRunGone"));
  const { startLine } = settings.value.settings.orders;
  const crosses = startLine === null || sideOfStartLine(order.date, startLine) !== "after";
  const asked = {
    action: "job.book-tried",
    after: orderNumberValue(order.number ?? String(order.id)),
  } as const;
  return audited(asking, { asked, done: null }, async () => {
    return toResult(
      await callTenant(asking, (tenant) =>
        tenant.jobs.bookTried(
          asking.tenantId,
          jobId,
          { dated: order.date, crosses },
          asking.actor.name,
        ),
      ),
    );
  });
}

const answered = z.looseObject({ vendor: z.literal("asperion"), body: z.unknown() });
const listed = z.looseObject({ _data: z.array(z.unknown()) });
const withLines = z.looseObject({
  id: z.int(),
  lines: z.looseObject({ _data: z.array(z.unknown()) }),
});

/** Returns the order as last read from Asperion, with all fields; `null`: the timeline has none. */
export function orderDocument(timeline: readonly TimelineEntry[]): object | null {
  for (const entry of timeline.toReversed()) {
    const read = entry.what === "read" ? answered.safeParse(entry.detail).data : undefined;
    if (read === undefined) continue;
    const of = [read.body, ...(listed.safeParse(read.body).data?._data ?? [])];
    const order = of.map((one) => withLines.safeParse(one).data).find((one) => one !== undefined);
    if (order !== undefined) return order;
  }
  return null;
}

/** Starts the dry run of an edited order document. */
export async function replayDocument(asking: TenantRequest, text: string): Answer<DryRunView> {
  const parsed = parsedObject(text);
  return parsed === null
    ? err({ status: 400, kind: "not-json", detail: message("refusals.notAnOrderDocument") })
    : dryRun(asking, { of: "sample", sample: parsed, acrossStartLine: true });
}

function parsedObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
