/** Where orders stand between shop and ledger. */
import { orderKey } from "../../domain/ids.ts";
import type { OrderStanding } from "../../flows/port.ts";
import type { ClaimRef, StandingsAnswer } from "../engine-rpc.ts";
import * as claims from "./claims.ts";
import { extend } from "./engine.ts";
import * as jobs from "./jobs.ts";
import * as journal from "./journal.ts";
import * as keys from "./keys.ts";
import * as openOrders from "./open-orders.ts";
import type { Room } from "./room.ts";

const PREFIX = orderKey("");

/** Every order that isn't settled, and those of `ids` that are known. */
export function forRun(room: Room, ref: ClaimRef, ids: readonly string[]): StandingsAnswer {
  const { sql } = room;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(room, job, room.now());
  const open = new Set(openOrders.list(sql));
  const asked = new Set([...open, ...ids.map(orderKey).filter((key) => keys.isKnown(sql, key))]);
  return {
    kind: "standings",
    standings: [...asked].map((key) => standing(sql, key, open.has(key))),
  };
}

function standing(sql: SqlStorage, key: string, open: boolean): OrderStanding {
  const job = jobs.latestFor(sql, key);
  const held = job?.status === "running" || journal.unresolved(sql, job?.id ?? "", key).length > 0;
  return {
    orderId: key.slice(PREFIX.length),
    standing: held ? "moving" : open ? "open" : "settled",
    fetchedAt: jobs.fetchedAt(sql, key),
    documents: journal.documents(sql, key),
  };
}
