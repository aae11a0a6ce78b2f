/** What becomes of the job of a wake-up that the queue gave up, shown before it is woken. */
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { isTriedAgain } from "../../../domain/run-preview.ts";
import { tokenHash } from "../../../store/secrets.ts";
import type { HeldJob } from "../../../sync/rpc.ts";
import { type AgainView, readAgain, tryAgain } from "../../usecases/again.ts";
import { listLetters } from "../../usecases/dead-letters.ts";
import { knownNames } from "../../usecases/known-names.ts";
import { anyNames } from "../../usecases/names.ts";
import { ask, reach } from "../../usecases/reach.ts";
import type { PageContext } from "../env.ts";
import { Tried } from "../orders/again-told.tsx";
import { listOf } from "../orders/filters.ts";
import { jobName } from "../orders/list.tsx";
import { sheetFrame } from "../previews/sheet-frame.tsx";
import { refusedPage, tenantHomeOf } from "../respond.tsx";

/**
 * The sheet, as long as it wasn't confirmed as it stands. `null`: it was, or there is no such
 * wake-up. `mark`: of the sheet that is confirmed; `null`: the page is only loaded.
 */
export async function throughLetterSheet(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  letterId: string,
  mark: string | null,
): Promise<Response | null> {
  const { signedIn } = c.var;
  const { actor } = signedIn;
  const { t } = messagesFor(c);
  const tenant = await reach(deps, actor, id);
  const letters = await listLetters(deps, actor, id);
  if (!tenant.ok || !letters.ok) return null;
  const letter = letters.value.find((one) => one.id === letterId);
  if (letter === undefined) return null;
  const { jobId } = letter;
  const found =
    jobId === null ? null : await ask(deps, id, (object) => object.jobs.named(id, [jobId]));
  if (found !== null && !found.ok)
    return refusedPage(c, signedIn, found.error, tenantHomeOf(c, id));
  const job = found?.value[0] ?? null;
  const tries = job !== null && job.goes && isTriedAgain(job.flow);
  const view = tries
    ? await (mark === null ? readAgain : tryAgain)(deps, actor, id, job, "wake")
    : null;
  if (view !== null && !view.ok) return refusedPage(c, signedIn, view.error, tenantHomeOf(c, id));
  const again = view?.value ?? null;
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
    action: path,
    mark: now,
    fields: [],
    back: `/admin/tenants/${id}/attention`,
    confirms: true,
    children: (
      <>
        <p>
          {job === null
            ? t("deadLetters.sheet.noJob")
            : job.goes
              ? t("deadLetters.sheet.runs")
              : t("deadLetters.sheet.over")}
        </p>
        {again === null || job === null ? null : (
          <Tried
            id={id}
            list={listOf(job.flow)}
            deed="retry"
            view={again satisfies AgainView}
            documents={[]}
            names={knownNames([], await anyNames(deps, actor, id))}
            now={deps.clock.now()}
            here={path}
          />
        )}
      </>
    ),
  });
}

const stateOf = (job: HeldJob | null): readonly unknown[] =>
  job === null ? [] : [job.id, job.status, job.updatedAt, job.goes];
