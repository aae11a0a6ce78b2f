/** Orders and other records in a few columns: name, status, what was sold, last change. */
import type { JobView } from "../../../../domain/jobs/job.ts";
import { useMessages, useStates } from "../../frame/use-messages.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, When } from "../../parts/ui.tsx";
import { ShopGross } from "./amounts.tsx";
import { listOf } from "./filters.ts";

type JobsTableProps = {
  readonly tenantId: string;
  readonly label: string;
  /** Of the column of names. */
  readonly heading: string;
  readonly jobs: readonly JobView[];
  readonly nameOf: (job: JobView) => string;
  readonly now: number;
};

export const JobsTable = ({ tenantId, label, heading, jobs, nameOf, now }: JobsTableProps) => {
  const { t } = useMessages();
  const states = useStates();
  const columns = {
    state: t("orders.state"),
    gross: t("orders.gross"),
    changed: t("orders.changed"),
  };
  return (
    <Stack
      label={label}
      columns={[heading, columns.state, { name: columns.gross, figure: true }, columns.changed]}
    >
      <tbody>
        {jobs.map((job) => (
          <tr>
            <th scope="row">
              <a href={`/admin/tenants/${tenantId}/${listOf(job.flow)}/${job.id}`}>
                <bdi>{nameOf(job)}</bdi>
              </a>
            </th>
            <Cell of={columns.state}>
              <Badge word={states.job(job)} />
            </Cell>
            <Cell of={columns.gross} figure>
              {job.figures === null ? "–" : <ShopGross figures={job.figures} />}
            </Cell>
            <Cell of={columns.changed}>
              <When at={job.updatedAt} now={now} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
