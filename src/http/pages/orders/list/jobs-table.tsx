/** Orders and other records in a few columns: name, status, what was sold, last change. */
import type { JobView } from "../../../../domain/jobs/job.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Records } from "../../parts/table.tsx";
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
};

export const JobsTable = ({ tenantId, label, heading, jobs, nameOf }: JobsTableProps) => {
  const { t, states } = useMessages();
  return (
    <Records
      label={label}
      columns={[
        {
          name: heading,
          cell: (job) => (
            <a href={`/admin/tenants/${tenantId}/${listOf(job.flow)}/${job.id}`}>
              <bdi>{nameOf(job)}</bdi>
            </a>
          ),
        },
        { name: t("orders.state"), cell: (job) => <Badge word={states.job(job)} /> },
        {
          name: t("orders.gross"),
          figure: true,
          cell: (job) => (job.figures === null ? "–" : <ShopGross figures={job.figures} />),
        },
        { name: t("orders.changed"), cell: (job) => <When at={job.updatedAt} /> },
      ]}
      records={jobs}
    />
  );
};
