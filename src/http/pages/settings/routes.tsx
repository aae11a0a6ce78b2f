/** Showing and saving a tenant's settings. Who saves says which version was seen, so nobody overwrites what they haven't read. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { ledgerNames } from "../../usecases/ledger-names.ts";
import { reach } from "../../usecases/reach.ts";
import { refuse } from "../../usecases/refused.ts";
import { readSettings, writeSettings } from "../../usecases/settings.ts";
import type { PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { refusedPage } from "../respond.tsx";
import { settingsPage } from "./form-page.tsx";
import { inputOf, tableFaults, valuesOf } from "./values.ts";

const HOME = { href: "/admin", text: "To the tenants" };

export function settingsRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/settings", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const [tenant, settings, ledger] = await Promise.all([reach(deps, signedIn.actor, id), readSettings(deps, signedIn.actor, id), ledgerNames(deps, signedIn.actor, id)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, HOME);
    if (!settings.ok) return refusedPage(c, signedIn, settings.error, HOME);
    return settingsPage(c, { tenant: tenant.value, version: settings.value.version, values: valuesOf(settings.value.settings), faults: [], refused: null, ledger });
  });

  pages.post("/tenants/:id/settings", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const [tenant, before] = await Promise.all([reach(deps, signedIn.actor, id), readSettings(deps, signedIn.actor, id)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, HOME);
    if (!before.ok) return refusedPage(c, signedIn, before.error, HOME);
    const seen = Number(one(form, "version"));
    const halves = tableFaults(form);
    const written = halves.length > 0 ? refuse(400, "bad-settings", "a table has rows that can't be taken", halves) : await writeSettings(deps, signedIn.actor, id, seen, inputOf(before.value.settings, form));
    if (written.ok) return c.redirect(`/admin/tenants/${id}/settings?done=saved`, 303);
    const { kind, errors } = written.error;
    if (kind === "settings-not-told") return c.redirect(`/admin/tenants/${id}/settings?done=saved-not-told`, 303);
    if (kind !== "stale-version" && kind !== "bad-settings") return refusedPage(c, signedIn, written.error, { href: `/admin/tenants/${id}/settings`, text: "To the settings" });
    const refused = kind === "stale-version" ? "Somebody saved other settings since this page was opened." : null;
    return settingsPage(c, { tenant: tenant.value, version: seen, values: form, faults: errors ?? [], refused, ledger: await ledgerNames(deps, signedIn.actor, id) });
  });
}
