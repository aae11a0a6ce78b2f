/**
 * The room of what waits for an approval: the list, its sheet, approving and rejecting. An order's
 * own page sends the same forms, and is led back to.
 */
import type { Hono } from "hono";
import { APPROVAL_RULES } from "../../../settings/orders/order-types.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { messagesFor } from "../../language.ts";
import { ASKED_ON_ORDER } from "../orders/actions/approval-forms.tsx";
import { showTimeline } from "../orders/show.tsx";
import { APPROVAL, approvalsOf, rejectJobs } from "../../usecases/jobs/approvals.ts";
import { applyFix, previewFix } from "../../usecases/jobs/fix-and-retry.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { many, noteIn, one } from "../forms/form.ts";
import { sheetPage } from "../attention/sheet.tsx";
import { granted, homeOf, tenantHomeOf } from "../frame/respond.tsx";
import { approvalsPage } from "./page.tsx";
import { throughSkip } from "../orders/actions/skip-sheet.tsx";
import { dispatchFirst } from "../../dispatch-first.ts";
import type { ActionResult } from "../parts/action-results.tsx";
import { stoppedOf } from "../parts/waits.tsx";

export function approvalRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/approvals", async (c) => {
    const id = c.req.param("id");
    return show(c, await reportedBy(c, id));
  });

  pages.post("/tenants/:id/approvals", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const { t } = messagesFor(c);
    const jobs = many(form, one(form, "all") === "" ? "job" : "shown");
    const asked = askedOf(c, id, jobs);
    if (jobs.length === 0) return show(c, [{ tone: "bad", text: t("attention.noneChosen") }]);
    if (one(form, "do") !== "reject") return sheet(c, asked, false);
    const note = noteIn(form);
    if (note === "")
      return asked.order === null
        ? show(c, [{ tone: "bad", text: t("approvals.noReason") }], jobs)
        : showTimeline(c, deps, {
            list: "orders",
            id,
            jobId: asked.order,
            fault: t("orders.sayWhy"),
            tried: null,
          });
    const shown = await throughSkip(c, {
      id,
      jobIds: jobs,
      note,
      tab: asked.tab,
      action: `/admin/tenants/${id}/approvals`,
      fields: [["do", "reject"], ...asked.fields],
      back: asked.address,
      rejects: true,
    });
    if (shown !== null) return shown;
    const done = granted(await rejectJobs(c.var.asking, jobs, note), asked.home);
    const { taken, refused } = done;
    return back(c, asked, { rejected: taken.length, left: refused.length });
  });

  pages.post("/tenants/:id/approvals/confirm", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const asked = askedOf(c, id, many(form, "job"));
    const { jobs: ids } = asked;
    const done = granted(
      await applyFix(c.var.asking, { ids }, { fix: APPROVAL, mark: one(form, "mark") }),
      asked.home,
    );
    if (done.kind === "changed") return sheet(c, asked, true);
    const { taken, left } = done;
    dispatchFirst(c, deps, id, taken);
    const daily = await hasDailyVouchers(c.var.asking);
    return back(c, asked, {
      approved: taken.length,
      left: left.length,
      ...(daily ? { daily: 1 } : {}),
    });
  });
}

/** What a form asks about, and the page that it was on. */
type ApprovalForm = {
  readonly id: string;
  readonly jobs: readonly string[];
  /** The order on whose own page it was; `null`: on the list. */
  readonly order: string | null;
  readonly address: string;
  readonly tab: "approvals" | "orders";
  readonly home: ReturnType<typeof homeOf>;
  /** For the sheet, which sends them again. */
  readonly fields: readonly (readonly [name: string, value: string])[];
};

function askedOf(c: PageContext, id: string, jobs: readonly string[]): ApprovalForm {
  const [only, ...others] = jobs;
  const isOnOrder = one(c.var.form, ASKED_ON_ORDER.name) === ASKED_ON_ORDER.value;
  const order = isOnOrder && others.length === 0 ? (only ?? null) : null;
  const fields = jobs.map((job) => ["job", job] as const);
  if (order === null) {
    const address = `/admin/tenants/${id}/approvals`;
    return { id, jobs, order, address, tab: "approvals", home: tenantHomeOf(c, id), fields };
  }
  // Never an address that a form names.
  const address = `/admin/tenants/${id}/orders/${encodeURIComponent(order)}`;
  return {
    id,
    jobs,
    order,
    address,
    tab: "orders",
    home: { href: address, text: messagesFor(c).t("orders.toOrder") },
    fields: [...fields, [ASKED_ON_ORDER.name, ASKED_ON_ORDER.value]],
  };
}

async function sheet(c: PageContext, asked: ApprovalForm, changed: boolean): Promise<Response> {
  const { asking } = c.var;
  const { t } = messagesFor(c);
  const { id, jobs: ids } = asked;
  const tenant = granted(await requireTenant(asking));
  const fix = granted(await previewFix(asking, { ids }, APPROVAL), asked.home);
  return sheetPage(c, {
    tenant,
    title: t("approvals.approveCount", { count: fix.releases.length }),
    does: (count) => t("approvals.approveCount", { count }),
    says: t("approvals.readAgain"),
    will: t("approvals.will", { count: fix.releases.length }),
    gone: fix.waiting < ids.length ? ids.length - fix.waiting : 0,
    fix,
    names: await shopNames(c),
    setting: null,
    fields: asked.fields,
    back: asked.address,
    action: `/admin/tenants/${id}/approvals/confirm`,
    tab: asked.tab,
    changed,
  });
}

async function show(
  c: PageContext,
  results: readonly ActionResult[],
  chosen: readonly string[] = [],
): Promise<Response> {
  const { asking } = c.var;
  const tenant = granted(await requireTenant(asking));
  const rule = APPROVAL_RULES.find((known) => known === c.req.query("rule")) ?? null;
  const cursor = c.req.query("cursor") ?? "";
  const from = /^\d{1,16} /.test(cursor) ? cursor : null;
  const [found] = await Promise.all([approvalsOf(asking, rule, from), shopNames(c)]);
  const waiting = granted(found);
  return approvalsPage(c, {
    tenant,
    rule,
    waiting,
    results,
    chosen,
  });
}

/** Leads back with what was done: in figures to the list, by its name to an order's page. */
function back(
  c: PageContext,
  { order, address }: ApprovalForm,
  told: Readonly<Partial<Record<"approved" | "rejected" | "left" | "daily", number>>>,
): Response {
  if (order === null) {
    const figures = Object.entries(told).map(([name, count]) => [name, String(count)]);
    return c.redirect(`${address}?${new URLSearchParams(figures)}`, 303);
  }
  const done = (["approved", "rejected"] as const).find((name) => (told[name] ?? 0) > 0);
  return c.redirect(`${address}?done=${done ?? "left-out"}`, 303);
}

/** Whether orders may wait for the voucher of their day. */
async function hasDailyVouchers(asking: TenantRequest): Promise<boolean> {
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
