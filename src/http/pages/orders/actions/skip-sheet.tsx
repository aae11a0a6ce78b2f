/** Shows what skipping does, before it is done: what ends, and which documents stay. */
import { messagesFor } from "../../../language.ts";
import type { JobView } from "../../../../domain/jobs/job.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { SkipPreview } from "../../../../sync/contract/index.ts";
import { MAX_AT_ONCE, type People, peopleOf, previewSkip } from "../../../usecases/jobs/jobs.ts";
import { waitsForApproval } from "../../../usecases/jobs/fix-and-retry.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { Amount } from "../../attention/sheet.tsx";
import type { PageContext } from "../../frame/env.ts";
import type { TabName } from "../../frame/layout.tsx";
import { Customer } from "../../parts/picked-job.tsx";
import { ariaOf, FaultText, HintText } from "../../forms/field-texts.tsx";
import { granted } from "../../frame/respond.tsx";
import { confirmSheet } from "../../previews/confirmation-sheet.tsx";
import { Cell, LongBody, Stack } from "../../parts/table.tsx";
import { roleName } from "../../../words/jobs.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { listOf } from "../list/filters.ts";
import { jobName } from "../../../../messages/job-names.ts";
import type { Messages } from "../../../../messages/index.ts";

type SkipRequest = {
  readonly id: string;
  readonly jobIds: readonly string[];
  readonly note: string;
  readonly tab: TabName;
  /** Of the form that asked, which is sent again. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly back: string;
  /** Rejects orders that wait for an approval, and leaves out what doesn't; left out, all skip. */
  readonly rejects?: boolean;
  /** All of a cause: the sheet asks for the reason itself. */
  readonly cause?: {
    /** How many more have it than one request takes. */
    readonly more: number;
    /** It was sent without a reason. */
    readonly isLacking: boolean;
  };
};

/** What the skip of these says beside that they end. */
function countsAs(
  ends: readonly SkipPreview[],
): readonly ("day" | "payout" | "money" | "refund" | "dispute")[] {
  const flows = new Set(ends.map(({ job }) => job.flow));
  // Of money that test mode only shows as kept, a skip says nothing.
  const codes = new Set(
    ends.flatMap(({ job }) =>
      job.reasons.flatMap(({ code, params }) => (params["when"] === "shown" ? [] : code)),
    ),
  );
  return [
    ...(flows.has("days") ? (["day"] as const) : []),
    ...(flows.has("payouts") ? (["payout"] as const) : []),
    ...(codes.has("cancelled-money-kept") ? (["money"] as const) : []),
    ...(codes.has("refund-perhaps-by-payout") ? (["refund"] as const) : []),
    ...(codes.has("refunded-by-dispute") ? (["dispute"] as const) : []),
  ];
}

/**
 * The sheet, as long as it wasn't confirmed as it stands. `null`: it was, or nothing of it can be
 * skipped, and the deed itself says why.
 */
export async function throughSkip(c: PageContext, asked: SkipRequest): Promise<Response | null> {
  const { jobIds, note, tab, action, back, rejects = false, cause } = asked;
  const { asking } = c.var;
  const { t, say } = messagesFor(c);
  if (cause === undefined && jobIds.length > MAX_AT_ONCE) return null;
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return null;
  const found = granted(await previewSkip(asking, jobIds));
  const fit = found.filter(({ job }) => !rejects || waitsForApproval(job));
  const ends = fit.filter(({ stops }) => stops === null);
  if (ends.length === 0) return null;
  const people = await peopleOf(
    asking,
    ends.map(({ job }) => job.id),
  );
  const left = ends.flatMap(({ documents }) => documents);
  const waits = left.filter(({ day }) => day !== undefined).length;
  const stays = left.length - waits;
  const gone = jobIds.length - fit.length;
  const will = t(rejects ? "approvals.willReject" : "orders.skipSheet.will", {
    count: ends.length,
  });
  return confirmSheet(c, {
    facts: [
      fit.map(({ job, stops, documents }) => [job.id, job.updatedAt, stops?.id ?? null, documents]),
      gone,
    ],
    tenant: tenant.value,
    title: titleOf(t, asked, ends),
    tab,
    heading: will,
    action,
    fields: cause === undefined ? [...asked.fields, ["note", note]] : asked.fields,
    back,
    ...(cause === undefined
      ? {}
      : { asks: <ReasonField {...cause} note={note} />, again: cause.isLacking }),
    button: { text: rejects ? rejectsOf(t, ends) : doesOf(t, ends), ends: true },
    children: (
      <>
        <p>{t(rejects ? "approvals.rejectSays" : "orders.skipSheet.says")}</p>
        <p>
          {stays === 0
            ? t("orders.skipSheet.noneStays")
            : t("orders.skipSheet.stays", { count: stays })}
        </p>
        {countsAs(ends).map((what) => (
          <p>{t(`orders.skipSheet.${what}`)}</p>
        ))}
        {waits === 0 ? null : <p>{t("orders.skipSheet.waits", { count: waits })}</p>}
        <Rows tenant={tenant.value} ends={ends} people={people} label={will} />
        {fit.length === ends.length && gone === 0 && !cause?.more ? null : (
          <>
            <h3>{t("attention.sheet.leftOut")}</h3>
            <ul>
              {fit.map(({ job, stops }) =>
                stops === null ? null : (
                  <li>
                    <bdi>{nameOf(t, job)}</bdi>: {say(stops)}
                  </li>
                ),
              )}
              {gone === 0 ? null : <li>{t("approvals.left", { count: gone })}</li>}
              {cause?.more ? <li>{t("orders.skipSheet.more", { count: cause.more })}</li> : null}
            </ul>
          </>
        )}
        {cause === undefined ? (
          <p class="hint">
            {t("orders.actions.skipWhy")}: <bdi>{note}</bdi>
          </p>
        ) : null}
      </>
    ),
  });
}

