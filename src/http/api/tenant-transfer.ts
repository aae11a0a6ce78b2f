/**
 * /tenants/{id}/export and /tenants/import: exports a tenant as pages of rows, and imports one from
 * them.
 */
import { z } from "@hono/zod-openapi";
import { TRANSFER_PARTS } from "../../sync/contract/index.ts";
import {
  exportPage,
  TRANSFER_VERSION,
  headSchema,
  importRows,
  importTenant,
} from "../usecases/tenants/tenant-transfer.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";

const version = z.literal(TRANSFER_VERSION);
const part = z.enum(TRANSFER_PARTS);
const rows = z
  .array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
  .max(100_000);

export const transferRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/export", {
    summary:
      "A page of what the tenant must not lose: links, documents, the journal; no token, secret " +
      "or payload",
    query: z.strictObject({ cursor: z.string().max(2_000).optional() }),
    answer: json(
      "A page; the next one by its cursor",
      z.object({ v: version, tenant: headSchema, part, rows, cursor: z.string().nullable() }),
    ),
    noStore: true,
    handle: async ({ asking, query }) => {
      const page = unwrapOrThrow(await exportPage(asking, query.cursor ?? null));
      return { ...page, v: TRANSFER_VERSION, rows: page.rows } as const;
    },
  }),
  route("post", "/tenants/import", {
    summary: "Make a stopped tenant from the head of an export",
    body: body(z.strictObject({ v: version, tenant: headSchema })),
    status: 201,
    answer: json(
      "Made, stopped, connected to nothing",
      z.object({ id: z.string(), version: z.int() }),
    ),
    handle: async ({ deps, actor, input }) =>
      unwrapOrThrow(await importTenant(deps, actor, input.tenant)),
  }),
  route("post", "/tenants/{id}/import", {
    summary: "Take in one page of an export, in its order, before the tenant is connected",
    body: body(z.strictObject({ v: version, part, rows })),
    handle: ({ asking, input }) => importRows(asking, input.part, input.rows),
  }),
];
