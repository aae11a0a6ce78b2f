/**
 * The OpenAPI document: made once per isolate, at the first request, as that takes long and the
 * route is public. Its hash tells a client that it has it already. Each operation names its right.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { tokenHash } from "../../store/secrets.ts";
import { scopeOf, type Right, RIGHTS, type Role } from "../auth/rights.ts";
import { guardOf } from "../auth/guards.ts";
import { EXTRA_RIGHTS } from "../auth/rights-within.ts";

const TOKENS = [
  ["admin-token", "ADMIN_TOKEN"],
  ["all-token", "tokens for all tenants"],
  ["tenant-token", "the tenant's own tokens"],
  ["reading-token", "tokens that only read"],
] as const satisfies readonly (readonly [Role, string])[];

/** How long a client may cache it, in seconds: a deploy may change it. */
const FRESH_S = 300;

type DocumentText = { readonly text: string; readonly etag: string };

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Answers requests for the document of `api`, with these words about it. */
export function documentRoute(
  api: OpenAPIHono,
  about: Parameters<OpenAPIHono["getOpenAPI31Document"]>[0],
): (c: Context) => Promise<Response> {
  // The value is kept, not its promise: no request waits on another's.
  let made: DocumentText | null = null;
  return async (c) => {
    made ??= await make(api, about);
    const headers = {
      etag: made.etag,
      "cache-control": `public, max-age=${FRESH_S}`,
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
    };
    if (isHeld(c.req.header("if-none-match"), made.etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(made.text, { headers });
  };
}

async function make(
  api: OpenAPIHono,
  about: Parameters<OpenAPIHono["getOpenAPI31Document"]>[0],
): Promise<DocumentText> {
  const document = api.getOpenAPI31Document(about);
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = methods[method];
      if (operation !== undefined)
        Object.assign(operation, rightsOf(method, path, operation.description));
    }
  const text = JSON.stringify(document);
  return { text, etag: `"${await tokenHash(text)}"` };
}

/**
 * Returns a route's right for the document: `x-right` for programs, a sentence for people after
 * what the route says of itself.
 */
function rightsOf(method: string, path: string, own?: string): Readonly<Record<string, string>> {
  const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
  const guard = guardOf(route);
  const right = isRight(guard) ? guard : "look";
  const within = EXTRA_RIGHTS[route];
  const part =
    within === undefined ? "" : ` The right ${within} for a part of it: ${names(within)}.`;
  const says = own === undefined ? "" : `${own} `;
  const needs = `Needs the right ${right}: ${names(right)}.${part}`;
  return { "x-right": right, description: `${says}${needs}` };
}

const isRight = (guard: string): guard is Right => Object.hasOwn(RIGHTS, guard);

const names = (right: Right): string =>
  TOKENS.filter(([role]) => scopeOf(role, right) !== "none")
    .map(([, name]) => name)
    .join(", ");

/** `If-None-Match` is a list; a proxy that compressed the answer makes its tag a weak one. */
const isHeld = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  asked.split(",").some((one) => ["*", etag, `W/${etag}`].includes(one.trim()));
