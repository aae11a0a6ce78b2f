/**
 * Which orders of a range of days a back-fill is about: those dated before the start line. Orders after it are taken by
 * themselves and are no back-fill's business. Only heads are read; each page is durable before the next is asked for.
 */
import { sweepBetween } from "../../asperion/order-sweep.ts";
import type { Failure } from "../../domain/failure.ts";
import { orderKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { sideOfLine } from "./judge.ts";

export async function listPastOrders(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const { startLine } = ports.settings.orders;
  if (ports.backfill?.kind !== "list" || startLine === null) return ok({ outcome: "skipped", reasons: [reason("flow-off")], label: null, figures: null });
  const { from, to } = ports.backfill;
  let found = 0;
  const listed = await sweepBetween({
    send: ports.read, administrationId: ports.administrationId, from: `${from}T00:00:00`, to: `${to}T23:59:59`, whole: true,
    visit: async (heads) => {
      const past = heads.filter((head) => head.date.slice(0, 10) >= from && head.date.slice(0, 10) <= to && sideOfLine(head.date, startLine) === "before");
      found += past.length;
      const enrolled = await ports.enrol(past.map((head) => ({ key: orderKey(head.id), dated: head.date })));
      return enrolled.ok ? ok({ allKnown: false }) : enrolled;
    },
  });
  return listed.ok ? ok({ outcome: "updated", reasons: [reason("back-fill-listed", { count: found, from, to })], label: null, figures: null }) : listed;
}
