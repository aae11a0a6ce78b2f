/**
 * `/mcp`: read-only tools for agents, by the Model Context Protocol over HTTP without sessions.
 * Each request is independent: its bearer token, which is for one tenant, identifies the caller,
 * never a cookie; its origin excludes pages of others. One message per request: batches were
 * removed from the protocol, and would be uncounted calls.
 *
 * The server and its package are imported with the first message that may be answered, so no other
 * request evaluates them.
 */
import { type Context, Hono } from "hono";
import { message } from "../../messages/message.ts";
import { type ApiEnv, bearer } from "../auth/bearer.ts";
import { isSameOrigin } from "../auth/origin.ts";
import { agentTenant, mayOn } from "../auth/rights.ts";
import { bodyWithin } from "../body-within.ts";
import type { EdgeDeps } from "../deps.ts";
import { problemResponse } from "../problem.ts";
import { countCall, recordCall } from "../usecases/audit/agent-calls.ts";
import { forbidden } from "../usecases/refusal.ts";
import { callIn } from "./calls.ts";

export function createMcp(deps: EdgeDeps): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use("/mcp", (c, next) =>
    isSameOrigin(c.req.raw, deps.config.publicUrl)
      ? next()
      : problemResponse(403, { kind: "foreign-origin", detail: message("refusals.foreignOrigin") }),
  );
  app.use("/mcp", bearer(deps, "tools"));
  app.use(
    "/mcp",
    bodyWithin((_, status) => problemResponse(status), deps.bodyDeadlineMs),
  );
  app.post("/mcp", async (c) => answer(deps, c));
  // No stream that the server begins, and no session to end.
  app.all("/mcp", () => new Response(null, { status: 405, headers: { allow: "POST" } }));
  return app;
}

const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;

async function answer(deps: EdgeDeps, c: Context<ApiEnv>): Promise<Response> {
  const { actor } = c.var;
  const tenantId = agentTenant(actor);
  if (tenantId === null || !mayOn(actor, "use-tools", tenantId))
    return problemResponse(403, forbidden("use-tools").error);
  const sent = jsonIn(await c.req.text());
  if (sent === undefined) return faulty(c, PARSE_ERROR, "not JSON");
  if (typeof sent !== "object" || sent === null || Array.isArray(sent))
    return faulty(c, INVALID_REQUEST, "one message a request");
  const call = callIn(sent);
  if (call !== null) {
    const waitMs = await countCall(deps, actor);
    if (waitMs !== null)
      return problemResponse(429, { headers: { "retry-after": String(Math.ceil(waitMs / 1000)) } });
    await recordCall(deps, actor, tenantId, call);
  }
  const { serve } = await import("./server.ts");
  return serve(deps, c, tenantId, sent);
}

/** `undefined`: no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const faulty = (c: Context, code: number, said: string): Response =>
  c.json({ jsonrpc: "2.0", error: { code, message: said }, id: null }, 400);
