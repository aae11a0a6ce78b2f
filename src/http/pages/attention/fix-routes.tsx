/** The sheet that shows what a fix would do, and its confirmation. */
import type { Hono } from "hono";
import type { HeldCause } from "../../../domain/jobs/held.ts";
import { isDecimal } from "../../../domain/money.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { Settings } from "../../../settings/schema.ts";
import { message } from "../../../messages/message.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { knownNames, withNames, withActorNames } from "../../usecases/jobs/known-names.ts";
import {
  applyFix,
  type Fix,
  type FixPreview,
  type LackedCoding,
  previewFix,
  type JobSelection,
} from "../../usecases/jobs/fix-and-retry.ts";
import { noteForecast } from "../../usecases/jobs/note-forecast.ts";
import { requireTenant, callTenant } from "../../usecases/tenant-access.ts";
import { forbidden, reject, type Answer, type Refused } from "../../usecases/refusal.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { formatOf } from "../../words/format.ts";
import { type Form, formOf, many, one } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { homeOf, refusedPage } from "../frame/respond.tsx";
import { entryOf } from "../settings/lookups/lookup-values.ts";
import { type GroupAction, groupActions, fixOf, needsNoArticle } from "./group-actions.ts";
import { entriesOf } from "./deeds.tsx";
import { ArticleChoices } from "./article-choices.tsx";
import { articlesMade, sheetPage, type SheetView } from "./sheet.tsx";
import { skipCause } from "./skip-cause.tsx";
import { dispatchFirst } from "../../dispatch-first.ts";

/** The sheet's request, from its address or form. */
type FixRequest = {
  readonly tenant: TenantRow;
  readonly which: JobSelection;
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
    const id = c.req.param("id");
    return isSkip(sent) ? skipCause(c, id, sent, heldBy(sent)) : show(c, id, sent, false);
  });

  pages.post("/tenants/:id/attention/mend", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const mark = one(form, "mark");
    if (isSkip(form)) return skipCause(c, id, form, heldBy(form));
    const asked = await askedOf(c, id, form);
    if (!asked.ok) return refused(c, id, asked.error);
    const { which, fix } = asked.value;
    const done = await applyFix(c.var.asking, which, {
      fix,
      mark,
    });
    if (!done.ok) return refused(c, id, done.error);
    if (done.value.kind === "changed") return show(c, id, form, true);
    const { taken, left } = done.value;
    dispatchFirst(c, deps, id, taken);
    return c.redirect(
      `/admin/tenants/${id}/attention?retried=${taken.length}&refused=${left.length}`,
      303,
    );
  });
}

/** If nothing waits any more, the fix was applied already, perhaps by this form. */
function refused(c: PageContext, id: string, error: Refused): Promise<Response> | Response {
  if (error.kind === NOTHING_WAITS)
    return c.redirect(`/admin/tenants/${id}/attention?nothing=1`, 303);
  if (error.kind === "unknown-tenant") return refusedPage(c, error, homeOf(c));
  return refusedPage(c, error, {
    href: `/admin/tenants/${id}/attention`,
    text: messagesFor(c).t("attention.title"),
  });
}

const NOTHING_WAITS = "nothing-waits";

export async function show(
  c: PageContext,
  id: string,
  sent: Form,
  changed: boolean,
): Promise<Response> {
  const { asking } = c.var;
  const bare = await askedOf(c, id, withoutCoding(sent));
  if (!bare.ok) return refused(c, id, bare.error);
  const tried = await previewFix(asking, bare.value.which, bare.value.fix);
  if (!tried.ok) return refused(c, id, tried.error);
  const lacked = isArticle(sent) ? tried.value.coding : null;
  if (lacked === null) {
    await noteOf(asking, bare.value, sent, tried.value);
    return fixSheet(c, id, withChoices(bare.value, tried.value, null), tried.value, changed);
  }
  const to = chosenOf(lacked, one(sent, "to"));
  const proposed = new Map([...sent, ["rate", [lacked.rate]], ["to", [to]]]);
  const asked = await askedOf(c, id, proposed);
  if (!asked.ok) return refused(c, id, asked.error);
  const fix = await previewFix(asking, asked.value.which, asked.value.fix);
  if (!fix.ok) return refused(c, id, fix.error);
  await noteOf(asking, asked.value, sent, fix.value);
  const choices = withChoices(asked.value, fix.value, { lacked, to });
  return fixSheet(c, id, choices, fix.value, changed);
}

/** With what else may be chosen for an article that would be created. */
function withChoices(
  asked: FixRequest,
  fix: FixPreview,
  coding: { readonly lacked: LackedCoding; readonly to: string } | null,
): FixRequest & Pick<SheetView, "other"> {
  const { tenant, fields, names } = asked;
  if (!fields.some(([name, value]) => name === "deed" && value === "create-article")) return asked;
  const unit = articlesMade(fix)[0]?.UnitId ?? null;
  const choices = { id: tenant.id, fields, names, coding, unit };
  return { ...asked, other: <ArticleChoices {...choices} /> };
}

