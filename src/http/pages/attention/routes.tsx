/** A tenant's list of what waits for a person. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { listLetters } from "../../usecases/jobs/dead-letters.ts";
import { withActorNames } from "../../usecases/jobs/known-names.ts";
import { openJobs, noteJobs, type BulkResult, skipJobs } from "../../usecases/jobs/jobs.ts";
import { callTenant, requireTenant } from "../../usecases/tenant-access.ts";
import { olderVersions } from "../../usecases/jobs/retry.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { formOf, many, noteIn, one } from "../forms/form.ts";
import { granted, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { placesOf } from "../../../domain/jobs/open-counts.ts";
import { APPROVAL, type HeldCause, HELD_AREAS } from "../../../domain/jobs/held.ts";
import { REASON_CODES, type ReasonCode } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import { needsNoArticle } from "./group-actions.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { mendRoutes, show as showSheet } from "./fix-routes.tsx";
import { attentionPage, type SentForm } from "./page.tsx";
import { messagesFor } from "../../language.ts";
import { throughSkip } from "../orders/actions/skip-sheet.tsx";
import type { ActionResult } from "../parts/action-results.tsx";
import { stoppedOf } from "../parts/waits.tsx";

const NOTHING_SENT: SentForm = { chosen: [], note: "", reason: "" };

export function attentionRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/attention", async (c) => {
    const id = c.req.param("id");
    return show(deps, c, id, await reportedBy(c, id), NOTHING_SENT);
  });
  mendRoutes(pages, deps);

  pages.post("/tenants/:id/attention", async (c) => {
    const { form, asking } = c.var;
    const id = c.req.param("id");
    const { t } = messagesFor(c);
    const chosen = many(form, one(form, "all") === "" ? "job" : "shown");
    const skip = one(form, "do") === "skip";
    const noted = one(form, "do") === "note";
    const note = noteIn(form);
    // The sheet, and a page that was opened before there were two fields, send the note alone.
    const reason = form.has("reason") ? noteIn(form, "reason") : note;
    const sent: SentForm = { chosen, note: form.has("reason") ? note : "", reason };
    const no = (text: string) => show(deps, c, id, [{ tone: "bad", text }], sent);
    if (chosen.length === 0) return no(t("attention.noneChosen"));
    const lacks = (name: "note" | "reason", text: string) =>
      show(deps, c, id, [], { ...sent, fault: { name, text } });
    if (skip && reason === "") return lacks("reason", t("attention.noReason"));
    if (noted && note === "") return lacks("note", t("attention.noNote"));
    if (!skip && !noted) {
      const asPlanned = one(form, "do") === "retry-as-planned";
      return showSheet(
        c,
        id,
        formOf({ job: chosen, ...(asPlanned ? { planned: ["1"] } : {}) }),
        false,
      );
    }
    if (noted) {
      const kept = granted(await noteJobs(asking, chosen, note), tenantHomeOf(c, id));
      return c.redirect(`/admin/tenants/${id}/attention?${query("noted", kept)}`, 303);
    }
    const sheet = await throughSkip(c, {
      id,
      jobIds: chosen,
      note: reason,
      tab: "attention",
      action: `/admin/tenants/${id}/attention`,
      fields: [["do", "skip"], ...chosen.map((job) => ["job", job] as const)],
      back: `/admin/tenants/${id}/attention`,
    });
    if (sheet !== null) return sheet;
    const done = granted(await skipJobs(asking, chosen, reason));
    for (const { dispatch } of done.taken)
      if (dispatch !== null) c.executionCtx.waitUntil(deps.dispatch(id, dispatch));
    return c.redirect(`/admin/tenants/${id}/attention?${query("skipped", done)}`, 303);
  });
}

async function show(
  deps: EdgeDeps,
  c: PageContext,
  id: string,
  results: readonly ActionResult[],
  sent: SentForm,
): Promise<Response> {
  const { signedIn, asking } = c.var;
  const tenant = granted(await requireTenant(asking));
  const cursor = c.req.method === "GET" ? (c.req.query("cursor") ?? null) : null;
  const of = heldIn(c);
  const area = HELD_AREAS.find((one) => one === c.req.query("area")) ?? null;
  const code = codeIn(c);
  const jobs =
    area === null && code === null
      ? await openJobs(asking, {
          cursor: cursor !== null && /^\d{1,16} /.test(cursor) ? cursor : null,
          of,
          withPeople: true,
          approvals: false,
        })
      : ok({ jobs: [], cursor: null });
  if (!jobs.ok) return refusedPage(c, jobs.error, tenantHomeOf(c, id));
  const from = c.req.query("from") ?? "";
  const held = await callTenant(asking, (object) =>
    object.jobs.held(id, {
      ...(of === null ? { approvals: code === APPROVAL } : { of }),
      ...(area === null ? {} : { area }),
      ...(code === null ? {} : { code }),
      ...(/^\d{1,5}$/.test(from) ? { from: Number(from) } : {}),
    }),
  );
  const shown = held.ok ? await withActorNames(c.var.namesOfActors, held.value) : null;
  const letters = await listLetters(deps, signedIn.actor, id);
  const settings = await readSettings(asking);
  const isAll = of === null && area === null && code === null && cursor === null;
  const open = isAll ? await c.var.countOpen.of(id) : null;
  const places = open === null ? null : placesOf(open);
  const older = await olderVersions(deps, tenant, jobs.value.jobs);
  return attentionPage(c, {
    tenant,
    held: shown,
    payouts: places?.payouts ?? 0,
    both: places?.both ?? 0,
    area,
    code,
    of: of === null ? null : { ...of, group: shown?.groups[0] ?? null },
    names: held.ok ? await shopNames(c) : {},
    articles: !settings.ok || !needsNoArticle(settings.value.settings),
    jobs: {
      ...jobs.value,
      jobs: await withActorNames(c.var.namesOfActors, jobs.value.jobs),
    },
    older,
    letters: letters.ok ? letters.value : [],
    first: cursor === null,
    results,
    sent,
  });
}

const MOST_TEXT = 200;

/** The group whose rows are asked for, by the address or by the form that is shown again. */
function heldIn(c: PageContext): HeldCause | null {
  const said = (name: string): string | undefined =>
    c.req.method === "GET" ? c.req.query(name) : c.var.form.get(name)?.[0];
  const cause = said("cause");
  return cause === undefined || cause === ""
    ? null
    : { cause: cause.slice(0, MOST_TEXT), thing: (said("thing") ?? "").slice(0, MOST_TEXT) };
}

