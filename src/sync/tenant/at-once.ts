/** Works that a person waits for, run within the object here and now: set-up and dry runs. */
import type { Vendor } from "../../domain/ids.ts";
import {
  ACROSS_START_LINE,
  askedKey,
  LAST_KEY,
  lastType,
  sampleKey,
} from "../../flows/orders/trial/dry-run.ts";
import type { WorkItem } from "../../flows/port.ts";
import { message } from "../../messages/message.ts";
import type { EngineRpc } from "../engine-rpc.ts";
import type { DryRunInput, Refusal } from "../rpc.ts";
import * as door from "./door.ts";
import * as jobs from "./jobs.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";

/**
 * Answers the job, which isn't put off like an event that follows another at once. It may have had
 * to wait all the same.
 */
export async function atOnce(
  room: Room,
  engine: EngineRpc,
  item: WorkItem,
  sample: unknown = null,
): Promise<string> {
  const job = room.atomically(() => {
    const { job: asked } = door.enqueue(room, item);
    if (asked.wait === "coalesce")
      jobs.update(
        room.sql,
        asked.id,
        { status: "queued", wait: null, due: room.now() },
        room.now(),
      );
    return asked;
  });
  await room.deps.runHere(engine, room.tenantId(), job.id, sample);
  room.stir();
  return job.id;
}

const NAMES: Readonly<Record<Vendor, string>> = {
  asperion: "Asperion",
  eaccounting: "eAccounting",
};

export const notConnected = (vendor: Vendor): Refusal => ({
  ok: false,
  kind: "tenant-not-connected",
  message: message("refusals.connectFirst", { vendor: NAMES[vendor] }),
});
export const stopped: Refusal = {
  ok: false,
  kind: "tenant-paused",
  message: message("refusals.tenantStopped"),
};

/**
 * Why a person who waits for it can't have it now; `null`: nothing is in the way. Refused, it isn't
 * put in line: else it would be done by itself whenever the way is free.
 */
export function inTheWay(room: Room): Refusal | null {
  for (const { vendor, state } of room.vault.views()) {
    if (state === "none") return notConnected(vendor);
    if (state === "needs-login")
      return {
        ok: false,
        kind: "needs-login",
        message: message("refusals.signInFirst", { vendor: NAMES[vendor] }),
      };
  }
  return meta.pauseState(room.sql).paused ? stopped : null;
}

/** Works out what an order would become, without writing it. */
export function dryRun(room: Room, engine: EngineRpc, input: DryRunInput): Promise<string> {
  if (input.of === "last")
    return atOnce(room, engine, {
      key: LAST_KEY,
      flow: "dry-run",
      type: lastType(input.count),
      lane: "live",
    });
  const key =
    input.of === "order" ? askedKey(input.orderId) : sampleKey(meta.next(room.sql, "samples"));
  const type = input.acrossStartLine ? ACROSS_START_LINE : "by-hand";
  return atOnce(
    room,
    engine,
    { key, flow: "dry-run", type, lane: "live" },
    input.of === "sample" ? input.sample : null,
  );
}
