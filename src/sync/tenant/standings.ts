/**
 * Where orders stand between shop and ledger. The table `open_orders` names every order whose
 * newest job isn't settled; triggers keep it (schema.ts), so that it stays true also while an older
 * release runs on this object. It is small where the journal is long: what is settled isn't in it.
 */
import { orderKey } from "../../domain/ids.ts";
import type { OrderStanding } from "../../flows/port.ts";
import type { ClaimRef, StandingsAnswer } from "../engine-rpc.ts";
import * as claims from "./claims.ts";
import { extend } from "./engine.ts";
import * as jobs from "./jobs.ts";
import * as journal from "./journal.ts";
import type { Room } from "./room.ts";
import { all, first } from "./sql.ts";

const PREFIX = orderKey("");

/** Every order that isn't settled, and those of `ids` that are known. */
export function forRun(room: Room, ref: ClaimRef, ids: readonly string[]): StandingsAnswer {
  const { sql } = room;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(room, job, room.now());
  const open = new Set(
    all<{ key: string }>(sql, "SELECT key FROM open_orders").map((row) => row.key),
  );
  const keys = new Set([
    ...open,
    ...ids
      .map(orderKey)
      .filter((key) => first(sql, "SELECT 1 AS one FROM keys WHERE key = ?", key) !== null),
  ]);
  return {
    kind: "standings",
    standings: [...keys].map((key) => standing(sql, key, open.has(key))),
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
