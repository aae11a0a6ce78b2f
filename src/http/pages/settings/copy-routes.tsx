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
import { isConfirmed } from "./saving/confirm.tsx";
import { copyPage } from "./copy-page.tsx";
import { settingsBase, isNotPushed } from "./saving/saving.ts";
import { savedNoticeOfAll } from "./saving/section-flows.ts";
import { granted } from "../frame/respond.tsx";

const partsIn = (names: readonly string[]): readonly CopyPart[] =>
  COPY_PARTS.filter((part) => names.includes(part));

export function copyRoutes(pages: Hono<PageEnv>): void {
  const shown = async (
    c: PageContext,
    asked: CopyAsked | null,
    isAnew = false,
  ): Promise<Response> => {
    const { asking } = c.var;
    const [tenant, sources] = await Promise.all([requireTenant(asking), copySources(asking)]);
    const base = { tenant: granted(tenant), sources, isAnew };
    if (asked === null || asked.parts.length === 0)
      return copyPage(c, { ...base, asked, copy: null });
    const copy = granted(await previewCopy(asking, asked), backTo(c));
    const { faults, settings, consequences } = copy;
    const [names, orders, told] = await Promise.all([
      anyNames(asking),
      faults.length > 0 ? null : previewSettings(asking, settings),
      describeConsequences(asking, settings, faults.length > 0 ? [] : consequences),
    ]);
    return copyPage(c, {
      ...base,
      asked,
      copy: { ...copy, names, told, orders: orders?.ok === true ? orders.value : null },
    });
  };

  pages.get("/tenants/:id/settings/copy", (c) => {
    const from = c.req.query("from") ?? "";
    const parts = partsIn(c.req.queries("part") ?? []);
    return shown(c, from === "" ? null : { from, parts });
  });

  pages.post("/tenants/:id/settings/copy", async (c) => {
    const { form, asking } = c.var;
    const asked = { from: one(form, "from"), parts: partsIn(many(form, "part")) };
    const preview = granted(await previewCopy(asking, asked), backTo(c));
    const { shown: hash, consequences } = preview;
    if (hash !== one(form, "shown") || !isConfirmed(form, consequences))
      return shown(c, asked, true);
    const saved = await saveCopy(asking, asked, hash);
    const done = isNotPushed(saved)
      ? "saved-not-told"
      : savedNoticeOfAll(granted(saved, backTo(c)));
    return c.redirect(`${settingsBase(asking.tenantId)}/versions?done=${done}`, 303);
  });
}

const backTo = (c: PageContext) => ({
  href: `${settingsBase(c.var.asking.tenantId)}/copy`,
  text: messagesFor(c).t("settings.copy.heading"),
});
