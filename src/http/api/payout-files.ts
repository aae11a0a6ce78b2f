/** /tenants/{id}/payouts/{payoutId}/lines and /files: all lines of a payout, and its files. */
import { z } from "@hono/zod-openapi";
import { LINE_KINDS } from "../../domain/payouts/lines.ts";
import { downloadFile, downloadHeaders, listFiles } from "../usecases/vouchers/payout-files.ts";
import { readPayoutLines } from "../usecases/vouchers/payouts.ts";
import { unwrapOrThrow, json } from "./answers.ts";
import { rawRoute, type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const onePath = schemas.tenantPath.extend({ payoutId: z.string().min(1).max(100) });
const amount = z.string().describe("major units of the payout's currency");

const instant = (at: number): string => new Date(at).toISOString();

export const payoutFileRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/payouts/{payoutId}/lines", {
    summary: "Lines of a payout, a hundred a page, with the order of each",
    params: onePath,
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(1_000_000).default(1) }),
    answer: json(
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
            fee: amount.describe("with the VAT that the file names beside it"),
            net: amount,
            order: z.string().nullable(),
            by: z.string().nullable().describe("by what the order was found"),
            why: z.string().nullable().describe("why it has none"),
          }),
        ),
      }),
    ),
    handle: async ({ asking, param: { payoutId }, query: { page } }) => {
      const found = unwrapOrThrow(await readPayoutLines(asking, payoutId, page - 1));
      return {
        page: found.page + 1,
        pages: found.pages,
        lines: found.rows.map(({ at, ...line }) => ({ line: at, ...line })),
      };
    },
  }),
  route("get", "/tenants/{id}/payouts/{payoutId}/files", {
    summary: "Settlement files that are kept of a payout",
    params: onePath,
    answer: json(
      "None, where the deployment keeps no files",
      z.object({
        files: z.array(
          z.object({
            id: z.string(),
            name: z.string().nullable(),
            bytes: z.int(),
            at: z.string(),
            until: z.string().describe("it may be deleted from then on"),
          }),
        ),
      }),
    ),
    handle: async ({ asking, param: { payoutId } }) => {
      const kept = unwrapOrThrow(await listFiles(asking, payoutId));
      return {
        files: kept.map(({ id: of, name, bytes, at, until }) => ({
          id: of,
          name,
          bytes,
          at: instant(at),
          until: instant(until),
        })),
      };
    },
  }),
  rawRoute("get", "/tenants/{id}/payouts/{payoutId}/files/{fileId}", {
    summary: "A settlement file as it came; each download is in the list of changes",
    params: onePath.extend({ fileId: z.string().min(1).max(100) }),
    responses: {
      200: {
        description: "Its bytes",
        content: { "application/octet-stream": { schema: z.string() } },
      },
    },
    handle: async ({ c, asking, param: { payoutId, fileId } }) => {
      const done = unwrapOrThrow(await downloadFile(asking, payoutId, fileId));
      return c.body(done.stream, 200, downloadHeaders(done));
    },
  }),
];
