/**
 * Finds the debtors that changed since the last look, also where no webhook came, and hands each in
 * as a job of its own. The first look only marks where the next one begins: switching a flow on
 * doesn't make customers of a shop's whole past; a debtor becomes one when it changes or orders.
 *
 * Stamps are local and have no zone, and a list is read while it changes: each look reaches 75
 * minutes further back than the end of the one before, and two hours more where the shop stamps in
 * UTC, or may do so. Meeting a debtor twice costs one read, as nothing differs. A list that is
 * longer than a run may take is read on by the next run of the job; no page is kept.
 */
import { storedJson } from "../../domain/platform/stored-json.ts";
import { MINUTE_MS } from "../../domain/platform/durations.ts";
import { type DebtorPlace, readChangedDebtors } from "../../asperion/debtor-sweep.ts";
import { debtorKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { stampLagMs } from "../vendor-observations.ts";
import { trackReading } from "../progress.ts";
import { flowEnd } from "../flow-end.ts";

const WATERMARK = "debtors-since";
const FILTER = "debtors-change-filter";
const PASS = "debtors-pass";
export const DEBTOR_SWEEP_KEY = "sweep:debtors";
const OVERLAP_MS = 75 * MINUTE_MS;
/** A run shares its queue batch with others. */
const RUN_MS = 15_000;

/** A look that a run before has begun. `from`: as it asked; the list must stay the same. */
type Pass = {
  readonly place: DebtorPlace;
  readonly from: string;
  readonly read: number;
  readonly found: number;
};

/** The first sweep takes no debtor. */
export const isFirstLook = (memory: FlowPorts["memory"]): boolean =>
  memory[WATERMARK] === undefined;

export async function sweepDebtors(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const before = ports.memory[WATERMARK];
  const pass = passOf(ports);
  const began = ports.now();
  const from =
    pass?.from ??
    localStamp(
      (before === undefined ? began : Number(before)) - OVERLAP_MS - stampLagMs(ports.lists),
      SOURCE_ZONE,
    );
  const list = trackReading(ports, ports.readPage, {
    whole: false,
    written: null,
    before: pass?.read ?? 0,
  });
  let [read, found] = [pass?.read ?? 0, pass?.found ?? 0];
  const swept = await readChangedDebtors({
    send: list.send,
    administrationId: ports.administrationId,
    from,
    filter: ports.memory[FILTER] !== "none",
    place: pass?.place ?? null,
    visit: async (ids, lookedUp) => {
      const taken = before === undefined ? [] : ids;
      const handed = await ports.enqueue(
        taken.map((id) => ({
          key: debtorKey(id),
          flow: "customers",
          type: "swept",
          lane: "sweep",
        })),
      );
      if (!handed.ok) return handed;
      read += lookedUp;
      found += taken.length;
      return ok({ stop: ports.now() - began > RUN_MS });
    },
  });
  if (!swept.ok) return swept;
  const reported = await ports.progress({ whole: false, ...list.soFar(), found, written: null });
  if (!reported.ok) return reported;
  const { filter, serverTime, place } = swept.value;
  if (!filter) ports.remember(FILTER, "none");
  if (place !== undefined) {
    ports.remember(PASS, JSON.stringify({ place, from, read, found } satisfies Pass));
    const handed = await ports.enqueue([
      { key: DEBTOR_SWEEP_KEY, flow: "customers", type: "go-on", lane: "sweep" },
    ]);
    if (!handed.ok) return handed;
  } else {
    if (pass !== null) ports.remember(PASS, "");
    ports.remember(WATERMARK, String(serverTime ?? ports.now()));
  }
  return ok(flowEnd("updated", [reason("debtors-swept", { found, read })]));
}

function passOf({ memory }: Pick<FlowPorts, "memory">): Pass | null {
  const text = memory[PASS] ?? "";
  return text === "" ? null : storedJson<Pass>(text);
}
