/** Trying, comparing and saving rules, and the versions of the settings. Trying and comparing write nothing. */
import type { Hono } from "hono";
import { settingsSchema } from "../../../mapping/settings.ts";
import type { EdgeDeps } from "../../deps.ts";
import { faultsOf } from "../../problem.ts";
import { sampleOf } from "../../usecases/mapper.ts";
import { previewSettings } from "../../usecases/preview.ts";
import { reach } from "../../usecases/reach.ts";
import { listVersions, restoreVersion } from "../../usecases/settings-versions.ts";
import { readSettings, writeSettings } from "../../usecases/settings.ts";
import type { PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { refusedPage } from "../respond.tsx";
import { mappingPage } from "./page.tsx";
import { mappingOfTyped, typedIn, typedOf } from "./values.ts";
import { versionsPage } from "./versions.tsx";

const HOME = { href: "/admin", text: "To the tenants" };

export function mappingRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/mapping", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const [tenant, read] = await Promise.all([reach(deps, signedIn.actor, id), readSettings(deps, signedIn.actor, id)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, HOME);
    if (!read.ok) return refusedPage(c, signedIn, read.error, HOME);
    const { version, settings } = read.value;
    return mappingPage(c, { tenant: tenant.value, version, settings, typed: typedOf(settings), sample: await sampleOf(deps, signedIn.actor, id, null), faults: [], refused: null, preview: null });
  });

  pages.post("/tenants/:id/mapping", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const [tenant, read] = await Promise.all([reach(deps, signedIn.actor, id), readSettings(deps, signedIn.actor, id)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, HOME);
    if (!read.ok) return refusedPage(c, signedIn, read.error, HOME);
    const { settings } = read.value;
    const typed = typedIn(form);
    const { mapping, badLine } = mappingOfTyped(typed);
    const input = { ...settings, mapping };
    const seen = Number(one(form, "version"));
    const shown = async (over: { faults?: readonly { path: string; message: string }[]; refused?: string; preview?: Parameters<typeof mappingPage>[1]["preview"] }) =>
      mappingPage(c, { tenant: tenant.value, version: seen, settings, typed, sample: await sampleOf(deps, signedIn.actor, id, null), faults: over.faults ?? [], refused: over.refused ?? null, preview: over.preview ?? null });
    const parsed = settingsSchema.safeParse(input);
    const faults = [...(badLine === null ? [] : [{ path: "mapping.tables", message: `line ${badLine} isn't of the form table: from = to` }]), ...(parsed.success ? [] : faultsOf(parsed.error))];
    if (faults.length > 0) return shown({ faults });
    switch (one(form, "action")) {
      case "try":
        return shown({});
      case "compare": {
        const preview = await previewSettings(deps, signedIn.actor, id, input);
        return preview.ok ? shown({ preview: preview.value }) : refusedPage(c, signedIn, preview.error, HOME);
      }
      default: {
        const written = await writeSettings(deps, signedIn.actor, id, seen, input);
        if (written.ok || written.error.kind === "settings-not-told") return c.redirect(`/admin/tenants/${id}/mapping?done=${written.ok ? "saved" : "saved-not-told"}`, 303);
        return shown({ faults: written.error.errors ?? [], ...(written.error.kind === "stale-version" ? { refused: "Somebody saved other settings since this page was opened." } : {}) });
      }
    }
  });

  pages.get("/tenants/:id/settings/versions", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const [tenant, versions] = await Promise.all([reach(deps, signedIn.actor, id), listVersions(deps, signedIn.actor, id)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, HOME);
    return versions.ok ? versionsPage(c, tenant.value, versions.value) : refusedPage(c, signedIn, versions.error, HOME);
  });

  pages.post("/tenants/:id/settings/versions", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const restored = await restoreVersion(deps, signedIn.actor, id, Number(one(form, "version")), Number(one(form, "restore")));
    if (restored.ok || restored.error.kind === "settings-not-told") return c.redirect(`/admin/tenants/${id}/settings?done=${restored.ok ? "saved" : "saved-not-told"}`, 303);
    return refusedPage(c, signedIn, restored.error, { href: `/admin/tenants/${id}/settings/versions`, text: "To the versions" });
  });
}