const rejectsOf = (t: Messages["t"], { length: count }: readonly SkipPreview[]): string =>
  t("approvals.rejectCount", { count });

function titleOf(
  t: Messages["t"],
  { jobIds, rejects = false }: SkipRequest,
  ends: readonly SkipPreview[],
): string {
  const [first] = ends;
  if (rejects) return rejectsOf(t, ends);
  return jobIds.length === 1 && first !== undefined
    ? t("orders.skipSheet.one", { name: nameOf(t, first.job) })
    : t("orders.skipSheet.several", { count: jobIds.length });
}

type ReasonProps = { readonly isLacking: boolean; readonly note: string };

const ReasonField = ({ isLacking, note }: ReasonProps) => {
  const { t } = useMessages();
  return (
    <div class="field">
      <label for="note">{t("attention.skipReason")}</label>
      <input
        dir="auto"
        id="note"
        name="note"
        value={note}
        required
        maxlength={500}
        autocomplete="off"
        {...ariaOf("note", isLacking, true)}
      />
      {isLacking ? <FaultText id="note-fault">{t("attention.noReason")}</FaultText> : null}
      <HintText id="note-hint">{t("orders.skipSheet.reason")}</HintText>
    </div>
  );
};

function doesOf(t: Messages["t"], ends: readonly SkipPreview[]): string {
  const [only, ...others] = ends;
  if (only === undefined || others.length > 0)
    return t("orders.skipSheet.does", { count: ends.length });
  return only.job.flow === "orders" ? t("orders.actions.skip") : t("orders.actions.other.skip");
}

/** An order is called one; what else there is has a name of its own. */
export const nameOf = (t: Messages["t"], job: JobView): string => {
  const name = jobName(t, job);
  const isNamed = job.flow !== "orders" || job.label !== null;
  return listOf(job.flow) === "orders" && isNamed ? t("orders.orderNamed", { name }) : name;
};

type RowsProps = {
  readonly tenant: TenantRow;
  readonly ends: readonly SkipPreview[];
  readonly people: People;
  readonly label: string;
};

const Rows = ({ tenant, ends, people, label }: RowsProps) => {
  const messages = useMessages();
  const { t, states, format } = messages;
  const [amount, now, left] = [
    t("attention.amount"),
    t("attention.sheet.now"),
    t("orders.skipSheet.left"),
  ];
  return (
    <Stack label={label} columns={[t("attention.what"), { name: amount, figure: true }, now, left]}>
      <LongBody
        columns={4}
        rows={ends.map(({ job, documents }) => (
          <tr>
            <th scope="row">
              <a class="whole" href={`/admin/tenants/${tenant.id}/${listOf(job.flow)}/${job.id}`}>
                {jobName(t, job)}
              </a>
              <Customer person={people[job.id] ?? null} />
            </th>
            <Cell of={amount} figure>
              <Amount job={job} />
            </Cell>
            <Cell of={now}>{states.job(job).text}</Cell>
            <Cell of={left}>
              {documents.length === 0
                ? t("orders.skipSheet.noDocument")
                : documents.map(({ role, number, day }) => (
                    <div>
                      {day === undefined ? (
                        <>
                          {roleName(messages, role)} <bdi>{number}</bdi>
                        </>
                      ) : (
                        t("days.notBooked", { day: format.day(day) })
                      )}
                    </div>
                  ))}
            </Cell>
          </tr>
        ))}
      />
    </Stack>
  );
};
