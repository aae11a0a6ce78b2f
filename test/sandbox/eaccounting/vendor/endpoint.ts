// The gate before every endpoint, in the vendor's order: token, limit of calls, scopes, modules, then the body.
// The handler itself runs in one go, so a fault before it is before the commit and one after it is after the commit.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { template } from "../../kit/routes.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import type { Act } from "./act.ts";
import { VendorFault } from "./fault.ts";
import type { PublishedContract, Site } from "./site.ts";

export interface EndpointSpec {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /v2, lower case, e.g. "/orders/:id". */
  readonly path: string;
  /** Any of these, and ea:api. */
  readonly scopes: readonly string[];
  readonly module?: string | undefined;
  readonly variants?: readonly number[] | undefined;
  /** Actions take no body, or a body that may be left out. One path takes a list. */
  readonly body?: "required" | "optional" | "list";
}

export interface EndpointRequest {
  readonly param: (name: string) => string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** Empty where the path takes an object. */
  readonly list: readonly Json[];
}

export interface Answer {
  readonly status: number;
  readonly body: JsonObject | null;
}

export const ok = (body: JsonObject | null, status = 200): Answer => ({ status, body });

export function endpoint(
  site: Site,
  spec: EndpointSpec,
  handle: (act: Act, request: EndpointRequest) => Answer,
): void {
  const path = `/v2${spec.path}`;
  site.vendor.on(spec.method, path, async (c) => {
    const text = spec.method === "GET" || spec.method === "DELETE" ? "" : await c.req.text();
    const act = enter(site, spec, c);
    const request = {
      param: (name: string) => c.req.param(name)?.toLowerCase() ?? "",
      query: c.req.query(),
      body: spec.body === "list" ? {} : readBody(text, spec),
      list: spec.body === "list" ? readList(text) : [],
    };
    const answer = handle(act, request);
    if (spec.method !== "GET") checkBooks(act);
    if (site.contract !== null) checkContract(site.contract, act, spec, request, answer);
    const status = answer.status as ContentfulStatusCode;
    return answer.body === null ? c.body(null, status) : c.json(answer.body, status);
  });
}

/**
 * A request that was taken though it isn't as published is a fault of the client; an answer that
 * isn't is a bug of the sandbox, and must not look like the vendor.
 */
function checkContract(
  contract: PublishedContract,
  act: Act,
  spec: EndpointSpec,
  { query, body }: EndpointRequest,
  answer: Answer,
): void {
  const operation = `${spec.method} ${template(spec.path)}`;
  if (spec.body !== "list")
    for (const field of contract.request(operation, query, body))
      act.world.note({
        at: new Date(act.world.now()).toISOString(),
        client: act.client ?? "",
        company: act.company.name,
        call: act.call,
        kind: "not as published",
        field,
      });
  const faults = contract.answer(operation, answer.status, answer.body);
  if (faults.length > 0)
    throw new Error(`${act.call} answers what isn't published: ${faults.join("; ")}`);
}

/**
 * A write of ours that leaves the books wrong is a bug of the sandbox, and must not look like the
 * vendor.
 */
function checkBooks(act: Act): void {
  const problems = act.world.checkBooks?.(act.company) ?? [];
  if (problems.length === 0) return;
  act.world.brokenBooks.push({ call: act.call, problems });
  throw new Error(`${act.call} left the books wrong: ${problems.join("; ")}`);
}

function enter(site: Site, spec: EndpointSpec, c: Context<SandboxEnv>): Act {
  const grant = site.oauth.authenticate(c);
  const world = site.world();
  const company = grant === null ? null : world.company(grant.subject);
  if (grant === null || company === null) throw unauthorized();
  checkLimit(site, spec, grant.clientId);
  const granted = grant.scope.split(" ");
  if (!granted.includes("ea:api") || !spec.scopes.some((scope) => granted.includes(scope))) {
    throw new VendorFault(
      4006,
      "ForbiddenRequestException - No access to the required scopes for this endpoint.",
    );
  }
  for (const module of ["api_standard", spec.module]) {
    if (module !== undefined && !company.hasModule(module))
      throw new VendorFault(4002, `ForbiddenRequestException - No access to module: ${module}`, {
        status: 403,
      });
  }
  if (spec.variants?.includes(Number(company.settings["ProductVariant"])) === false)
    throw new VendorFault(
      4009,
      "ForbiddenRequestException - The endpoint is not available in the company's product variant.",
    );
  if (company.settings["CompanyStatus"] === 0)
    throw new VendorFault(4004, "CompanyNotActiveException - The company is not active.");
  return {
    world,
    company,
    switches: site.kit.switches,
    actor: "client",
    client: grant.clientId,
    call: `${spec.method} /v2${template(spec.path)}`,
  };
}

export function unauthorized(): VendorFault {
  return new VendorFault(
    4005,
    "AuthorizationException - Authorization has been denied for this request.",
  );
}

function checkLimit(site: Site, spec: EndpointSpec, client: string): void {
  const { switches, clock } = site.kit;
  const path = template(spec.path);
  const keys = {
    template: path,
    "method+template": `${spec.method} ${path}`,
    resource: path.split("/")[1] ?? path,
  };
  const { limiter } = site.world();
  const wait = limiter.take(
    `${client} ${keys[switches.get("endpointKey")]}`,
    clock.now(),
    switches.get("countRefusedCalls") === "yes",
  );
  if (wait === null) return;
  const text = `API calls quota exceeded! maximum admitted ${limiter.perMinute} per Minute. Try again in ${wait} seconds.`;
  throw new VendorFault(
    4010,
    text,
    switches.get("retryAfterHeader") === "yes" ? { headers: { "Retry-After": String(wait) } } : {},
  );
}

function readList(text: string): readonly Json[] {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Answered below.
  }
  if (!Array.isArray(parsed))
    throw new VendorFault(2000, "ValidationException - The request body is not a JSON list.");
  return parsed as readonly Json[];
}

function readBody(text: string, spec: EndpointSpec): JsonObject {
  if (text.trim() === "") {
    if (spec.body !== "required") return {};
    throw new VendorFault(2000, "ValidationException - A non-empty request body is required.");
  }
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Answered below, as is a body that is no object.
  }
  if (!isJsonObject(parsed))
    throw new VendorFault(
      2000,
      "ValidationException - The request body is not valid JSON for this endpoint.",
    );
  return parsed;
}
