// The skin around every vendor route: writes the call down, stamps the `Date` header with the sandbox's time and
// carries out the faults. A vendor's handler reads its request and then commits in one go, without awaiting between;
// so "before the handler" is before the commit and "after the handler" is after it, and a fault needs nothing else.
// A late commit runs the whole handler late: the vendor got the request, and acts on it after the caller has gone. Whose
// call it is was looked at as it came: its token may be over by then.
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler, Next } from "hono";
import type { Call, Calls } from "./calls.ts";
import type { SandboxClock } from "./clock.ts";
import type { Fault, Faults } from "./faults.ts";
import { redactBody, redactHeaders } from "./redact.ts";
import { reorderRows } from "./reorder.ts";
import { routeOf } from "./routes.ts";
import { cut, type SandboxEnv, untilCallerGone } from "./socket.ts";

export interface VendorCallsOptions {
  readonly clock: SandboxClock;
  readonly calls: Calls;
  readonly faults: Faults;
  /** Looks whose call it is, for good. */
  readonly authenticate: (c: Context<SandboxEnv>) => unknown;
  /** The vendor's own 401 for an expired access token. */
  readonly expiredToken: (c: Context<SandboxEnv>) => Response | Promise<Response>;
  /** Revokes every grant of the identity server. */
  readonly revokeGrants: () => void;
  /** Body of a `status` fault that names none: the vendor's own error text for that status. */
  readonly errorBody: (status: number) => unknown;
  /** Names under which this vendor's answers carry lists of rows, e.g. "_data". */
  readonly rowKeys: readonly string[];
}

/** Larger answers are logged by their length only. */
const LONGEST_LOGGED_BODY = 200_000;

export function vendorCalls(options: VendorCallsOptions): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const started = performance.now();
    const route = routeOf(c);
    // Read now: after the socket is cut there is nothing left to read. Handlers get it from Hono's cache.
    const body = c.req.method === "GET" || c.req.method === "HEAD" ? "" : await c.req.text();
    const call = options.calls.begin({
      at: new Date(options.clock.now()).toISOString(),
      method: c.req.method,
      // As it was sent; a vendor's router may fold it.
      path: new URL(c.req.url).pathname,
      route,
      query: c.req.query(),
      requestHeaders: redactHeaders(c.req.raw.headers),
      requestBody: body === "" ? null : redactBody(c.req.path, body),
      status: null,
      responseBody: null,
      fault: null,
      ms: null,
    });
    const struck = options.faults.strike(route, () => `${c.req.url}\n${body}`);
    if (struck.length > 0) call.fault = struck.map((row) => row.fault.kind).join("+");
    let answered = true;
    for (const { fault } of struck) {
      if (fault.kind === "latency") await sleep(fault.ms);
    }
    const fault = struck.find((row) => row.fault.kind !== "latency")?.fault;
    if (fault === undefined) await next();
    else answered = await carryOut(fault, c, next, options);
    await log(c, call, answered, started, options);
  };
}

/** Answers whether the caller gets an answer. */
async function carryOut(
  fault: Fault,
  c: Context<SandboxEnv>,
  next: Next,
  options: VendorCallsOptions,
): Promise<boolean> {
  switch (fault.kind) {
    case "latency":
      await next();
      return true;
    case "status":
      c.res = Response.json(fault.body ?? options.errorBody(fault.status), {
        status: fault.status,
        headers: fault.headers,
      });
      return true;
    case "drop":
      c.res = cut(c);
      return false;
    case "commit-then-drop":
      await next();
      c.res = cut(c);
      return false;
    case "late-commit":
      options.authenticate(c);
      if (fault.answer === "drop") cut(c);
      await new Promise<void>((resolve) => {
        options.clock.at(options.clock.now() + fault.ms, async () => {
          await next();
          resolve();
        });
      });
      c.res = fault.answer === "drop" ? cut(c) : await untilCallerGone(c);
      return false;
    case "hang":
      c.res = await untilCallerGone(c);
      return false;
    case "reorder-rows":
      await next();
      await reorderAnswer(c, options.rowKeys);
      return true;
    case "expired-token":
      c.res = await options.expiredToken(c);
      return true;
    case "revoked-grant":
      options.revokeGrants();
      await next();
      return true;
  }
}

async function reorderAnswer(c: Context<SandboxEnv>, rowKeys: readonly string[]): Promise<void> {
  if (!isJson(c.res)) return;
  const { status, headers } = c.res;
  c.res = new Response(JSON.stringify(reorderRows(await c.res.json(), rowKeys)), {
    status,
    headers,
  });
}

async function log(
  c: Context<SandboxEnv>,
  call: Call,
  answered: boolean,
  started: number,
  options: VendorCallsOptions,
): Promise<void> {
  const ms = Math.round((performance.now() - started) * 10) / 10;
  if (!answered) {
    options.calls.finish(call, null, null, ms);
    return;
  }
  c.res.headers.set("Date", new Date(options.clock.now()).toUTCString());
  const text = isJson(c.res) ? await c.res.clone().text() : null;
  const kept =
    text !== null && text.length > LONGEST_LOGGED_BODY ? `[${text.length} characters]` : text;
  options.calls.finish(call, c.res.status, redactBody(call.path, kept), ms);
}

function isJson(response: Response): boolean {
  return /json/.test(response.headers.get("content-type") ?? "");
}
