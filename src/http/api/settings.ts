/**
 * /tenants/{id}/settings beyond reading and writing: versions, restoring one, previewing a change,
 * expressions.
 */
import { z } from "@hono/zod-openapi";
import { CONSEQUENCES } from "../../settings/versions/consequences.ts";
import { settingsSchema } from "../../settings/schema.ts";
import { PARTS } from "../../settings/rules/targets.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { inEnglish } from "../problem.ts";
import { PREVIEWED_ORDERS, previewSettings } from "../usecases/dry-runs/preview.ts";
import { consequencesNow } from "../usecases/settings/consequences.ts";
import { readSettings } from "../usecases/settings/settings.ts";
import { listVersions, restoreVersion } from "../usecases/settings/settings-versions.ts";
import { previewDocument, fieldRuleDocs, tryExpression } from "../usecases/settings/field-rules.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { body, unwrapOrThrow, json, tenantLanguage } from "./answers.ts";
import {
  confirmedIn,
  confirmQuery,
  setConsequencesHeader,
  consequenceHeaders,
} from "./consequences.ts";
import { documentView, plannedDocument } from "./dry-run.ts";
import { reason } from "./shapes.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const change = z
  .object({ path: z.string(), before: z.unknown(), after: z.unknown() })
  .openapi("SettingsChange");
const version = z
  .object({
    version: z.int(),
    actor: z.string(),
    at: z.int().describe("ms since the epoch"),
    changes: z.array(change),
  })
  .openapi("SettingsVersion");
const difference = z
  .object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .openapi("Difference");
const previewed = z.object({
  jobId: z.string(),
  label: z.string().nullable(),
  settingsVersion: z.int().nullable(),
  differences: z.array(difference),
  reasons: z.object({ before: z.array(reason), after: z.array(reason) }),
});

const part = z.enum(PARTS);
const named = z.object({ name: z.string(), takes: z.string(), about: z.string() });

const place = z.object({ offset: z.int(), length: z.int(), line: z.int(), column: z.int() });

