/** The sheet of a deed, and its confirmation. */
import type { Hono } from "hono";
import type { Held } from "../../../domain/held.ts";
import type { NameLists } from "../../../domain/names.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { Settings } from "../../../settings/schema.ts";
import { message } from "../../../messages/message.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { mayOn } from "../../auth/rights.ts";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { knownNames, named } from "../../usecases/known-names.ts";
import { applyFix, type Fix, previewFix, type Which } from "../../usecases/fix-and-retry.ts";
import { anyNames } from "../../usecases/names.ts";
import { requireTenant, callTenant } from "../../usecases/tenant-access.ts";
import { forbidden, reject, type Answer, type Refused } from "../../usecases/refusal.ts";
import { readSettings } from "../../usecases/settings.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { formatOf } from "../format.ts";
import { type Form, formOf, many, one } from "../form.ts";
import { isolate } from "../isolate.ts";
import { homeOf, refusedPage } from "../respond.tsx";
import { entryOf } from "../settings/lookup-values.ts";
import { type GroupAction, groupActions, mendOf } from "./group-actions.ts";
import { entriesOf } from "./groups.tsx";
import { sheetPage, type SheetView } from "./sheet.tsx";

/** The sheet's request, from its address or form. */
type Asked = {
  readonly tenant: TenantRow;
  readonly which: Which;
  readonly fix: Fix;
  readonly title: string;
  readonly does: SheetView["does"];
  readonly setting: SheetView["setting"];
  readonly fields: SheetView["fields"];
  readonly names: NameLists;
};

const MOST_TEXT = 200;

export function mendRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/attention/mend", (c) => {
    const query = new URL(c.req.url).searchParams;
    const sent = formOf(
      Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])),
    );
    return show(c, deps, c.req.param("id"), sent, false);
  });

  pages.post("/tenants/:id/attention/mend", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const mark = one(form, "mark");
    const asked = await askedOf(c, deps, id, form);
    if (!asked.ok) return refused(c, id, asked.error);
    const { which, fix } = asked.value;
    const done = await applyFix(deps, signedIn.actor, id, which, { fix, mark });
    if (!done.ok) return refused(c, id, done.error);
    if (done.value.kind === "changed") return show(c, deps, id, form, true);
    const { taken, left } = done.value;
    for (const jobId of taken.slice(0, DISPATCHED))
      c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(
      `/admin/tenants/${id}/attention?retried=${taken.length}&refused=${left.length}`,
      303,
    );
  });
}

/** The first go at once; the object wakes the others. */
const DISPATCHED = 20;

/** Where nothing waits any more, it was mended, perhaps by this very form. */
function refused(c: PageContext, id: string, error: Refused): Promise<Response> | Response {
  if (error.kind === NOTHING_WAITS)
    return c.redirect(`/admin/tenants/${id}/attention?nothing=1`, 303);
  if (error.kind === "unknown-tenant") return refusedPage(c, c.var.signedIn, error, homeOf(c));
  return refusedPage(c, c.var.signedIn, error, {
    href: `/admin/tenants/${id}/attention`,
    text: messagesFor(c).t("attention.title"),
  });
}

const NOTHING_WAITS = "nothing-waits";

export async function show(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  sent: Form,
  changed: boolean,
): Promise<Response> {
  const { actor } = c.var.signedIn;
  const asked = await askedOf(c, deps, id, sent);
  if (!asked.ok) return refused(c, id, asked.error);
  const fix = await previewFix(deps, actor, id, asked.value.which, asked.value.fix);
  if (!fix.ok) return refused(c, id, fix.error);
  return sheetPage(c, {
    ...asked.value,
    fix: fix.value,
    back: `/admin/tenants/${id}/attention`,
    changed,
  });
}

