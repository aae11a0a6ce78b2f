/**
 * A route of the API in one piece: what it takes, what it answers, and the use case behind it. Each
 * may refuse, so each declares the refusals.
 */
import { createRoute, type OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { defined } from "../../domain/platform/defined.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../deps.ts";
import type { Answer } from "../usecases/refusal.ts";
import { unwrapOrThrow, nothing, REFUSALS, type View as Shown } from "./answers.ts";
import { tenantPath } from "./schemas.ts";

/** Adds itself to the API. */
export type Route = (app: OpenAPIHono<ApiEnv>, deps: EdgeDeps) => void;

type Method = "get" | "post" | "put" | "patch" | "delete";
type Content<T> = { readonly "application/json": { readonly schema: T } };
type Table = { readonly "text/csv": { readonly schema: z.ZodString } };

export type Call<Path, Params, Query = unknown, Input = unknown> = {
  readonly c: Context<ApiEnv>;
  readonly deps: EdgeDeps;
  readonly actor: Actor;
  readonly asking: Path extends `/tenants/{id}${string}` ? TenantRequest : null;
  readonly param: z.output<Params>;
  readonly query: z.output<Query>;
  readonly input: z.output<Input>;
};

type Spec<Path, Params, Query, Input, Handled> = {
  readonly summary: string;
  readonly description?: string;
  readonly middleware?: MiddlewareHandler<ApiEnv>;
  /** Default of a tenant's routes: the tenant's id. */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: { readonly required?: boolean; readonly content: Content<Input> | Table };
  readonly handle: (call: Call<Path, Params, Query, Input>) => Handled;
};

type JsonAnswer<View> = {
  /** Default: 200. */
  readonly status?: 200 | 201 | 202;
  /** Nobody may store the answer: it has a secret, or personal data. */
  readonly noStore?: true;
  /** Absent: it is done, and there is nothing to answer. */
  readonly answer?: { readonly description: string; readonly content: Content<View> };
};

/** The view as its schema has it; where nothing is answered, the use case's own answer. */
type Handled<View> = View extends z.ZodType ? Promise<Shown<View>> : Answer<unknown>;

type Responses = Readonly<
  Record<
    number,
    {
      readonly description: string;
      readonly content: Readonly<Record<string, { readonly schema: z.ZodType }>>;
    }
  >
>;

/** A table for spreadsheets. */
export const csv = {
  description: "The table",
  content: { "text/csv": { schema: z.string() } },
} as const;

export function route<
  const Path extends string,
  Params extends z.ZodType = typeof tenantPath,
  Query extends z.ZodType = z.ZodUnknown,
  Input extends z.ZodType = z.ZodUnknown,
  View extends z.ZodType | null = null,
>(
  method: Method,
  path: Path,
  spec: Spec<Path, Params, Query, Input, Handled<View>> & JsonAnswer<View>,
): Route {
  const { answer, status = 200 } = spec;
  const responses = answer === undefined ? { 204: nothing } : { [status]: answer };
  return adding(method, path, spec, responses, async (c, call) => {
    const handled = await spec.handle(call);
    if (spec.noStore === true) c.header("cache-control", "no-store");
    if (answer !== undefined) return c.json(handled as object, status);
    unwrapOrThrow(handled as Awaited<Answer<unknown>>);
    return c.body(null, 204);
  });
}

/** A route whose handler makes the response: a file, or one of several answers. */
export const rawRoute = <
  const Path extends string,
  Params extends z.ZodType = typeof tenantPath,
  Query extends z.ZodType = z.ZodUnknown,
  Input extends z.ZodType = z.ZodUnknown,
>(
  method: Method,
  path: Path,
  spec: Spec<Path, Params, Query, Input, Promise<Response>> & { readonly responses: Responses },
): Route => adding(method, path, spec, spec.responses, (_, call) => spec.handle(call));

/** By what it is about: the part of a tenant, or what belongs to none. */
function tagOf(path: string): string {
  const [, of = "", , part] = path.split("/");
  return of === "tenants" && part !== undefined ? part.replace(/\.csv$/, "") : of;
}

function adding<Path extends string, Params, Query, Input>(
  method: Method,
  path: Path,
  spec: Omit<Spec<Path, Params, Query, Input, unknown>, "handle">,
  responses: Readonly<Record<number, unknown>>,
  respond: (c: Context<ApiEnv>, call: Call<Path, Params, Query, Input>) => Promise<Response>,
): Route {
  const { summary, description, middleware, query, body } = spec;
  const isOfTenant = path.startsWith("/tenants/{id}");
  const params = spec.params ?? (isOfTenant ? tenantPath : undefined);
  const config = createRoute({
    method,
    path,
    summary,
    tags: [tagOf(path)],
    ...defined({ description, middleware }),
    request: defined({ params, query, body }),
    responses: { ...responses, ...REFUSALS },
  } as RouteConfig);
  return (app, deps) => {
    const handler = (c: Context<ApiEnv>): Promise<Response> => {
      const valid = (target: string): unknown => c.req.valid(target as never);
      const { actor } = c.var;
      const asking = isOfTenant ? { deps, actor, tenantId: c.req.param("id") } : null;
      const param = valid("param");
      const call = { c, deps, actor, asking, param, query: valid("query"), input: valid("json") };
      return respond(c, call as Call<Path, Params, Query, Input>);
    };
    // The library types handlers of routes that are written out; `Call` and `Handled` do it here.
    app.openapi(config, handler as never);
  };
}