export const settingsRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/settings/versions", {
    summary: "Versions of the settings, the newest first: who, when, what changed",
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: json("Versions", z.object({ versions: z.array(version) })),
    handle: async ({ asking, query: { before, limit } }) => {
      const described = unwrapOrThrow(await listVersions(asking, before ?? null, limit));
      return { versions: described };
    },
  }),
  route("post", "/tenants/{id}/settings/restore", {
    summary:
      "Make an older version's settings the newest version; `version` is the one that was read",
    query: confirmQuery,
    body: body(z.strictObject({ version: z.int().positive(), restore: z.int().positive() })),
    answer: {
      ...json("Settings with their new version", schemas.settingsOutput),
      ...consequenceHeaders,
    },
    handle: async ({ c, asking, query, input: { version: seen, restore: wanted } }) => {
      const confirmed = confirmedIn(query);
      const written = unwrapOrThrow(
        await restoreVersion(asking, { seen, version: wanted, confirmed }),
      );
      setConsequencesHeader(c, written.consequences);
      return { version: written.version, ...written.settings };
    },
  }),
  route("post", "/tenants/{id}/settings/preview", {
    summary:
      "What would become of the last orders, and of those on hold, under these settings, beside " +
      "the saved ones: taken or left, document, customer, rows, payment; nothing is asked or " +
      "written; holds personal data",
    body: body(
      z.strictObject({
        settings: settingsSchema,
        orders: z.int().min(1).max(50).default(PREVIEWED_ORDERS),
      }),
    ),
    answer: json(
      "How many were compared, and those that would differ",
      z.object({
        compared: z.int().describe("those on hold are among them"),
        held: z.int().describe("how many of them are compared only because they are on hold"),
        changed: z.array(previewed),
        lacked: z
          .array(
            z.object({
              kind: z.string(),
              key: z.string().nullable(),
              oss: z.boolean(),
              number: z.string().nullable(),
              name: z.string().nullable(),
            }),
          )
          .describe(
            "system articles that these settings need, the saved ones don't, and eAccounting " +
              "lacks: by kind, VAT rate or coding, and the number and name that set-up gives them",
          ),
        consequences: z
          .array(z.enum(CONSEQUENCES))
          .describe(
            "what saving these settings would bring about and can't simply be taken back; saving " +
              "can be told to accept only these (`confirm`)",
          ),
      }),
    ),
    handle: async ({ asking, input: { settings, orders } }) => {
      const { compared, held, changed, lacked } = unwrapOrThrow(
        await previewSettings(asking, settings, orders),
      );

      const language = await tenantLanguage(unwrapOrThrow(await requireTenant(asking)));
      const saved = unwrapOrThrow(await readSettings(asking));
      const described = (reasons: readonly Reason[]) =>
        reasons.map((reason) => {
          const { severity: _, ...rest } = describeReason(reason, language);
          return rest;
        });
      return {
        compared,
        held,
        consequences: [...(await consequencesNow(asking, saved.settings, settings))],
        lacked: lacked.map(({ kind, key, oss, number, name = null }) => ({
          kind,
          key,
          oss,
          number,
          name,
        })),
        changed: changed.map((order) => ({
          jobId: order.jobId,
          label: order.label,
          settingsVersion: order.settingsVersion,
          differences: order.differences,
          reasons: {
            before: described(order.reasons.before),
            after: described(order.reasons.after),
          },
        })),
      };
    },
  }),
  route("post", "/tenants/{id}/settings/preview-document", {
    summary:
      "What the newest order would have become under these settings, as a whole: nothing is " +
      "written; holds personal data",
    body: body(z.strictObject({ settings: settingsSchema })),
    answer: json(
      "The document, or why the order would be held; both empty where no order is at hand",
      z.object({ document: plannedDocument, reasons: z.array(reason) }),
    ),
    handle: async ({ asking, input }) => {
      const language = await tenantLanguage(unwrapOrThrow(await requireTenant(asking)));
      const shown = await previewDocument(asking, input.settings);
      const reasons = (shown?.reasons ?? []).map((reason) => {
        const { severity: _, ...described } = describeReason(reason, language);
        return described;
      });
      return { document: documentView(shown?.plan ?? null, language), reasons };
    },
  }),
  route("get", "/tenants/{id}/mapping", {
    summary: "What rules can fill, look at and use: targets, source fields, functions",
    answer: json(
      "Targets and sources by part, functions",
      z.object({
        parts: z.array(
          z.object({
            part,
            targets: z.array(
              named.extend({
                why: z.string().nullable().describe("why it can't be mapped under these settings"),
              }),
            ),
            sources: z.array(z.object({ path: z.string(), type: z.string(), about: z.string() })),
          }),
        ),
        functions: z.array(
          z.object({
            name: z.string(),
            about: z.string(),
            shapes: z.array(z.string()),
            examples: z.array(z.object({ expression: z.string(), result: z.string() })),
          }),
        ),
      }),
    ),
    handle: async ({ asking }) => {
      const { parts, functions } = unwrapOrThrow(await fieldRuleDocs(asking));
      return {
        parts: parts.map(({ part: of, targets, sources }) => ({
          part: of,
          targets: targets.map(({ name, takes, about, why }) => ({
            name,
            takes: inEnglish(takes),
            about: inEnglish(about),
            why: why === null ? null : inEnglish(why),
          })),
          sources: sources.map(({ path, type, about }) => ({
            path,
            type: inEnglish(type),
            about: about === null ? "" : inEnglish(about),
          })),
        })),
        functions: functions.map((one) => ({ ...one, about: inEnglish(one.about) })),
      };
    },
  }),
  route("post", "/tenants/{id}/mapping/try", {
    summary:
      "Check an expression and compute it on an order, a debtor or an example; personal data",
    body: body(
      z.strictObject({
        part,
        target: z.string().max(60),
        expression: z.string().max(4000),
        jobId: z.string().max(100).optional(),
        debtor: z.string().trim().min(1).max(100).optional(),
        tables: settingsSchema.shape.mapping.unwrap().shape.tables.optional(),
      }),
    ),
    answer: json(
      "What it gives, or what is wrong where",
      z.object({
        faults: z.array(z.object({ code: z.string(), text: z.string(), at: place })),
        remarks: z.array(z.string()),
        result: z.object({ value: z.string().nullable(), steps: z.int() }).nullable(),
        stopped: z
          .object({ code: z.string(), text: z.string(), value: z.string(), at: place })
          .nullable(),
        on: z.string().nullable(),
      }),
    ),
    handle: async ({ asking, input }) => {
      const { faults, remarks, result, stopped, on } = unwrapOrThrow(
        await tryExpression(asking, input),
      );
      return {
        faults: faults.map(({ code, message, at }) => ({ code, text: inEnglish(message), at })),
        remarks: remarks.map(inEnglish),
        result:
          result === null
            ? null
            : { value: result.value === null ? null : String(result.value), steps: result.steps },
        stopped:
          stopped === null
            ? null
            : {
                code: stopped.code,
                text: inEnglish(stopped.message),
                value: inEnglish(stopped.value),
                at: stopped.at,
              },
        on,
      };
    },
  }),
];
