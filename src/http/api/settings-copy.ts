/** /tenants/{id}/settings/copy: settings of one tenant taken over into another. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { CONSEQUENCES } from "../../settings/versions/consequences.ts";
import { COPY_PARTS } from "../../settings/copy/copy-settings.ts";
import { MISFITS } from "../../settings/copy/counterpart.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { inEnglish } from "../problem.ts";
import { previewCopy, saveCopy } from "../usecases/settings/copy-settings.ts";
import { askingOf, body, granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const asked = z.strictObject({
  from: z.string().max(100).openapi({ description: "the tenant whose settings are taken over" }),
  parts: z.array(z.enum(COPY_PARTS)).min(1),
});

const preview = createRoute({
  method: "post",
  path: "/tenants/{id}/settings/copy/preview",
  summary:
    "What taking over another tenant's settings would change, and what doesn't fit; nothing is " +
    "written. The token needs the same right on both tenants",
  request: { params: schemas.tenantPath, body: body(asked) },
  responses: {
    200: json(
      "Changes, what is left out and why, and what saving would bring about",
      z.object({
        version: z.int(),
        shown: z.string().openapi({ description: "saving with it saves exactly this" }),
        changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
        left: z.array(z.object({ path: z.string(), value: z.unknown(), why: z.enum(MISFITS) })),
        faults: z.array(z.object({ path: z.string(), message: z.string() })),
        consequences: z.array(z.enum(CONSEQUENCES)),
      }),
    ),
    ...REFUSALS,
  },
});

const save = createRoute({
  method: "post",
  path: "/tenants/{id}/settings/copy",
  summary: "Take over another tenant's settings as they were shown, as a new version",
  request: {
    params: schemas.tenantPath,
    body: body(asked.extend({ shown: z.string().max(100) })),
  },
  responses: { 200: json("Settings with their new version", schemas.settingsOutput), ...REFUSALS },
});

export function settingsCopyRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(preview, async (c) => {
    const { version, shown, changes, left, faults, consequences } = granted(
      await previewCopy(askingOf(deps, c), c.req.valid("json")),
    );
    return c.json(
      {
        version,
        shown,
        changes: changes.map((one) => ({ ...one })),
        left: left.map((one) => ({ ...one })),
        faults: faults.map(({ path, message }) => ({ path, message: inEnglish(message) })),
        consequences: [...consequences],
      },
      200,
    );
  });
  app.openapi(save, async (c) => {
    const { shown, ...wanted } = c.req.valid("json");
    const written = granted(await saveCopy(askingOf(deps, c), wanted, shown));
    return c.json({ version: written.version, ...written.settings }, 200);
  });
}
