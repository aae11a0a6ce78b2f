/** How the Worker tells the object who opens a socket: only the Worker can reach the object. */
import type { Ticket } from "./live.ts";

type Named = Ticket & { readonly tenantId: string };

export const ticketHeaders = ({ tenantId, session, until }: Named): Record<string, string> => ({
  upgrade: "websocket",
  "x-tenant": tenantId,
  "x-session": session,
  "x-until": String(until),
});

/** Without a ticket the connection is refused: no object has an empty name. */
export const ticketOf = ({ headers }: Request): Named => ({
  tenantId: headers.get("x-tenant") ?? "",
  session: headers.get("x-session") ?? "",
  until: Number(headers.get("x-until") ?? 0),
});