/** As the group's own button leads to it: not with a choice that somebody made on the sheet. */
async function noteOf(
  asking: TenantRequest,
  { which }: FixRequest,
  sent: Form,
  fix: FixPreview,
): Promise<void> {
  const deed = (["retry", "create-article"] as const).find((known) => known === one(sent, "deed"));
  if (deed === undefined || one(sent, "to") !== "" || !("of" in which)) return;
  await noteForecast(asking, which.of, deed, fix);
}

const isSkip = (sent: Form): boolean => one(sent, "deed") === "skip";

/** The cause that is named. */
const heldBy = (sent: Form): HeldCause => ({
  cause: one(sent, "cause").slice(0, MOST_TEXT),
  thing: one(sent, "thing").slice(0, MOST_TEXT),
});

const isArticle = (sent: Form): boolean => one(sent, "deed") === "create-article";

/** An article is tried without its coding first, which shows whether one is lacked. */
const withoutCoding = (sent: Form): Form =>
  isArticle(sent) ? new Map([...sent].filter(([name]) => name !== "to")) : sent;

const chosenOf = ({ fits }: LackedCoding, to: string): string =>
  fits.find((one) => one === to) ?? fits[0] ?? "";

async function fixSheet(
  c: PageContext,
  id: string,
  asked: FixRequest & Pick<SheetView, "other">,
  fix: FixPreview,
  changed: boolean,
): Promise<Response> {
  return sheetPage(c, {
    ...asked,
    fix: await withActorNames(c.var.namesOfActors, fix),
    back: `/admin/tenants/${id}/attention`,
    changed,
  });
}

async function askedOf(c: PageContext, id: string, sent: Form): Answer<FixRequest> {
  const { t } = messagesFor(c);
  const { actor } = c.var.signedIn;
  const { asking } = c.var;
  const reached = await requireTenant(asking);
  if (!reached.ok) return reached;
  const tenant = reached.value;
  const ids = many(sent, "job");
  const names = await shopNames(c);
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
  const of = heldBy(sent);
  const found = await callTenant(asking, (object) => object.jobs.releasable(id, of));
  if (!found.ok) return found;
  const { reason, waiting, jobs } = found.value;
  if (reason === null) return reject(404, NOTHING_WAITS, message("refusals.nothingWaits"));
  const saved = await readSettings(asking);
  if (!saved.ok) return saved;
  const action = deedIn(reason, sent, !needsNoArticle(saved.value.settings));
  const goesAsIs = action?.kind === "retry" || action?.kind === "book-again";
  if (action !== undefined && !goesAsIs && !mayOn(actor, "work", id)) return forbidden("work");
  const to = one(sent, "to").slice(0, MOST_TEXT);
  const fix = action === undefined ? null : fixOf(action, to);
  if (action === undefined || fix === null)
    return reject(400, "nothing-chosen", message("refusals.nothingChosen"));
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
        ["rate", one(sent, "rate")],
        ["to", to],
        ["unit", one(sent, "unit").slice(0, MOST_TEXT)],
      ],
      names,
    },
  };
}

/** Without `articles`, _Create article_ of an older page is a retry, as no order needs one. */
function deedIn(reason: Reason, sent: Form, articles: boolean): GroupAction | undefined {
  const deed = one(sent, "deed");
  const kind = deed === "create-article" && !articles ? "retry" : deed;
  const lookup = one(sent, "lookup");
  const rate = one(sent, "rate");
  const found = groupActions(reason).find(
    (action) => action.kind === kind && (action.kind !== "choose" || action.lookup.name === lookup),
  );
  if (found?.kind !== "create-article") return found;
  const unit = one(sent, "unit").slice(0, MOST_TEXT);
  return {
    ...found,
    ...(isDecimal(rate) ? { rate } : {}),
    ...(unit === "" ? {} : { unit }),
  };
}

function titleOf(c: PageContext, action: GroupAction, count: number, to: string): string {
  const { t } = messagesFor(c);
  switch (action.kind) {
    case "retry":
      return t("attention.deeds.retry", { count });
    case "book-again":
      return t("attention.deeds.bookAgain", { count });
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

/** Returns the text of the sheet's button. */
function doesOf(c: PageContext, action: GroupAction, count: number): string {
  const { t } = messagesFor(c);
  switch (action.kind) {
    case "retry":
      return t("attention.deeds.retry", { count });
    case "book-again":
      return t("attention.deeds.bookAgain", { count });
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

type ChosenFix = {
  readonly action: GroupAction;
  readonly to: string;
  readonly saved: Settings;
  readonly reason: Reason;
  readonly names: NameLists;
};

/** Returns the setting that changes, with both values by their names. */
function settingOf(
  c: PageContext,
  { action, to, saved, reason, names }: ChosenFix,
): SheetView["setting"] {
  if (action.kind === "retry" || action.kind === "book-again") return null;
  if (action.kind === "create-article")
    return action.rate === undefined || to === ""
      ? null
      : settingOf(c, {
          action: { kind: "coding", rate: action.rate },
          to,
          saved,
          reason,
          names,
        });
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
  const said = withNames(reason, knownNames([], names)).params[shop];
  return {
    of: `${labelOf(c, action)}, ${String(said ?? action.from)}`,
    before: nameOf(saved.lookups[action.lookup.name].table[action.from]),
    after: nameOf(to),
  };
}
