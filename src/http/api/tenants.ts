/** /tenants: made, listed, named, ended; paused and resumed; its settings. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import { readSettings, writeSettings } from "../usecases/settings/settings.ts";
import {
  changeTenant,
  createTenant,
  endTenant,
  visibleTenants,
} from "../usecases/tenants/tenants.ts";
import { confirmedIn, confirming, headersOf, toldHeaders } from "./consequences.ts";
import { askingOf, body, granted, json, nothing, REFUSALS, tenantView } from "./answers.ts";
import * as schemas from "./schemas.ts";

const create = createRoute({
  method: "post",
  path: "/tenants",
  summary: "Make a tenant: one Asperion administration, to be tied to one eAccounting company",
  request: { body: body(schemas.newTenant) },
  responses: {
    201: json("Made, with default settings", z.object({ id: z.string(), version: z.int() })),
    ...REFUSALS,
  },
});

const list = createRoute({
  method: "get",
  path: "/tenants",
  summary: "The tenants that the token may touch",
  responses: { 200: json("Tenants", z.object({ tenants: z.array(schemas.tenant) })), ...REFUSALS },
});

const one = createRoute({
  method: "get",
  path: "/tenants/{id}",
  summary: "One tenant, also a retired one",
  request: { params: schemas.tenantPath },
  responses: { 200: json("The tenant", schemas.tenant), ...REFUSALS },
});

const change = createRoute({
  method: "patch",
  path: "/tenants/{id}",
  summary: "Change the tenant's name or language",
  request: { params: schemas.tenantPath, body: body(schemas.tenantChange) },
  responses: { 200: json("The tenant", schemas.tenant), ...REFUSALS },
});

const end = createRoute({
  method: "delete",
  path: "/tenants/{id}",
  summary:
    "Retire the tenant for good: everything stops, grants are forgotten, the id is never used " +
    "again",
  request: {
    params: schemas.tenantPath,
    query: z.object({
      leaveUnbooked: z.enum(["true", "false"]).default("false").openapi({
        description: "Also where orders wait for a daily voucher: they are never booked then",
      }),
    }),
  },
  responses: { 204: nothing, ...REFUSALS },
});

const settings = createRoute({
  method: "get",
  path: "/tenants/{id}/settings",
  summary: "The newest settings with their version",
  request: { params: schemas.tenantPath },
  responses: { 200: json("Settings", schemas.settingsOutput), ...REFUSALS },
});

const putSettings = createRoute({
  method: "put",
  path: "/tenants/{id}/settings",
  summary: "Replace the settings; `version` is the one that was read",
  request: { params: schemas.tenantPath, query: confirming, body: body(schemas.settingsInput) },
  responses: {
    200: { ...json("Settings with their new version", schemas.settingsOutput), ...toldHeaders },
    ...REFUSALS,
  },
});

export function tenantRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(create, async (c) =>
    c.json(granted(await createTenant(deps, c.var.actor, c.req.valid("json"))), 201),
  );
  app.openapi(list, async (c) =>
    c.json(
      { tenants: (await visibleTenants(deps, c.var.actor)).map((row) => tenantView(deps, row)) },
      200,
    ),
  );
  app.openapi(one, async (c) =>
    c.json(tenantView(deps, granted(await requireAnyTenant(askingOf(deps, c)))), 200),
  );
  app.openapi(change, async (c) =>
    c.json(
      tenantView(deps, granted(await changeTenant(askingOf(deps, c), c.req.valid("json")))),
      200,
    ),
  );
  app.openapi(end, async (c) => {
    const leaves = c.req.valid("query").leaveUnbooked === "true";
    granted(await endTenant(askingOf(deps, c), leaves));
    return c.body(null, 204);
  });
  app.openapi(settings, async (c) => {
    const read = granted(await readSettings(askingOf(deps, c)));
    return c.json({ version: read.version, ...read.settings }, 200);
  });
  app.openapi(putSettings, async (c) => {
    const { version, ...input } = c.req.valid("json");
    const written = granted(
      await writeSettings(askingOf(deps, c), {
        seen: version,
        input,
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
