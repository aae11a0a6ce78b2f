/**
 * All jobs of one order, customer or article: each run that was taken at it, the newest first, of
 * which this page is one.
 */
import { headlineOf } from "../../../../domain/jobs/headline.ts";
import type { JobView } from "../../../../domain/jobs/job.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, Notice, Stamp } from "../../parts/ui.tsx";
import { listOf } from "../list/filters.ts";

export const EarlierRuns = ({
  id,
  job,
  runs,
}: {
  id: string;
  job: JobView;
  runs: readonly JobView[];
}) => {
  const { t } = useMessages();
  if (runs.length < 2) return null;
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">{t("lists.looks")}</h2>
      <p class="hint">{t("lists.looksLead")}</p>
      <Stack
        label={t("lists.looks")}
        columns={[t("lists.when"), t("orders.state"), t("orders.why")]}
      >
        <tbody>
          {runs.map((run) => (
            <Run id={id} run={run} here={run.id === job.id} />
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

/**
 * An older run stays as it ended. Where it stands now, and what a person does of it, is the newest
 * one's.
 */
export const Newer = ({
  id,
  job,
  runs,
}: {
  id: string;
  job: JobView;
  runs: readonly JobView[];
}) => {
  const { t } = useMessages();
  // The list has what changed last first.
  const newest = runs.reduce(
    (one, other) =>
      other.createdAt > one.createdAt || (other.createdAt === one.createdAt && other.id > one.id)
        ? other
        : one,
    job,
  );
  if (newest.id === job.id) return null;
  return (
    <Notice tone="warn">
      <p>
        {t("lists.olderLook")}{" "}
        <a href={`/admin/tenants/${id}/${listOf(newest.flow)}/${newest.id}`}>
          {t("lists.toNewest")}
        </a>
      </p>
    </Notice>
  );
};

const Run = ({ id, run, here }: { id: string; run: JobView; here: boolean }) => {
  const { t, states, describe } = useMessages();
  const first = headlineOf(run);
  const waits = run.wait === null ? "" : states.wait(run.wait);
  const when = <Stamp at={run.createdAt} />;
  return (
    <tr>
      <th scope="row">
        {here ? (
          <>
            {when} ({t("lists.here")})
          </>
        ) : (
          <a href={`/admin/tenants/${id}/${listOf(run.flow)}/${run.id}`}>{when}</a>
        )}
      </th>
      <Cell of={t("orders.state")}>
        <Badge word={states.job(run)} />
      </Cell>
      <Cell of={t("orders.why")} isProse>
        {first === undefined ? waits : describe(first).text}
      </Cell>
    </tr>
  );
};
