/**
 * Finds the debtors that changed since the last look, whoever forgot to tell, and hands each in as a job of its own.
 * The first look only marks where the next one begins: a shop's whole past doesn't become customers because a flow was
 * switched on; a debtor comes when it changes or orders.
 *
 * Stamps are local and have no zone, and a list is read while it changes: each look reaches 75 minutes further back
 * than the one before ended. What is met twice costs one read, as nothing differs.
 */
import { readChangedDebtors } from "../../asperion/debtor-sweep.ts";
import type { Failure } from "../../domain/failure.ts";
import { debtorKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { reading } from "../progress.ts";

const WATERMARK = "debtors-since";
const FILTER = "debtors-change-filter";
const OVERLAP_MS = 75 * 60_000;

export async function sweepDebtors(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const before = ports.memory[WATERMARK];
  const since = (before === undefined ? ports.now() : Number(before)) - OVERLAP_MS;
  const list = reading(ports, ports.read, { whole: false, written: null });
  const swept = await readChangedDebtors({ send: list.send, administrationId: ports.administrationId, from: localStamp(since, SOURCE_ZONE), filter: ports.memory[FILTER] !== "none" });
  if (!swept.ok) return swept;
  const { ids, read, filter, serverTime } = swept.value;
  const taken = before === undefined ? [] : ids;
  const handed = await ports.enqueue(taken.map((id) => ({ key: debtorKey(id), flow: "customers", type: "swept", lane: "sweep" })));
  if (!handed.ok) return handed;
  const told = await ports.progress({ whole: false, ...list.soFar(), found: taken.length, written: null });
  if (!told.ok) return told;
  if (!filter) ports.remember(FILTER, "none");
  ports.remember(WATERMARK, String(serverTime ?? ports.now()));
  return ok({ outcome: "updated", reasons: [reason("debtors-swept", { found: taken.length, read })], label: null, figures: null });
}
