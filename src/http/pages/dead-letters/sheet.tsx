/** Shows what happens to the job of a wake-up that the queue gave up, before it is woken. */
import { messagesFor } from "../../language.ts";
import { canBePreviewed } from "../../../domain/jobs/run-preview.ts";
import { tokenHash } from "../../../store/secrets.ts";
import type { HeldJob } from "../../../sync/contract/index.ts";
import {
  type JobActionView,
  readActionPreview,
  previewAction,
} from "../../usecases/jobs/job-action.ts";
import { listLetters } from "../../usecases/jobs/dead-letters.ts";
import { knownNames, withActorNames } from "../../usecases/jobs/known-names.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { callTenant, requireTenant } from "../../usecases/tenant-access.ts";
import type { PageContext } from "../frame/env.ts";
import { DryRunResult } from "../orders/actions/job-action-preview.tsx";
import { listOf } from "../orders/list/filters.ts";
import { jobName } from "../../../messages/job-names.ts";
import { nameOf } from "../orders/actions/skip-sheet.tsx";
import { sheetFrame } from "../previews/sheet-frame.tsx";
import { granted, homeOf } from "../frame/respond.tsx";
import { confirmSheet } from "../previews/confirmation-sheet.tsx";
import { useMessages } from "../frame/use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

/**
 * The sheet, as long as it wasn't confirmed as it stands. `null`: it was, or there is no such
 * wake-up. `mark`: of the sheet that is confirmed; `null`: the page is only loaded.
 */
export async function throughLetterSheet(
  c: PageContext,
  id: string,
  letterId: string,
  mark: string | null,
): Promise<Response | null> {
  const { deps, asking } = c.var;
  const { actor } = asking;
  const { t } = messagesFor(c);
  const tenant = await requireTenant(asking);
  const letters = await listLetters(deps, actor, id);
  if (!tenant.ok || !letters.ok) return null;
  const letter = letters.value.find((one) => one.id === letterId);
  if (letter === undefined) return null;
  const { jobId } = letter;
  const found =
    jobId === null ? null : await callTenant(asking, (object) => object.jobs.named(id, [jobId]));
  const job = found === null ? null : (granted(found)[0] ?? null);
  const tries = job !== null && job.goes && canBePreviewed(job.flow);
  const view = tries
    ? await (mark === null ? readActionPreview : previewAction)(asking, job, {
        action: "wake",
      })
    : null;
  const again = view === null ? null : granted(view);
  const now = await tokenHash(JSON.stringify([letterId, stateOf(job), again?.mark ?? null]));
  if (mark === now) return null;
  const path = `/admin/tenants/${id}/dead-letters/${letterId}/retry`;
  return sheetFrame(c, {
    tenant: tenant.value,
    title: t("deadLetters.sheet.title", {
      name: job === null ? letterId : jobName(t, job),
    }),
    tab: "attention",
    heading: t("orders.sheet.will"),
    changed: mark !== null && mark !== "",
    trial: false,
    waits: job?.goes === true,
    action: path,
    mark: now,
    fields: [],
    back: `/admin/tenants/${id}/attention`,
    button: {
      text: t(job?.goes === true ? "deadLetters.retry" : "deadLetters.sheet.remove"),
      ends: job?.goes !== true,
    },
    children: (
      <>
        <p>{becomesOf(t, job)}</p>
        {again === null || job === null ? null : (
          <DryRunResult
            id={id}
            list={listOf(job.flow)}
            action="retry"
            view={await withActorNames(c.var.namesOfActors, again satisfies JobActionView)}
            documents={[]}
            names={knownNames([], await anyNames(asking))}
            here={path}
          />
        )}
      </>
    ),
  });
}

/** Returns what waking the job would do. */
function becomesOf(t: Messages["t"], job: HeldJob | null): string {
  if (job === null) return t("deadLetters.sheet.noJob");
  return job.goes ? t("deadLetters.sheet.runs") : t("deadLetters.sheet.over");
}

/** Shows what dismissing one does; `id`: of its shop, if it has one. `null`: it was confirmed. */
export async function throughDismissal(
  c: PageContext,
  id: string | null,
  letterId: string,
  note: string,
): Promise<Response | null> {
  const { deps } = c.var;
  const { actor } = c.var.signedIn;
  const { t } = messagesFor(c);
  const tenant = id === null ? null : await requireTenant({ deps, actor, tenantId: id });
  const letters = await listLetters(deps, actor, id);
  const letter = letters.ok ? letters.value.find((one) => one.id === letterId) : undefined;
  if (tenant?.ok === false || letter === undefined) return null;
  const { jobId } = letter;
  const found =
    id === null || jobId === null
      ? null
      : await callTenant({ deps, tenantId: id }, (object) => object.jobs.named(id, [jobId]));
  const job = found === null ? null : (granted(found, homeOf(c))[0] ?? null);
  const base = id === null ? "/admin" : `/admin/tenants/${id}`;
  return confirmSheet(c, {
    facts: [letterId, stateOf(job)],
    tenant: tenant?.value ?? null,
    title: t("deadLetters.dismissSheet.title", {
      name: job === null ? letterId : nameOf(t, job),
    }),
    tab: id === null ? null : "attention",
    heading: t("orders.sheet.will"),
    action: `${base}/dead-letters/${letterId}/dismiss`,
    fields: [["note", note]],
    back: id === null ? base : `${base}/attention`,
    button: { text: t("deadLetters.dismissSheet.does"), ends: true },
    children: (
      <ul>
        <li>{t("deadLetters.dismissSheet.says")}</li>
        <li>{job === null ? t("deadLetters.dismissSheet.noJob") : <Stands job={job} />}</li>
      </ul>
    ),
  });
}

/** What still happens to its job. */
const Stands = ({ job }: { job: HeldJob }) => {
  const { t, states } = useMessages();
  const name = nameOf(t, job);
  return (
    <>
      {job.goes
        ? t("deadLetters.dismissSheet.goes", { name })
        : t("deadLetters.dismissSheet.stands", { name, state: states.job(job).text })}
    </>
  );
};

const stateOf = (job: HeldJob | null): readonly unknown[] =>
  job === null ? [] : [job.id, job.status, job.updatedAt, job.goes];
