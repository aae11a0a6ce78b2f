/** Personal data: returns or erases one person's, renews keys, and lists past deletions. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { defined } from "../../domain/platform/defined.ts";
import {
  erasePerson,
  exportPerson,
  previewErasure,
} from "../usecases/personal-data/personal-data.ts";
import { reencrypt, retentionOf } from "../usecases/personal-data/reencrypt.ts";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import {
  askingOf,
  body,
  granted,
  json,
  REFUSALS,
  jobAnswer,
  jobView,
  tenantLanguage,
} from "./answers.ts";
import * as schemas from "./schemas.ts";
import { evidenceAnswer, vatEvidence } from "./vat-evidence.ts";

const params = schemas.tenantPath;
const person = z.strictObject({
  email: z.string().min(3).max(320).optional(),
  debtorId: z.int().positive().optional(),
});
const link = z.object({ source: z.string(), target: z.string() });

const tellOne = createRoute({
  method: "post",
  path: "/tenants/{id}/people/export",
  summary: "What is kept of one person, a page at a time; holds personal data",
  request: {
    params,
    body: body(
      person.extend({
        cursor: z
          .string()
          .regex(/^(?:[\w:-]{1,40} \d{1,9}|evidence(?: [\w:.-]{1,100}){3})$/)
          .optional(),
      }),
    ),
  },
  responses: {
    200: json(
      "What is kept",
      z.object({
        jobs: z.array(schemas.jobDetail),
        links: z.array(link),
        evidence: z.object({ count: z.int(), records: z.array(vatEvidence) }).openapi({
          description: "evidence of VAT, which an erasure leaves; its count is on the first page",
        }),
        cursor: z.string().nullable(),
      }),
    ),
    ...REFUSALS,
  },
});

const preview = createRoute({
  method: "post",
  path: "/tenants/{id}/people/preview",
  summary: "What an erasure would take: jobs by name, and links; nothing is opened or erased",
  request: { params, body: body(person) },
  responses: {
    200: json(
      "`named`: the first 50 of `jobs`; `open`: those of them that are still to end",
      z.object({
        named: z.array(schemas.job),
        jobs: z.number(),
        open: z.number(),
        links: z.array(link),
        evidence: z.int(),
      }),
    ),
    ...REFUSALS,
  },
});

const erase = createRoute({
  method: "post",
  path: "/tenants/{id}/people/erase",
  summary: "Erase what is kept of one person; what was booked stays, without personal data",
  request: { params, body: body(person) },
  responses: {
    200: json(
      "What is left: `open` jobs write again; erase once more when they are over",
      z.object({ links: z.number(), open: z.number() }),
    ),
    ...REFUSALS,
  },
});

const renew = createRoute({
  method: "post",
  path: "/tenants/{id}/reencrypt",
  summary: "Seal anew what is sealed under an older key; what is left goes on by itself",
  request: { params },
  responses: {
    200: json(
      "What is left, and what can't be opened any more",
      z.object({ left: z.number(), lost: z.number() }),
    ),
    ...REFUSALS,
  },
});

const deleted = createRoute({
  method: "get",
  path: "/tenants/{id}/retention",
  summary: "What was deleted on which day, as past its retention",
  request: { params },
  responses: {
    200: json(
      "A line a day, the newest first",
      z.object({
        runs: z.array(
          z.object({
            day: z.string(),
            at: z.number(),
            runs: z.number(),
            cleared: z.record(z.string(), z.number()),
          }),
        ),
      }),
    ),
    ...REFUSALS,
  },
});

export function privacyRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(tellOne, async (c) => {
    const { cursor, ...who } = c.req.valid("json");
    const language = await tenantLanguage(granted(await requireAnyTenant(askingOf(deps, c))));
    const page = granted(await exportPerson(askingOf(deps, c), defined(who), cursor ?? null));
    return c.json(
      {
        jobs: page.jobs.map((story) => jobAnswer(story, language)),
        links: page.links.map((one) => ({ ...one })),
        evidence: {
          count: page.evidence.count,
          records: page.evidence.records.map(evidenceAnswer),
        },
        cursor: page.cursor,
      },
      200,
    );
  });
  app.openapi(preview, async (c) => {
    const who = defined(c.req.valid("json"));
    const language = await tenantLanguage(granted(await requireAnyTenant(askingOf(deps, c))));
    const found = granted(await previewErasure(askingOf(deps, c), who));
    return c.json(
      {
        ...found,
        named: found.named.map((job) => jobView(job, language)),
        links: found.links.map((one) => ({ ...one })),
      },
      200,
    );
  });
  app.openapi(erase, async (c) =>
    c.json(
      {
        ...granted(await erasePerson(askingOf(deps, c), defined(c.req.valid("json")))),
      },
      200,
    ),
  );
  app.openapi(renew, async (c) =>
    c.json(
      {
        ...granted(await reencrypt(askingOf(deps, c))),
      },
      200,
    ),
  );
  app.openapi(deleted, async (c) => {
    const { runs } = granted(await retentionOf(askingOf(deps, c)));
    return c.json({ runs: runs.map((run) => ({ ...run, cleared: { ...run.cleared } })) }, 200);
  });
}
