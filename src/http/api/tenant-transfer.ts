/**
 * /tenants/{id}/export and /tenants/import: exports a tenant as pages of rows, and imports one from
 * them.
 */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { TRANSFER_PARTS } from "../../sync/contract/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import {
  exportPage,
  TRANSFER_VERSION,
  headSchema,
  importRows,
  importTenant,
} from "../usecases/tenants/tenant-transfer.ts";
import { askingOf, body, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const version = z.literal(TRANSFER_VERSION);
const part = z.enum(TRANSFER_PARTS);
const rows = z
  .array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
  .max(100_000);

const give = createRoute({
  method: "get",
  path: "/tenants/{id}/export",
  summary:
    "A page of what the tenant must not lose: links, documents, the journal; no token, secret " +
    "or payload",
  request: {
    params: schemas.tenantPath,
    query: z.strictObject({ cursor: z.string().max(2_000).optional() }),
  },
  responses: {
    200: json(
      "A page; the next one by its cursor",
      z.object({ v: version, tenant: headSchema, part, rows, cursor: z.string().nullable() }),
    ),
    ...REFUSALS,
  },
});

const begin = createRoute({
  method: "post",
  path: "/tenants/import",
  summary: "Make a stopped tenant from the head of an export",
  request: { body: body(z.strictObject({ v: version, tenant: headSchema })) },
  responses: {
    201: json(
      "Made, stopped, connected to nothing",
      z.object({ id: z.string(), version: z.int() }),
    ),
    ...REFUSALS,
  },
});

const take = createRoute({
  method: "post",
  path: "/tenants/{id}/import",
  summary: "Take in one page of an export, in its order, before the tenant is connected",
  request: { params: schemas.tenantPath, body: body(z.strictObject({ v: version, part, rows })) },
  responses: { 204: nothing, ...REFUSALS },
});

export function transferRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(give, async (c) => {
    const page = granted(await exportPage(askingOf(deps, c), c.req.valid("query").cursor ?? null));
    return c.json(
      { ...page, v: TRANSFER_VERSION, rows: page.rows.map((row) => ({ ...row })) } as const,
      200,
      { "cache-control": "no-store" },
    );
  });
  app.openapi(begin, async (c) =>
    c.json(granted(await importTenant(deps, c.var.actor, c.req.valid("json").tenant)), 201),
  );
  app.openapi(take, async (c) => {
    const page = c.req.valid("json");
    granted(await importRows(askingOf(deps, c), page.part, page.rows));
    return c.body(null, 204);
  });
}
