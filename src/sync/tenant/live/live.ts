/**
 * Tells open pages what changed, over sockets that hibernate: the object leaves memory while they
 * stay open. Only names of areas are sent; each page fetches its own content, with its own
 * session.
 *
 * At most one message a second. No timer collects changes within that second, as it would keep the
 * object in memory: the first change is sent at once, and the page looks once more after a second
 * (assets/live.js). The next change sends what was held back.
 */
import type { Area } from "./areas.ts";

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
    const sockets = this.ctx.getWebSockets();
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
