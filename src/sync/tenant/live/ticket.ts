/** How the Worker says to the object who opens a socket: it alone can reach the object. */
import type { Ticket } from "./live.ts";

type Named = Ticket & { readonly tenantId: string };

export const ticketHeaders = ({ tenantId, session, until }: Named): Record<string, string> => ({
  upgrade: "websocket",
  "x-tenant": tenantId,
  "x-session": session,
  "x-until": String(until),
});

/** Without a ticket nobody comes in: an object has no empty name. */
export const ticketOf = ({ headers }: Request): Named => ({
  tenantId: headers.get("x-tenant") ?? "",
  session: headers.get("x-session") ?? "",
  until: Number(headers.get("x-until") ?? 0),
});
