/**
 * /tenants/{id}/settings beyond reading and writing: versions, restoring one, previewing a change,
 * expressions.
 */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { CONSEQUENCES, consequencesOf } from "../../settings/versions/consequences.ts";
import { settingsSchema } from "../../settings/schema.ts";
import { PARTS } from "../../settings/rules/targets.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { inEnglish } from "../problem.ts";
import { PREVIEWED_ORDERS, previewSettings } from "../usecases/dry-runs/preview.ts";
import { readSettings } from "../usecases/settings/settings.ts";
import { listVersions, restoreVersion } from "../usecases/settings/settings-versions.ts";
import { documentUnder, mapperDocs, tryExpression } from "../usecases/settings/mapper.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { askingOf, body, granted, json, REFUSALS, tenantLanguage } from "./answers.ts";
import { confirmedIn, confirming, headersOf, toldHeaders } from "./consequences.ts";
import { documentView, plannedDocument } from "./dry-run.ts";
import { reason } from "./shapes.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const change = z
  .object({ path: z.string(), before: z.unknown(), after: z.unknown() })
  .openapi("SettingsChange");
const version = z
  .object({
    version: z.int(),
    actor: z.string(),
    at: z.int().openapi({ description: "ms since the epoch" }),
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

const versions = createRoute({
  method: "get",
  path: "/tenants/{id}/settings/versions",
  summary: "Versions of the settings, the newest first: who, when, what changed",
  request: {
    params,
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
  },
  responses: { 200: json("Versions", z.object({ versions: z.array(version) })), ...REFUSALS },
});

const restore = createRoute({
  method: "post",
  path: "/tenants/{id}/settings/restore",
  summary:
    "Make an older version's settings the newest version; `version` is the one that was read",
  request: {
    params,
    query: confirming,
    body: body(z.strictObject({ version: z.int().positive(), restore: z.int().positive() })),
  },
  responses: {
    200: { ...json("Settings with their new version", schemas.settingsOutput), ...toldHeaders },
    ...REFUSALS,
  },
});

const preview = createRoute({
  method: "post",
  path: "/tenants/{id}/settings/preview",
  summary:
    "What would become of the last orders under these settings, beside the saved ones: taken " +
    "or left, document, customer, rows, payment; nothing is asked or written; holds personal " +
    "data",
  request: {
    params,
    body: body(
      z.strictObject({
        settings: settingsSchema,
        orders: z.int().min(1).max(50).default(PREVIEWED_ORDERS),
      }),
    ),
  },
  responses: {
    200: json(
      "How many were compared, and those that would differ",
      z.object({
        compared: z.int(),
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
          .openapi({
            description:
              "system articles that these settings need, the saved ones don't, and eAccounting " +
              "lacks: by kind, VAT rate or coding, and the number and name that set-up gives them",
          }),
        consequences: z.array(z.enum(CONSEQUENCES)).openapi({
          description:
            "what saving these settings would bring about and can't simply be taken back; saving " +
            "can be told to accept only these (`confirm`)",
        }),
      }),
    ),
    ...REFUSALS,
  },
});

const previewDocument = createRoute({
  method: "post",
  path: "/tenants/{id}/settings/preview-document",
  summary:
    "What the newest order would have become under these settings, as a whole: nothing is " +
    "written; holds personal data",
  request: { params, body: body(z.strictObject({ settings: settingsSchema })) },
  responses: {
    200: json(
      "The document, or why the order would be held; both empty where no order is at hand",
      z.object({ document: plannedDocument, reasons: z.array(reason) }),
    ),
    ...REFUSALS,
  },
});

const part = z.enum(PARTS);
const named = z.object({ name: z.string(), takes: z.string(), about: z.string() });

const mapper = createRoute({
  method: "get",
  path: "/tenants/{id}/mapping",
  summary: "What rules can fill, look at and use: targets, source fields, functions",
  request: { params },
  responses: {
    200: json(
      "Targets and sources by part, functions",
      z.object({
        parts: z.array(
          z.object({
            part,
            targets: z.array(
              named.extend({
                why: z
                  .string()
                  .nullable()
                  .openapi({ description: "why it can't be mapped under these settings" }),
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
    ...REFUSALS,
  },
});

const place = z.object({ offset: z.int(), length: z.int(), line: z.int(), column: z.int() });

const attempt = createRoute({
  method: "post",
  path: "/tenants/{id}/mapping/try",
  summary: "Check an expression and compute it on an order, a debtor or an example; personal data",
  request: {
    params,
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
  },
  responses: {
    200: json(
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
    ...REFUSALS,
  },
});

export function settingsRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  versionRoutes(app, deps);
  previewRoutes(app, deps);
  mapperRoutes(app, deps);
}

function versionRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(versions, async (c) => {
    const { before, limit } = c.req.valid("query");
    const described = granted(await listVersions(askingOf(deps, c), before ?? null, limit));
    return c.json(
      {
        versions: described.map((one) => ({
          ...one,
          changes: one.changes.map((entry) => ({ ...entry })),
        })),
      },
      200,
    );
  });
  app.openapi(restore, async (c) => {
    const { version: seen, restore: wanted } = c.req.valid("json");
    const written = granted(
      await restoreVersion(askingOf(deps, c), {
        seen,
        version: wanted,
        confirmed: confirmedIn(c.req.valid("query")),
      }),
    );
    return c.json(
      { version: written.version, ...written.settings },
      200,
      headersOf(written.consequences),
    );
  });
}

function previewRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(preview, async (c) => {
    const { settings, orders } = c.req.valid("json");
    const { compared, changed, lacked } = granted(
      await previewSettings(askingOf(deps, c), settings, orders),
    );

    const language = await tenantLanguage(granted(await requireTenant(askingOf(deps, c))));
    const saved = granted(await readSettings(askingOf(deps, c)));
    const described = (reasons: readonly Reason[]) =>
      reasons.map((reason) => {
        const { severity: _, ...rest } = describeReason(reason, language);
        return { ...rest, params: { ...rest.params } };
      });
    return c.json(
      {
        compared,
        consequences: [...consequencesOf(saved.settings, settings)],
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
          differences: order.differences.map((one) => ({ ...one })),
          reasons: {
            before: described(order.reasons.before),
            after: described(order.reasons.after),
          },
        })),
      },
      200,
    );
  });
  app.openapi(previewDocument, async (c) => {
    const language = await tenantLanguage(granted(await requireTenant(askingOf(deps, c))));
    const shown = await documentUnder(askingOf(deps, c), c.req.valid("json").settings);
    const reasons = (shown?.reasons ?? []).map((reason) => {
      const { severity: _, ...described } = describeReason(reason, language);
      return { ...described, params: { ...described.params } };
    });
    return c.json({ document: documentView(shown?.described ?? null, language), reasons }, 200);
  });
}

function mapperRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(mapper, async (c) => {
    const { parts, functions } = granted(await mapperDocs(askingOf(deps, c)));
    return c.json(
      {
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
      },
      200,
    );
  });
  app.openapi(attempt, async (c) => {
    const { faults, remarks, result, stopped, on } = granted(
      await tryExpression(askingOf(deps, c), c.req.valid("json")),
    );
    return c.json(
      {
        faults: faults.map(({ code, message, at }) => ({
          code,
          text: inEnglish(message),
          at: { ...at },
        })),
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
                at: { ...stopped.at },
              },
        on,
      },
      200,
    );
  });
}
