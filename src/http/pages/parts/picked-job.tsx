/** The head of a row in a list to choose from: the job to tick, its link, its customer. */
import type { Child } from "hono/jsx";
import type { JobView } from "../../../domain/jobs/job.ts";
import { type ListedPerson, nameIn } from "../../../domain/jobs/listed.ts";
import { useMessages } from "../frame/use-messages.ts";

type PickedJobProps = {
  readonly address: string;
  readonly job: Pick<JobView, "id">;
  readonly name: string;
  readonly person: ListedPerson | null;
  readonly ticked: boolean;
  /** Beside the name. */
  readonly badge?: Child;
  /** Below the customer. */
  readonly children?: Child;
};

/** Whom a job is about, below its name. */
export const Customer = ({ person }: { person: ListedPerson | null }) => {
  const customer = person === null ? null : nameIn(person);
  return customer === null ? null : (
    <p class="hint">
      <bdi>{customer}</bdi>
    </p>
  );
};

export const PickedJob = (props: PickedJobProps) => {
  const { address, job, name, person, ticked, badge, children } = props;
  const { t } = useMessages();
  return (
    <th scope="row">
      <div class="pick">
        <input
          type="checkbox"
          name="job"
          value={job.id}
          checked={ticked}
          aria-label={t("attention.choose", { name })}
        />
        <input type="hidden" name="shown" value={job.id} />
        <div>
          <a class="whole" href={address}>
            {name}
          </a>{" "}
          {badge}
          <Customer person={person} />
          {children}
        </div>
      </div>
    </th>
  );
};
