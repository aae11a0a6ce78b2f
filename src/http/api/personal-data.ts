/** Personal data: returns or erases one person's, renews keys, and lists past deletions. */
import { z } from "@hono/zod-openapi";
import { defined } from "../../domain/platform/defined.ts";
import {
  erasePerson,
  exportPerson,
  previewErasure,
} from "../usecases/personal-data/personal-data.ts";
import { reencrypt, retentionOf } from "../usecases/personal-data/reencrypt.ts";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import { body, unwrapOrThrow, json, jobAnswer, jobView, tenantLanguage } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";
import { vatEvidence } from "./vat-evidence.ts";

const person = z.strictObject({
  email: z.string().min(3).max(320).optional(),
  debtorId: z.int().positive().optional(),
});
const link = z.object({ source: z.string(), target: z.string() });

export const privacyRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/people/export", {
    summary: "What is kept of one person, a page at a time; holds personal data",
    body: body(
      person.extend({
        cursor: z
          .string()
          .regex(/^(?:[\w:-]{1,40} \d{1,9}|evidence(?: [\w:.-]{1,100}){3})$/)
          .optional(),
      }),
    ),
    answer: json(
      "What is kept",
      z.object({
        jobs: z.array(schemas.jobDetail),
        links: z.array(link),
        evidence: z
          .object({ count: z.int(), records: z.array(vatEvidence) })
          .describe("evidence of VAT, which an erasure leaves; its count is on the first page"),
        cursor: z.string().nullable(),
      }),
    ),
    handle: async ({ asking, input: { cursor, ...who } }) => {
      const language = await tenantLanguage(unwrapOrThrow(await requireAnyTenant(asking)));
      const page = unwrapOrThrow(await exportPerson(asking, defined(who), cursor ?? null));
      return {
        jobs: page.jobs.map((story) => jobAnswer(story, language)),
        links: page.links,
        evidence: page.evidence,
        cursor: page.cursor,
      };
    },
  }),
  route("post", "/tenants/{id}/people/preview", {
    summary: "What an erasure would take: jobs by name, and links; nothing is opened or erased",
    body: body(person),
    answer: json(
      "`named`: the first 50 of `jobs`; `open`: those of them that are still to end",
      z.object({
        named: z.array(schemas.job),
        jobs: z.number(),
        open: z.number(),
        links: z.array(link),
        evidence: z.int(),
      }),
    ),
    handle: async ({ asking, input }) => {
      const who = defined(input);
      const language = await tenantLanguage(unwrapOrThrow(await requireAnyTenant(asking)));
      const found = unwrapOrThrow(await previewErasure(asking, who));
      return {
        ...found,
        named: found.named.map((job) => jobView(job, language)),
        links: found.links,
      };
    },
  }),
  route("post", "/tenants/{id}/people/erase", {
    summary: "Erase what is kept of one person; what was booked stays, without personal data",
    body: body(person),
    answer: json(
      "What is left: `open` jobs write again; erase once more when they are over",
      z.object({ links: z.number(), open: z.number() }),
    ),
    handle: async ({ asking, input }) => unwrapOrThrow(await erasePerson(asking, defined(input))),
  }),
  route("post", "/tenants/{id}/reencrypt", {
    summary: "Seal anew what is sealed under an older key; what is left goes on by itself",
    answer: json(
      "What is left, and what can't be opened any more",
      z.object({ left: z.number(), lost: z.number() }),
    ),
    handle: async ({ asking }) => unwrapOrThrow(await reencrypt(asking)),
  }),
  route("get", "/tenants/{id}/retention", {
    summary: "What was deleted on which day, as past its retention",
    answer: json(
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
    handle: async ({ asking }) => {
      const { runs } = unwrapOrThrow(await retentionOf(asking));
      return { runs: runs };
    },
  }),
];
