/**
 * Shows a person's action on one thing before it is done, by that thing's own dry run: a retry, a
 * resync or an undone skip of an order, a customer, articles or stock; booking an order again;
 * linking an article; and unlinking an order, a customer or an article.
 */
import type { Hono } from "hono";
import type { JobView } from "../../../../domain/jobs/job.ts";
import { type ListedPerson, nameIn } from "../../../../domain/jobs/listed.ts";
import type { EdgeDeps } from "../../../deps.ts";
import { isOwnVoucher } from "../../../../domain/jobs/run-preview.ts";
import { messagesFor } from "../../../language.ts";
import {
  type JobAction,
  type JobActionView,
  newestEndedJob,
  applyIfUnchanged,
  readActionPreview,
  previewAction,
} from "../../../usecases/jobs/job-action.ts";
import { jobTimeline, peopleOf } from "../../../usecases/jobs/jobs.ts";
import { knownNames, type Names, withActorNames } from "../../../usecases/jobs/known-names.ts";
import { anyNames } from "../../../usecases/settings/names.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import type { HeldJob, JobTimeline } from "../../../../sync/contract/index.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { noteIn, one } from "../../forms/form.ts";
import type { ManualPage } from "../../manual/pages.ts";
import { sheetFrame } from "../../previews/sheet-frame.tsx";
import { granted, homeOf } from "../../frame/respond.tsx";
import { Amount } from "../../attention/sheet.tsx";
import { buttonOf, doneAs, fieldsOf, isTriedIn, pathOf, SHEETS, titleOf } from "./job-actions.ts";
import { isUndocumented, JobActionPreview, type UndocumentedFacts } from "./job-action-preview.tsx";
import { UnlinkNote } from "../links/unlink-note.tsx";
import { MOST_CODE } from "../links/article-link.tsx";
import { type ListName, LISTS } from "../list/filters.ts";
import { jobName } from "../../../../messages/job-names.ts";
import { readVoucherFacts } from "../documents/voucher-facts.ts";
import { chartOf, postingsOf } from "../../../usecases/ledger/posting.ts";
import { PostingSection } from "../documents/posting.tsx";

const MANUALS: Readonly<Partial<Record<ListName, ManualPage>>> = {
  customers: "customers",
  products: "products",
  stock: "stock",
};

type ActionRequest = {
  readonly list: ListName;
  readonly id: string;
  readonly jobId: string;
  readonly action: JobAction;
  /** The code of the shop's article that is to be linked. */
  readonly code?: string;
  /** A retry that follows the link of the order's customer. */
  readonly isCustomerLinked?: boolean;
};

/** The sheets by their addresses: where a page is loaded again, or opened in another language. */
export function againRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  for (const list of LISTS)
    for (const action of SHEETS)
      if (isTriedIn(list, action))
        pages.get(`/tenants/:id/${list}/:jobId/${action}`, async (c) => {
          const { id, jobId } = c.req.param();
          const planned = action === "retry" && c.req.query("settings") === "planned";
          const asked: ActionRequest = {
            list,
            id,
            jobId,
            action: planned ? "planned" : action,
            code: (c.req.query("code") ?? "").slice(0, MOST_CODE),
            isCustomerLinked: action === "retry" && c.req.query("linked") === "customer",
          };
          const sheet = await confirmJobAction(c, deps, asked);
          return sheet ?? c.redirect(addressOf(asked), 303);
        });
}

/**
 * Answers the form of such an action: with the sheet, and once confirmed by doing exactly what it
 * showed. `null`: there is nothing to try, and the action is done directly: for what runs
 * automatically, and where it will be refused.
 */
export async function confirmJobAction(
  c: PageContext,
  deps: EdgeDeps,
  asked: ActionRequest,
): Promise<Response | null> {
  const { asking } = c.var;
  const { id, action, code = "" } = asked;
  const job = granted(await newestEndedJob(asking, asked.jobId));
  if (job === null || !isTried(job, asked)) return null;
  if (action === "undo-skip" && job.outcome !== "skipped") return null;
  const at: ActionRequest = { ...asked, jobId: job.id };
  const back = { href: addressOf(at), text: messagesFor(c).t("orders.toOrder") };
  const isRead = c.req.method === "GET";
  const mark = isRead ? "" : one(c.var.form, "mark");
  const note = isRead ? "" : noteIn(c.var.form);
  if (mark === "") {
    const view = granted(
      await (isRead ? readActionPreview : previewAction)(asking, job, {
        action,
        code,
      }),
      back,
    );
    if (isRead && !isAsAsked(view, at)) return null;
    // The typed or chosen value is in the address: loaded again, it is the same sheet.
    const isChosen = fieldsOf(action, code).length > 0 || asked.isCustomerLinked === true;
    return isChosen && !isRead && view.dryRun !== null
      ? c.redirect(hereOf(at), 303)
      : actionSheet(c, at, view, { note });
  }
  const gone = granted(
    await applyIfUnchanged(asking, job, {
      action,
      mark,
      note,
      code,
    }),
    back,
  );
  if (gone.kind === "changed") return actionSheet(c, at, gone.view, { note, changed: true });
  const { jobId, dispatch } = gone;
  if (dispatch) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
  const done = doneAs(asked.list, action);
  return c.redirect(`${addressOf({ ...at, jobId })}?done=${done}`, 303);
}