/** One cause by its code; `null`: all of them. */
function codeIn(c: PageContext): ReasonCode | null {
  const code = c.req.query("code");
  return REASON_CODES.find((known) => known === code) ?? null;
}

const query = (
  what: "retried" | "skipped" | "noted",
  { taken, refused }: BulkResult,
): URLSearchParams =>
  new URLSearchParams({ [what]: String(taken.length), refused: String(refused.length) });

/** Reads the outcome from the address of a redirect, which holds figures only. */
async function reportedBy(c: PageContext, id: string): Promise<readonly ActionResult[]> {
  const { t } = messagesFor(c);
  const count = (name: string): number =>
    /^\d{1,3}$/.test(c.req.query(name) ?? "") ? Number(c.req.query(name)) : 0;
  const [retried, skipped, refused] = [count("retried"), count("skipped"), count("refused")];
  const noted = count("noted");
  const letter = c.req.query("letter");
  const waits = (await stoppedOf(c, id)) !== null;
  return [
    ...(retried > 0
      ? [
          waits
            ? ({ tone: "warn", text: t("attention.retriedLater", { count: retried }) } as const)
            : ({ tone: "good", text: t("attention.retried", { count: retried }) } as const),
        ]
      : []),
    ...(skipped > 0
      ? [{ tone: "good", text: t("attention.skipped", { count: skipped }) } as const]
      : []),
    ...(noted > 0 ? [{ tone: "good", text: t("attention.noted", { count: noted }) } as const] : []),
    ...(refused > 0
      ? [{ tone: "warn", text: t("attention.refused", { count: refused }) } as const]
      : []),
    ...(c.req.query("nothing") === "1"
      ? [{ tone: "warn", text: t("attention.sheet.nothing") } as const]
      : []),
    ...((letter === "retried" && !waits) || letter === "dismissed"
      ? [{ tone: "good", text: t(`deadLetters.${letter}`) } as const]
      : []),
    ...(letter === "retried" && waits
      ? [{ tone: "warn", text: t("attention.retriedLater", { count: 1 }) } as const]
      : []),
  ];
}
