/**
 * Tells open pages what changed, over sockets that hibernate: the object leaves memory while they
 * stay open. Only names of areas are sent; each page fetches its own content, with its own
 * session.
 *
 * At most one message a second. No timer collects changes within that second, as it would keep the
 * object in memory: the first change is sent at once, and the page looks once more after a second
 * (assets/live.js). The next change sends what was held back.
 *
 * The areas come from the tables that statements write, so no writer has to name them. What views
 * write of their own (counters, caches) is no change, or a renewed page would ask to be renewed.
 */
import { forgetWrittenBy, tableWritten } from "../storage/cached-reads.ts";

/** The session that opened a socket, and until when (ms) it may stay. */
export type Ticket = { readonly session: string; readonly until: number };

const EVERY_MS = 1_000;
/** The page doesn't reconnect. */
const ENDED = 4401;
/** The page reconnects at once, and its session is checked again. */
const TOO_OLD = 4408;

export class Live {
  readonly #areas = new Set<Area>();
  #planned = false;
  /** No page is open: sockets come by `accept` alone, so the platform isn't asked again. */
  #isAlone = false;
  #toldAt = -Infinity;

  /** `after`: once what is being written is written, or taken back. */
  constructor(
    readonly ctx: DurableObjectState,
    readonly now: () => number,
    readonly after: (act: () => void) => void,
  ) {}

  readonly changed = (areas: readonly Area[]): void => {
    for (const area of areas) this.#areas.add(area);
    if (this.#planned) return;
    this.#planned = true;
    this.after(() => {
      this.#planned = false;
      this.#tell();
    });
  };

  /** A page's socket. It is answered "pong" to "ping" while the object isn't in memory. */
  accept({ session, until }: Ticket): Response {
    const { 0: page, 1: own } = new WebSocketPair();
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.ctx.acceptWebSocket(own, [session]);
    this.#isAlone = false;
    own.serializeAttachment({ session, until } satisfies Ticket);
    return new Response(null, { status: 101, webSocket: page });
  }

  /** Closes the sockets of sessions that ended, or may no longer see this tenant. */
  end(sessions: readonly string[]): void {
    for (const session of sessions)
      for (const socket of this.ctx.getWebSockets(session)) socket.close(ENDED);
  }

  /** Closes what is too old. */
  endOld(): void {
    for (const socket of this.ctx.getWebSockets()) this.#isOld(socket);
  }

  #tell(): void {
    if (this.#isAlone) {
      this.#areas.clear();
      return;
    }
    const sockets = this.ctx.getWebSockets();
    this.#isAlone = sockets.length === 0;
    const now = this.now();
    if (sockets.length > 0 && Math.abs(now - this.#toldAt) < EVERY_MS) return;
    const message = `changed:${[...this.#areas].join(",")}`;
    this.#areas.clear();
    if (sockets.length === 0) return;
    this.#toldAt = now;
    for (const socket of sockets) if (!this.#isOld(socket)) send(socket, message);
  }

  #isOld(socket: WebSocket): boolean {
    const ticket = socket.deserializeAttachment() as Ticket | null;
    if (ticket !== null && this.now() < ticket.until) return false;
    socket.close(TOO_OLD);
    return true;
  }
}

/** A socket that closes meanwhile is skipped. */
function send(socket: WebSocket, message: string): void {
  try {
    socket.send(message);
  } catch {
    // Its page comes back and looks.
  }
}

const AREAS = ["orders", "attention", "status", "setup", "comparison", "payouts", "days"] as const;
type Area = (typeof AREAS)[number];

const TABLES: Readonly<Record<string, readonly Area[]>> = {
  jobs: ["orders", "attention", "status", "payouts", "days"],
  operations: ["orders"],
  documents: ["orders"],
  alerts: ["attention", "status"],
  runs: ["status"],
  backfills: ["status"],
  backfill_orders: ["status"],
  capabilities: ["status", "setup"],
  tokens: ["status", "setup"],
  payouts: ["payouts"],
  payout_lines: ["payouts"],
  payout_plans: ["payouts"],
  day_vouchers: ["days"],
  reconciliation_findings: ["comparison", "status"],
};

const FACTS: Readonly<Record<string, readonly Area[]>> = {
  configuration: ["status", "setup"],
  pause: ["status", "orders", "attention"],
  "stopped-flows": ["status"],
  proof: ["comparison"],
  "compared-days": ["comparison"],
};

const NOTHING: readonly Area[] = [];

/** `binds`: small facts stand in one table, by their name. */
export function areasOf(query: string, binds: readonly unknown[]): readonly Area[] {
  const table = tableWritten(query);
  if (table === null || table === "") return NOTHING;
  return (table === "meta" ? FACTS[String(binds[0])] : TABLES[table]) ?? NOTHING;
}

/**
 * The same tables, with `changed` after each statement that changes an area. What was answered of a
 * table that is written is forgotten.
 */
export function watched(sql: SqlStorage, changed: (areas: readonly Area[]) => void): SqlStorage {
  const exec = (query: string, ...binds: unknown[]) => {
    const cursor = sql.exec(query, ...binds);
    forgetWrittenBy(handle, query);
    const areas = areasOf(query, binds);
    if (areas.length > 0) changed(areas);
    return cursor;
  };
  const handle = { exec } as SqlStorage;
  return handle;
}

type TenantTicket = Ticket & { readonly tenantId: string };

export const ticketHeaders = ({
  tenantId,
  session,
  until,
}: TenantTicket): Record<string, string> => ({
  upgrade: "websocket",
  "x-tenant": tenantId,
  "x-session": session,
  "x-until": String(until),
});

/** Without a ticket the connection is refused: no object has an empty name. */
export const ticketOf = ({ headers }: Request): TenantTicket => ({
  tenantId: headers.get("x-tenant") ?? "",
  session: headers.get("x-session") ?? "",
  until: Number(headers.get("x-until") ?? 0),
});
