/** The room of what waits for an approval: the list, its sheet, approving and rejecting. */
import type { Hono } from "hono";
import { APPROVAL_RULES } from "../../../settings/orders/order-types.ts";
import type { Asking, EdgeDeps } from "../../deps.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { messagesFor } from "../../language.ts";
import { APPROVAL, approvalsOf, rejectJobs } from "../../usecases/jobs/approvals.ts";
import { applyFix, previewFix } from "../../usecases/jobs/fix-and-retry.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { many, noteIn, one } from "../forms/form.ts";
import { sheetPage } from "../attention/sheet.tsx";
import { homeOf, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { approvalsPage } from "./page.tsx";
import { throughSkip } from "../orders/actions/skip-sheet.tsx";
import { dispatchFirst } from "../../dispatch-first.ts";
import type { ActionResult } from "../parts/action-results.tsx";
import { stoppedOf } from "../parts/waits.tsx";

export function approvalRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/approvals", async (c) => {
    const id = c.req.param("id");
    return show(deps, c, id, await reportedBy(c, id));
  });

  pages.post("/tenants/:id/approvals", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const { t } = messagesFor(c);
    const chosen = many(form, one(form, "all") === "" ? "job" : "shown");
    if (chosen.length === 0)
      return show(deps, c, id, [{ tone: "bad", text: t("attention.noneChosen") }]);
    if (one(form, "do") !== "reject") return sheet(c, id, chosen, false);
    const note = noteIn(form);
    if (note === "")
      return show(deps, c, id, [{ tone: "bad", text: t("approvals.noReason") }], chosen);
    const shown = await throughSkip(c, {
      id,
      jobIds: chosen,
      note,
      tab: "approvals",
      action: `/admin/tenants/${id}/approvals`,
      fields: [["do", "reject"], ...chosen.map((job) => ["job", job] as const)],
      back: `/admin/tenants/${id}/approvals`,
      rejects: true,
    });
    if (shown !== null) return shown;
    const done = await rejectJobs(c.var.asking, chosen, note);
    if (!done.ok) return refusedPage(c, signedIn, done.error, tenantHomeOf(c, id));
    const { taken, refused } = done.value;
    return back(c, id, { rejected: taken.length, left: refused.length });
  });

  pages.post("/tenants/:id/approvals/confirm", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const ids = many(form, "job");
    const done = await applyFix(c.var.asking, { ids }, { fix: APPROVAL, mark: one(form, "mark") });
    if (!done.ok) return refusedPage(c, signedIn, done.error, tenantHomeOf(c, id));
    if (done.value.kind === "changed") return sheet(c, id, ids, true);
    const { taken, left } = done.value;
    dispatchFirst(c, deps, id, taken);
    const daily = await hasDailyVouchers(c.var.asking);
    return back(c, id, {
      approved: taken.length,
      left: left.length,
      ...(daily ? { daily: 1 } : {}),
    });
  });
}

async function sheet(
  c: PageContext,
  id: string,
  ids: readonly string[],
  changed: boolean,
): Promise<Response> {
  const { signedIn, asking } = c.var;
  const { t } = messagesFor(c);
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
  const fix = await previewFix(asking, { ids }, APPROVAL);
  if (!fix.ok) return refusedPage(c, signedIn, fix.error, tenantHomeOf(c, id));
  return sheetPage(c, {
    tenant: tenant.value,
    title: t("approvals.approveCount", { count: fix.value.releases.length }),
    does: (count) => t("approvals.approveCount", { count }),
    says: t("approvals.readAgain"),
    will: t("approvals.will", { count: fix.value.releases.length }),
    gone: fix.value.waiting < ids.length ? ids.length - fix.value.waiting : 0,
    fix: fix.value,
    names: await anyNames(asking),
    setting: null,
    fields: ids.map((job) => ["job", job] as const),
    back: `/admin/tenants/${id}/approvals`,
    action: `/admin/tenants/${id}/approvals/confirm`,
    tab: "approvals",
    changed,
  });
}

async function show(
  deps: EdgeDeps,
  c: PageContext,
  id: string,
  results: readonly ActionResult[],
  chosen: readonly string[] = [],
): Promise<Response> {
  const { signedIn, asking } = c.var;
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
  const rule = APPROVAL_RULES.find((known) => known === c.req.query("rule")) ?? null;
  const cursor = c.req.query("cursor") ?? "";
  const from = /^\d{1,16} /.test(cursor) ? cursor : null;
  const waiting = await approvalsOf(asking, rule, from);
  if (!waiting.ok) return refusedPage(c, signedIn, waiting.error, tenantHomeOf(c, id));
  return approvalsPage(c, {
    tenant: tenant.value,
    rule,
    waiting: waiting.value,
    results,
    chosen,
    now: deps.clock.now(),
  });
}

const back = (c: PageContext, id: string, told: Readonly<Record<string, number>>): Response =>
  c.redirect(
    `/admin/tenants/${id}/approvals?${new URLSearchParams(
      Object.entries(told).map(([name, count]) => [name, String(count)]),
    )}`,
    303,
  );

/** Whether orders may wait for the voucher of their day. */
async function hasDailyVouchers(asking: Asking): Promise<boolean> {
  const read = await readSettings(asking);
  if (!read.ok) return false;
  const { voucher, typeRules } = read.value.settings.orders;
  return [voucher, ...typeRules].some(({ level }) => level === "daily");
}

/** Figures only, nothing else is taken from the address. */
async function reportedBy(c: PageContext, id: string): Promise<readonly ActionResult[]> {
  const { t } = messagesFor(c);
  const count = (name: string): number =>
    /^\d{1,3}$/.test(c.req.query(name) ?? "") ? Number(c.req.query(name)) : 0;
  return [
    ...(count("approved") > 0
      ? [
          (await stoppedOf(c, id)) === null
            ? ({
                tone: "good",
                text: t("approvals.approved", {
                  count: count("approved"),
                  daily: count("daily") > 0 ? "yes" : "no",
                }),
              } as const)
            : ({
                tone: "warn",
                text: t("approvals.approvedLater", { count: count("approved") }),
              } as const),
        ]
      : []),
    ...(count("rejected") > 0
      ? [{ tone: "good", text: t("approvals.rejected", { count: count("rejected") }) } as const]
      : []),
    ...(count("left") > 0
      ? [{ tone: "warn", text: t("approvals.left", { count: count("left") }) } as const]
      : []),
  ];
}