async function askedOf(c: PageContext, deps: EdgeDeps, id: string, sent: Form): Answer<Asked> {
  const { t } = messagesFor(c);
  const { actor } = c.var.signedIn;
  const reached = await requireTenant(deps, actor, id);
  if (!reached.ok) return reached;
  const tenant = reached.value;
  const ids = many(sent, "job");
  const names = await anyNames(deps, actor, id);
  if (ids.length > 0) {
    const planned = one(sent, "planned") !== "";
    return {
      ok: true,
      value: {
        tenant,
        which: { ids },
        fix: { types: [], change: null, ...(planned ? { asPlanned: true } : {}) },
        title: t("attention.deeds.retry", { count: ids.length }),
        does: (count) => t("attention.deeds.retry", { count }),
        setting: null,
        fields: [
          ...(planned ? [["planned", "1"] as const] : []),
          ...ids.map((job) => ["job", job] as const),
        ],
        names,
      },
    };
  }
  const of: Held = {
    cause: one(sent, "cause").slice(0, MOST_TEXT),
    thing: one(sent, "thing").slice(0, MOST_TEXT),
  };
  const found = await callTenant(deps, id, (object) => object.jobs.releasable(id, of));
  if (!found.ok) return found;
  const { reason, waiting, jobs } = found.value;
  if (reason === null) return reject(404, NOTHING_WAITS, message("refusals.nothingWaits"));
  const action = deedIn(reason, sent);
  if (action !== undefined && action.kind !== "retry" && !mayOn(actor, "work", id))
    return forbidden("work");
  const to = one(sent, "to").slice(0, MOST_TEXT);
  const fix = action === undefined ? null : mendOf(action, to);
  if (action === undefined || fix === null)
    return reject(400, "nothing-chosen", message("refusals.nothingChosen"));
  const saved = await readSettings(deps, actor, id);
  if (!saved.ok) return saved;
  return {
    ok: true,
    value: {
      tenant,
      which: { of },
      fix,
      title: titleOf(c, action, Math.min(waiting, jobs.length), to),
      does: (count) => doesOf(c, action, count),
      setting: settingOf(c, { action, to, saved: saved.value.settings, reason, names }),
      fields: [
        ["cause", of.cause],
        ["thing", of.thing],
        ["deed", action.kind],
        ["lookup", one(sent, "lookup")],
        ["to", to],
      ],
      names,
    },
  };
}

function deedIn(reason: Reason, sent: Form): GroupAction | undefined {
  const kind = one(sent, "deed");
  const lookup = one(sent, "lookup");
  return groupActions(reason).find(
    (action) => action.kind === kind && (action.kind !== "choose" || action.lookup.name === lookup),
  );
}

function titleOf(c: PageContext, action: GroupAction, count: number, to: string): string {
  const { t } = messagesFor(c);
  switch (action.kind) {
    case "retry":
      return t("attention.deeds.retry", { count });
    case "create-article":
      return t("attention.sheet.createArticle", { number: action.sku });
    case "choose":
      return action.lookup.name === "article"
        ? t("attention.sheet.useArticle", { article: isolate(to), sku: isolate(action.from) })
        : labelOf(c, action);
    case "coding":
      return labelOf(c, action);
  }
}

/** What the button of its sheet says. */
function doesOf(c: PageContext, action: GroupAction, count: number): string {
  const { t } = messagesFor(c);
  switch (action.kind) {
    case "retry":
      return t("attention.deeds.retry", { count });
    case "create-article":
      return t("attention.sheet.createArticle", { number: action.sku });
    case "choose":
    case "coding":
      return t("attention.sheet.saveAndRetry", { count });
  }
}

function labelOf(
  c: PageContext,
  action: Extract<GroupAction, { kind: "choose" | "coding" }>,
): string {
  const { t } = messagesFor(c);
  if (action.kind === "coding")
    return t("attention.deeds.coding", {
      rate: formatOf(languageOf(c)).percent(String(Number(action.rate) / 100)),
    });
  return action.lookup.name === "article"
    ? t("attention.deeds.article")
    : t(`settings.lookup.${action.lookup.name}.title`);
}

type Chosen = {
  readonly action: GroupAction;
  readonly to: string;
  readonly saved: Settings;
  readonly reason: Reason;
  readonly names: NameLists;
};

/** Both sides by their names. */
function settingOf(
  c: PageContext,
  { action, to, saved, reason, names }: Chosen,
): SheetView["setting"] {
  if (action.kind !== "choose" && action.kind !== "coding") return null;
  const { t } = messagesFor(c);
  const entries = entriesOf(action, names);
  const nameOf = (value: string | undefined): string =>
    value === undefined ? t("settings.lookups.notSet") : (entryOf(entries, value)?.name ?? value);
  if (action.kind === "coding")
    return {
      of: labelOf(c, action),
      before: nameOf(saved.orders.newArticles.codings[action.rate]),
      after: nameOf(to),
    };
  const shop = Object.entries(reason.params).find(([, value]) => value === action.from)?.[0] ?? "";
  const said = named(reason, knownNames([], names)).params[shop];
  return {
    of: `${labelOf(c, action)}, ${String(said ?? action.from)}`,
    before: nameOf(saved.lookups[action.lookup.name].table[action.from]),
    after: nameOf(to),
  };
}
