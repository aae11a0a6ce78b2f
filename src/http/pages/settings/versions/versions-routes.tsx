/** The versions of the settings, and restoring one, which first shows what would change. */
import { changesBetween } from "../../../../settings/versions/stored-settings.ts";
import { settingsSchema } from "../../../../settings/schema.ts";
import { readTenantSettings, settingsBase, isNotPushed } from "../saving/saving.ts";
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
import { homeOf, granted } from "../../frame/respond.tsx";
import { restorePage, versionsPage } from "./versions.tsx";
import { messagesFor } from "../../../language.ts";
import { savedNoticeOfAll } from "../saving/section-flows.ts";

export function versionsRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings/versions", async (c) => {
    const { asking } = c.var;
    const before = Number(c.req.query("before") ?? "");
    const [tenant, versions, names] = await Promise.all([
      requireTenant(asking),
      listVersions(asking, Number.isInteger(before) && before > 0 ? before : null),
      anyNames(asking),
    ]);
    return versionsPage(c, granted(tenant), granted(versions, homeOf(c)), names);
  });

  pages.post("/tenants/:id/settings/versions", async (c) => {
    const { form, asking } = c.var;
    const here = `${settingsBase(c.req.param("id"))}/versions`;
    const [version, restore] = [Number(one(form, "version")), Number(one(form, "restore"))];
    const back = { href: here, text: messagesFor(c).t("settings.versions") };
    if (one(form, "action") !== "confirm") {
      const [{ tenant, settings }, asked, names] = await Promise.all([
        readTenantSettings(c),
        settingsOfVersion(asking, restore),
        anyNames(asking),
      ]);
      const older = granted(asked, back);
      const preview = granted(await previewSettings(asking, older), back);
      const changes = changesBetween(settings, older);
      const parsed = settingsSchema.safeParse(older);
      const what = parsed.success ? await consequencesNow(asking, settings, parsed.data) : [];
      return restorePage(c, {
        tenant,
        version,
        restore,
        changes,
        preview,
        names,
        told: await describeConsequences(asking, parsed.data ?? settings, what),
      });
    }
    const restored = await restoreVersion(asking, { seen: version, version: restore });
    const done = isNotPushed(restored)
      ? "saved-not-told"
      : savedNoticeOfAll(granted(restored, back));
    return c.redirect(`${here}?done=${done}`, 303);
  });
}
