/** Articles and customers in their lists: by name first, and the runs over many of them apart. */
import type { JobView } from "../../../../domain/jobs/job.ts";
import { nameIn } from "../../../../domain/jobs/listed.ts";
import { jobName } from "../../../../messages/job-names.ts";
import type { JobListDetails } from "../../../../sync/contract/jobs.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Badge, When } from "../../parts/ui.tsx";
import type { ListName } from "./filters.ts";

/** What the record is called; `null`: it has only a number, or the list is of another kind. */
export function calledIn(list: ListName, beside: JobListDetails | null): string | null {
  if (list === "products") return beside?.article ?? null;
  if (list !== "customers" || beside?.person == null) return null;
  return nameIn(beside.person);
}

/** A run over many articles or customers, which is none of them. */
export const isRun = (list: ListName, { key }: Pick<JobView, "key">): boolean =>
  (list === "products" || list === "customers") && !/^(product|debtor):/.test(key);

type RunsProps = {
  readonly id: string;
  readonly list: ListName;
  readonly runs: readonly JobView[];
};

export const RunsBelow = ({ id, list, runs }: RunsProps) => {
  const { t, states } = useMessages();
  if (runs.length === 0) return null;
  return (
    <details>
      <summary>{t("lists.runs", { count: runs.length })}</summary>
      <ul>
        {runs.map((job) => (
          <li>
            <a href={`/admin/tenants/${id}/${list}/${job.id}`}>{jobName(t, job)}</a>{" "}
            <Badge word={states.job(job)} /> <When at={job.updatedAt} />
          </li>
        ))}
      </ul>
    </details>
  );
};
