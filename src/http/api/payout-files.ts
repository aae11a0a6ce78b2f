/** /tenants/{id}/payouts/{payoutId}/lines and /files: all lines of a payout, and its files. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { LINE_KINDS } from "../../domain/payouts/lines.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { downloadFile, downloadHeaders, listFiles } from "../usecases/vouchers/payout-files.ts";
import { readPayoutLines } from "../usecases/vouchers/payouts.ts";
import { askingOf, granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const onePath = schemas.tenantPath.extend({ payoutId: z.string().min(1).max(100) });
const amount = z.string().openapi({ description: "major units of the payout's currency" });

const lines = createRoute({
  method: "get",
  path: "/tenants/{id}/payouts/{payoutId}/lines",
  summary: "Lines of a payout, a hundred a page, with the order of each",
  request: {
    params: onePath,
    query: z.strictObject({
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    }),
  },
  responses: {
    200: json(
      "A page of them",
      z.object({
        page: z.int(),
        pages: z.int(),
        lines: z.array(
          z.object({
            line: z.int(),
            day: z.string(),
            kind: z.enum(LINE_KINDS),
            reference: z.string().nullable(),
            gross: amount,
            fee: amount.openapi({ description: "with the VAT that the file names beside it" }),
            net: amount,
            order: z.string().nullable(),
            by: z.string().nullable().openapi({ description: "by what the order was found" }),
            why: z.string().nullable().openapi({ description: "why it has none" }),
          }),
        ),
      }),
    ),
    ...REFUSALS,
  },
});

const files = createRoute({
  method: "get",
  path: "/tenants/{id}/payouts/{payoutId}/files",
  summary: "Settlement files that are kept of a payout",
  request: { params: onePath },
  responses: {
    200: json(
      "None, where the deployment keeps no files",
      z.object({
        files: z.array(
          z.object({
            id: z.string(),
            name: z.string().nullable(),
            bytes: z.int(),
            at: z.string(),
            until: z.string().openapi({ description: "it may be deleted from then on" }),
          }),
        ),
      }),
    ),
    ...REFUSALS,
  },
});

const file = createRoute({
  method: "get",
  path: "/tenants/{id}/payouts/{payoutId}/files/{fileId}",
  summary: "A settlement file as it came; each download is in the list of changes",
  request: { params: onePath.extend({ fileId: z.string().min(1).max(100) }) },
  responses: {
    200: {
      description: "Its bytes",
      content: { "application/octet-stream": { schema: z.string() } },
    },
    ...REFUSALS,
  },
});

const instant = (at: number): string => new Date(at).toISOString();

export function payoutFileRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(lines, async (c) => {
    const { payoutId } = c.req.valid("param");
    const { page } = c.req.valid("query");
    const found = granted(await readPayoutLines(askingOf(deps, c), payoutId, page - 1));
    return c.json(
      {
        page: found.page + 1,
        pages: found.pages,
        lines: found.rows.map(({ at, ...line }) => ({ line: at, ...line })),
      },
      200,
    );
  });
  app.openapi(files, async (c) => {
    const { payoutId } = c.req.valid("param");
    const kept = granted(await listFiles(askingOf(deps, c), payoutId));
    return c.json(
      {
        files: kept.map(({ id: of, name, bytes, at, until }) => ({
          id: of,
          name,
          bytes,
          at: instant(at),
          until: instant(until),
        })),
      },
      200,
    );
  });
  app.openapi(file, async (c) => {
    const { payoutId, fileId } = c.req.valid("param");
    const done = granted(await downloadFile(askingOf(deps, c), payoutId, fileId));
    return c.body(done.stream, 200, downloadHeaders(done));
  });
}
