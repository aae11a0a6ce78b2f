/** Settings taken over from another shop: chosen, shown as they would be, and saved as shown. */
import type { Hono } from "hono";
import { COPY_PARTS, type CopyPart } from "../../../settings/copy/copy-settings.ts";
import { messagesFor } from "../../language.ts";
import {
  copySources,
  type CopyAsked,
  previewCopy,
  saveCopy,
} from "../../usecases/settings/copy-settings.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { describeConsequences } from "../../usecases/settings/consequences.ts";
import { previewSettings } from "../../usecases/dry-runs/preview.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { many, one } from "../forms/form.ts";
import { homeOf, refusedPage } from "../frame/respond.tsx";
import { isConfirmed } from "./saving/confirm.tsx";
import { copyPage } from "./copy-page.tsx";
import { settingsBase } from "./saving/saving.ts";
import { toldOfAll } from "./saving/section-flows.ts";

const partsIn = (names: readonly string[]): readonly CopyPart[] =>
  COPY_PARTS.filter((part) => names.includes(part));

export function copyRoutes(pages: Hono<PageEnv>): void {
  const shown = async (
    c: PageContext,
    id: string,
    asked: CopyAsked | null,
    isAnew = false,
  ): Promise<Response> => {
    const { signedIn, asking } = c.var;
    const [tenant, sources] = await Promise.all([requireTenant(asking), copySources(asking)]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const base = { tenant: tenant.value, sources, isAnew };
    if (asked === null || asked.parts.length === 0)
      return copyPage(c, { ...base, asked, copy: null });
    const copy = await previewCopy(asking, asked);
    if (!copy.ok) return refusedPage(c, signedIn, copy.error, backTo(c, id));
    const { faults, settings, consequences } = copy.value;
    const [names, orders, told] = await Promise.all([
      anyNames(asking),
      faults.length > 0 ? null : previewSettings(asking, settings),
      describeConsequences(asking, settings, faults.length > 0 ? [] : consequences),
    ]);
    return copyPage(c, {
      ...base,
      asked,
      copy: { ...copy.value, names, told, orders: orders?.ok === true ? orders.value : null },
    });
  };

  pages.get("/tenants/:id/settings/copy", (c) => {
    const from = c.req.query("from") ?? "";
    const parts = partsIn(c.req.queries("part") ?? []);
    return shown(c, c.req.param("id"), from === "" ? null : { from, parts });
  });

  pages.post("/tenants/:id/settings/copy", async (c) => {
    const { signedIn, form, asking } = c.var;
    const id = c.req.param("id");
    const asked = { from: one(form, "from"), parts: partsIn(many(form, "part")) };
    const preview = await previewCopy(asking, asked);
    if (!preview.ok) return refusedPage(c, signedIn, preview.error, backTo(c, id));
    const { shown: hash, consequences } = preview.value;
    if (hash !== one(form, "shown") || !isConfirmed(form, consequences))
      return shown(c, id, asked, true);
    const saved = await saveCopy(asking, asked, hash);
    const done = saved.ok ? toldOfAll(consequences) : "saved-not-told";
    if (saved.ok || saved.error.kind === "settings-not-told")
      return c.redirect(`${settingsBase(id)}/versions?done=${done}`, 303);
    return refusedPage(c, signedIn, saved.error, backTo(c, id));
  });
}

const backTo = (c: PageContext, id: string) => ({
  href: `${settingsBase(id)}/copy`,
  text: messagesFor(c).t("settings.copy.heading"),
});