/** Vouchers of days and payouts have their pages among the orders'. */
const isTried = ({ flow }: HeldJob, { list, action }: ActionRequest): boolean =>
  flow === list ||
  (list === "orders" && isOwnVoucher(flow) && action !== "unlink" && action !== "book-again");

/** Whether there is a try, and one of what the address names. */
const isAsAsked = (
  { dryRun: tried, preview }: JobActionView,
  { action, code = "" }: ActionRequest,
): boolean =>
  tried !== null && (action !== "link" || (code !== "" && (preview?.link?.code ?? code) === code));

/** The address of the sheet. */
function hereOf(asked: ActionRequest): string {
  const { action, code = "" } = asked;
  const query = new URLSearchParams([
    ...(asked.isCustomerLinked === true ? [["linked", "customer"]] : []),
    ...fieldsOf(action, code).map((field) => [...field]),
  ]).toString();
  return `${addressOf(asked)}/${pathOf(action)}${query === "" ? "" : `?${query}`}`;
}

const addressOf = ({ list, id, jobId }: ActionRequest): string =>
  `/admin/tenants/${id}/${list}/${jobId}`;

async function actionSheet(
  c: PageContext,
  asked: ActionRequest,
  shown: JobActionView,
  { note, changed = false }: { readonly note: string; readonly changed?: boolean },
): Promise<Response> {
  const { asking } = c.var;
  const { t } = messagesFor(c);
  const { id, action, list } = asked;
  const view = await withActorNames(c.var.namesOfActors, shown);
  // Once the order was processed with the customer, it is a retry like any other.
  const isLinked =
    asked.isCustomerLinked === true && (view.dryRun?.updatedAt ?? 0) >= view.job.updatedAt;
  const [found, settings, held, people] = await Promise.all([
    requireTenant(asking),
    readSettings(asking),
    heldOf(c, asked),
    peopleOf(asking, [view.job.id]),
  ]);
  const tenant = granted(found, homeOf(c));
  const lists = await anyNames(asking);
  const names: Names = knownNames([], lists);
  const { job, dryRun: tried } = view;
  const own = jobName(t, job);
  const isOwn = isOwnVoucher(job.flow);
  const name = list === "orders" && !isOwn ? t("orders.orderNamed", { name: own }) : own;
  return sheetFrame(c, {
    tenant,
    title: t(titleOf(action, job.key), { name }),
    tab: list,
    heading: t("orders.sheet.will"),
    changed,
    trial:
      settings.ok && settings.value.settings.trial && (action !== "unlink" || list === "products"),
    waits: action !== "unlink" || list === "products",
    action: hereOf(asked),
    mark: view.mark,
    fields: fieldsOf(action, asked.code ?? ""),
    back: addressOf(asked),
    ...(isLinked ? { lead: t("orders.sheet.linkedLead"), leave: t("orders.sheet.leave") } : {}),
    manual: MANUALS[list] ?? "held",
    button: isConfirmable(view)
      ? {
          text: t(buttonOf(list, action, job.key)),
          ends: action === "unlink" || view.order?.become === "remove",
        }
      : null,
    asks: action === "unlink" && list === "orders" ? <UnlinkNote note={note} /> : undefined,
    children: (
      <>
        <Whose job={job} person={people[job.id] ?? null} />
        <JobActionPreview
          id={id}
          list={list}
          action={action}
          view={view}
          isCustomerLinked={isLinked}
          documents={held === null ? null : held.documents}
          isUndocumented={held !== null && isUndocumented(held)}
          isGone={(held?.readings ?? []).some(({ kind }) => kind === "gone")}
          names={names}
          posting={
            view.order === null || view.dryRunTimeline === null ? undefined : (
              <PostingSection
                address={addressOf(asked)}
                postings={{ ...postingsOf(view.dryRunTimeline, lists), readable: false }}
                chart={chartOf(lists)}
                names={names}
                version={tried?.settingsVersion ?? null}
              />
            )
          }
          here={hereOf(asked)}
          {...(isOwn ? { facts: await readVoucherFacts(asking, job, lists) } : {})}
        />
      </>
    ),
  });
}

/** The customer, and what it comes to. */
const Whose = ({ job, person }: { job: JobView; person: ListedPerson | null }) => {
  const customer = person === null ? null : nameIn(person);
  return customer === null && job.figures === null ? null : (
    <p class="sub">
      {customer === null ? null : <bdi>{customer}</bdi>}
      {customer === null || job.figures === null ? null : " · "}
      {job.figures === null ? null : <Amount job={job} />}
    </p>
  );
};

/** Once its dry run came to something. */
const isConfirmable = ({
  dryRun: tried,
  preview,
  order,
  refused,
  voucher,
}: JobActionView): boolean =>
  preview !== null ||
  order !== null ||
  voucher !== null ||
  refused !== null ||
  tried?.status === "done" ||
  tried?.status === "dead";

/** The order's documents, and what was read of them last; `null`: not known. */
async function heldOf(
  c: PageContext,
  { list, jobId }: ActionRequest,
): Promise<(UndocumentedFacts & Pick<JobTimeline, "readings">) | null> {
  if (list !== "orders") return { documents: [], missing: false };
  const described = await jobTimeline(c.var.asking, jobId);
  return described.ok ? described.value : null;
}
