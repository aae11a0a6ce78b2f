// The caller's real connection. A fault that loses an answer must lose it as a network does: the socket is destroyed,
// no status is sent. Under `app.request()` there is no socket; there the answer is a 599 that no vendor would send.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import type { Grant } from "./oauth-grants.ts";

export interface SandboxEnv {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
  /** Whose call it is, since that was looked at. */
  Variables: { grant?: Grant | null };
}

/** Tells the server that nothing is left to answer. */
function noAnswer(): Response {
  return new Response(null, { status: 599, headers: { "x-hono-already-sent": "true" } });
}

export function cut(c: Context<SandboxEnv>): Response {
  c.env?.incoming?.socket.destroy();
  return noAnswer();
}

/** Resolves when the caller has given up. Under `app.request()` at once. */
export async function untilCallerGone(c: Context<SandboxEnv>): Promise<Response> {
  const outgoing = c.env?.outgoing;
  if (outgoing !== undefined && !outgoing.destroyed) {
    await new Promise<void>((resolve) => outgoing.once("close", () => resolve()));
  }
  return noAnswer();
}
