/** The versions of the settings, and restoring one, which first shows what would change. */
import { changesBetween } from "../../../../settings/versions/compare-settings.ts";
import { settingsSchema } from "../../../../settings/schema.ts";
import { readTenantSettings, settingsBase } from "../saving/saving.ts";
import type { Hono } from "hono";
import { anyNames } from "../../../usecases/settings/names.ts";
import { consequencesNow, describeConsequences } from "../../../usecases/settings/consequences.ts";
import { previewSettings } from "../../../usecases/dry-runs/preview.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import {
  listVersions,
  restoreVersion,
  settingsOfVersion,
} from "../../../usecases/settings/settings-versions.ts";
import type { PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { homeOf, refusedPage } from "../../frame/respond.tsx";
import { restorePage, versionsPage } from "./versions.tsx";
import { messagesFor } from "../../../language.ts";
import { toldOfAll } from "../saving/section-flows.ts";

export function versionsRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings/versions", async (c) => {
    const { signedIn, asking } = c.var;
    const before = Number(c.req.query("before") ?? "");
    const [tenant, versions, names] = await Promise.all([
      requireTenant(asking),
      listVersions(asking, Number.isInteger(before) && before > 0 ? before : null),
      anyNames(asking),
    ]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    return versions.ok
      ? versionsPage(c, tenant.value, versions.value, names)
      : refusedPage(c, signedIn, versions.error, homeOf(c));
  });

  pages.post("/tenants/:id/settings/versions", async (c) => {
    const { signedIn, form, asking } = c.var;
    const id = c.req.param("id");
    const [version, restore] = [Number(one(form, "version")), Number(one(form, "restore"))];
    const back = {
      href: `${settingsBase(id)}/versions`,
      text: messagesFor(c).t("settings.versions"),
    };
    if (one(form, "action") !== "confirm") {
      const [found, older, names] = await Promise.all([
        readTenantSettings(c),
        settingsOfVersion(asking, restore),
        anyNames(asking),
      ]);
      if (!found.ok) return refusedPage(c, signedIn, found.error, homeOf(c));
      if (!older.ok) return refusedPage(c, signedIn, older.error, back);
      const preview = await previewSettings(asking, older.value);
      if (!preview.ok) return refusedPage(c, signedIn, preview.error, back);
      const { tenant, settings } = found.value;
      const changes = changesBetween(settings, older.value);
      const parsed = settingsSchema.safeParse(older.value);
      const what = parsed.success ? await consequencesNow(asking, settings, parsed.data) : [];
      return restorePage(c, {
        tenant,
        version,
        restore,
        changes,
        preview: preview.value,
        names,
        told: await describeConsequences(asking, parsed.data ?? settings, what),
      });
    }
    const restored = await restoreVersion(asking, {
      seen: version,
      version: restore,
    });
    if (restored.ok || restored.error.kind === "settings-not-told") {
      const done = restored.ok ? toldOfAll(restored.value.consequences) : "saved-not-told";
      return c.redirect(`${settingsBase(id)}/versions?done=${done}`, 303);
    }
    return refusedPage(c, signedIn, restored.error, back);
  });
}
