/**
 * Which orders of a range of days a back-fill is about: those dated before the start line. Orders
 * after it are taken by themselves and are no back-fill's business. Only heads are read; each page
 * is durable before the next is asked for.
 */
import { type Place, sweepBetween } from "../../asperion/order-sweep.ts";
import type { Failure } from "../../domain/failure.ts";
import { orderKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { sideOfLine } from "./judge.ts";
import { isLong, orderPages } from "./sweep-place.ts";

/** One back-fill lists at a time. */
const LISTING = "back-fill-listing";
type Listing = { readonly key: string; readonly place: Place; readonly found: number };

export async function listPastOrders(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const { startLine } = ports.settings.orders;
  if (ports.backfill?.kind !== "list" || startLine === null)
    return ok({ outcome: "skipped", reasons: [reason("flow-off")], label: null, figures: null });
  const { from, to } = ports.backfill;
  const before = listingOf(ports);
  const long = isLong(ports);
  let found = before?.found ?? 0;
  const listed = await sweepBetween({
    send: orderPages(ports),
    administrationId: ports.administrationId,
    from: `${from}T00:00:00`,
    to: `${to}T23:59:59`,
    whole: true,
    place: before?.place ?? null,
    visit: async (heads) => {
      const past = heads.filter(
        (head) =>
          head.date.slice(0, 10) >= from &&
          head.date.slice(0, 10) <= to &&
          sideOfLine(head.date, startLine) === "before",
      );
      const enrolled = await ports.enrol(
        past.map((head) => ({ key: orderKey(head.id), dated: head.date })),
      );
      if (!enrolled.ok) return enrolled;
      found += enrolled.value;
      return ok({ allKnown: false, stop: long() });
    },
  });
  if (!listed.ok) return listed;
  const { place } = listed.value;
  if (place !== undefined) {
    ports.remember(LISTING, JSON.stringify({ key: ports.key, place, found } satisfies Listing));
    const handed = await ports.enqueue([
      { key: ports.key, flow: "back-fill", type: "go-on", lane: "sweep" },
    ]);
    if (!handed.ok) return handed;
  } else if (before !== null) ports.remember(LISTING, "");
  return ok({
    outcome: "updated",
    reasons: [reason("back-fill-listed", { count: found, from, to })],
    label: null,
    figures: null,
  });
}

/** Where the run before this one broke off; `null`: this one begins. */
function listingOf(ports: FlowPorts): Listing | null {
  const text = ports.remembered(LISTING) ?? "";
  const kept = text === "" ? null : (JSON.parse(text) as Listing);
  return kept?.key === ports.key ? kept : null;
}
