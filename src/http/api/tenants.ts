/** /tenants: made, listed, named, ended; paused and resumed; its settings. */
import { z } from "@hono/zod-openapi";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import { readSettings, writeSettings } from "../usecases/settings/settings.ts";
import {
  changeTenant,
  createTenant,
  endTenant,
  visibleTenants,
} from "../usecases/tenants/tenants.ts";
import {
  confirmedIn,
  confirmQuery,
  setConsequencesHeader,
  consequenceHeaders,
} from "./consequences.ts";
import { body, unwrapOrThrow, json, tenantView } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

export const tenantRoutes: readonly Route[] = [
  route("post", "/tenants", {
    summary: "Make a tenant: one Asperion administration, to be tied to one eAccounting company",
    body: body(schemas.newTenant),
    status: 201,
    answer: json("Made, with default settings", z.object({ id: z.string(), version: z.int() })),
    handle: async ({ deps, actor, input }) => unwrapOrThrow(await createTenant(deps, actor, input)),
  }),
  route("get", "/tenants", {
    summary: "The tenants that the token may touch",
    answer: json("Tenants", z.object({ tenants: z.array(schemas.tenant) })),
    handle: async ({ deps, actor }) => ({
      tenants: (await visibleTenants(deps, actor)).map((row) => tenantView(deps, row)),
    }),
  }),
  route("get", "/tenants/{id}", {
    summary: "One tenant, also a retired one",
    answer: json("The tenant", schemas.tenant),
    handle: async ({ deps, asking }) =>
      tenantView(deps, unwrapOrThrow(await requireAnyTenant(asking))),
  }),
  route("patch", "/tenants/{id}", {
    summary: "Change the tenant's name or language",
    body: body(schemas.tenantChange),
    answer: json("The tenant", schemas.tenant),
    handle: async ({ deps, asking, input }) =>
      tenantView(deps, unwrapOrThrow(await changeTenant(asking, input))),
  }),
  route("delete", "/tenants/{id}", {
    summary:
      "Retire the tenant for good: everything stops, grants are forgotten, the id is never used " +
      "again",
    query: z.object({
      leaveUnbooked: z
        .enum(["true", "false"])
        .default("false")
        .describe("Also where orders wait for a daily voucher: they are never booked then"),
    }),
    handle: ({ asking, query }) => {
      const leaves = query.leaveUnbooked === "true";
      return endTenant(asking, leaves);
    },
  }),
  route("get", "/tenants/{id}/settings", {
    summary: "The newest settings with their version",
    answer: json("Settings", schemas.settingsOutput),
    handle: async ({ asking }) => {
      const read = unwrapOrThrow(await readSettings(asking));
      return { version: read.version, ...read.settings };
    },
  }),
  route("put", "/tenants/{id}/settings", {
    summary: "Replace the settings; `version` is the one that was read",
    query: confirmQuery,
    body: body(schemas.settingsInput),
    answer: {
      ...json("Settings with their new version", schemas.settingsOutput),
      ...consequenceHeaders,
    },
    handle: async ({ c, asking, query, input: { version: seen, ...input } }) => {
      const confirmed = confirmedIn(query);
      const written = unwrapOrThrow(await writeSettings(asking, { seen, input, confirmed }));
      setConsequencesHeader(c, written.consequences);
      return { version: written.version, ...written.settings };
    },
  }),
];
