/** The shop's last orders, each as it would be booked. */
import { OPERATION_KINDS } from "../../../../domain/job.ts";
import type { JobView } from "../../../../domain/job.ts";
import type { Language } from "../../../../domain/language.ts";
import type { PlanTold } from "../../../usecases/order-told.ts";
import type { SetupState } from "../../../usecases/setup.ts";
import { tell } from "../../../usecases/words.ts";
import { SETUP } from "../../../words/setup/index.ts";
import { useFormat, useWords } from "../../../words/use.ts";
import { PlanTable } from "../../orders/plan-table.tsx";
import { Cell, Stack } from "../../table.tsx";
import { Badge, Csrf, Reasons } from "../../ui.tsx";
import { useStates, type States, type Word } from "../../words.ts";
import { stepPath } from "../frame.tsx";
import { First, isConnected } from "./first.tsx";

export type RunTold = { readonly job: JobView; /** `null`: nothing would be written, or it isn't known yet. */ readonly plan: PlanTold | null };

/** Orders that are looked at. */
export const LAST_ORDERS = 5;

type DryRunProps = { readonly state: SetupState; readonly csrf: string; readonly runs: readonly RunTold[]; readonly language: Language; /** It was asked for while something was missing. */ readonly refused?: boolean };

export const DryRun = ({ state, csrf, runs, language, refused = false }: DryRunProps) => {
  const { dryRun: t, next } = useWords(SETUP);
  const { tenant } = state;
  const here = stepPath(tenant.id, "dry-run");
  const over = runs.filter(({ job }) => job.status === "done");
  const held = over.filter(({ job }) => wouldOf(job) === "held").length;
  return (
    <>
      <p>{t.lead}</p>
      <First state={state} refused={refused} />
      <form method="post" action={here} class="actions">
        <Csrf token={csrf} />
        {isConnected(state) ? <button class={runs.length === 0 ? undefined : "second"}>{runs.length === 0 ? t.run(LAST_ORDERS) : t.again}</button> : null}
        {over.length === 0 ? null : (
          <a class="button" href={stepPath(tenant.id, "live")}>
            {next}
          </a>
        )}
      </form>
      {runs.length === 0 ? <p class="empty">{t.none}</p> : null}
      {over.length < runs.length ? (
        <p role="status">
          {t.busy} <a href={here}>{t.lookAgain}</a>
        </p>
      ) : null}
      {over.length === 0 ? null : <p role="status">{held === 0 ? t.all(over.length) : t.some(held, over.length)}</p>}
      {runs.length === 0 ? null : <RunTable runs={runs} language={language} id={tenant.id} />}
    </>
  );
};

const RunTable = ({ runs, language, id }: { runs: readonly RunTold[]; language: Language; id: string }) => {
  const { dryRun: t, steps } = useWords(SETUP);
  const states = useStates();
  const format = useFormat();
  return (
    <Stack label={steps["dry-run"]} columns={[t.order, t.would, { name: t.gross, figure: true }, { name: t.vat, figure: true }]}>
      <tbody>
        {runs.map(({ job, plan }) => (
          <tr>
            <th scope="row" class="whole">
              <a href={`/admin/tenants/${id}/orders/${job.id}`}>{job.label ?? job.key.split(":").at(-1)}</a>
            </th>
            <Cell of={t.would}>
              <Badge word={wouldWord(states, job)} />
              <Reasons reasons={job.reasons.filter(({ code }) => code !== "dry-run").map((reason) => tell(reason, language)).filter(({ severity }) => severity !== "info")} />
              {plan === null ? null : (
                <details>
                  <summary>{t.each}</summary>
                  <PlanTable told={plan} />
                </details>
              )}
            </Cell>
            <Cell of={t.gross} figure>{job.figures === null ? "–" : `${format.amount(job.figures.gross)} ${job.figures.currency}`}</Cell>
            <Cell of={t.vat} figure>{job.figures === null ? "–" : format.amount(job.figures.vat)}</Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};

export const wouldOf = (job: JobView): string | null => {
  const would = job.reasons.find(({ code }) => code === "dry-run")?.params["would"];
  return typeof would === "string" ? would : null;
};

const KINDS: ReadonlySet<string> = new Set(OPERATION_KINDS);

function wouldWord(states: States, job: JobView): Word {
  const would = wouldOf(job);
  if (would === null) return states.job(job);
  return KINDS.has(would) ? { text: states.kind(would), tone: "good" } : states.outcome(would);
}
