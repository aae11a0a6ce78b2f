/**
 * The page of documents that wait for approval: each with customer, amount, document and the rule
 * that holds it.
 */
import type { ApprovalRule } from "../../../settings/orders/order-types.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { ApprovalPage } from "../../../sync/contract/index.ts";
import { messagesFor } from "../../language.ts";
import { Amount } from "../attention/sheet.tsx";
import type { PageContext } from "../frame/env.ts";
import { Empty } from "../parts/empty.tsx";
import { FilterChips } from "../parts/filters.tsx";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { jobName } from "../../../messages/job-names.ts";
import { PickedJob } from "../parts/picked-job.tsx";
import { RejectFields } from "../orders/actions/skip-form.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { page } from "../frame/respond.tsx";
import { Cell, Stack } from "../parts/table.tsx";
import { When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { type ActionResult, ActionResults } from "../parts/action-results.tsx";

type ApprovalsView = {
  readonly tenant: TenantRow;
  readonly rule: ApprovalRule | null;
  readonly waiting: ApprovalPage;
  readonly results: readonly ActionResult[];
  readonly chosen: readonly string[];
};

export function approvalsPage(c: PageContext, view: ApprovalsView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, results, waiting } = view;
  return page(
    c,
    t("approvals.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="approvals" state={tenant.state}>
        <h1>{t("approvals.title")}</h1>
        <p class="sub">
          {t("approvals.lead")} <ManualLink page="held" />
        </p>
      </TenantHead>
      <ActionResults results={results} />
      <div id="live-approvals" data-live="attention">
        <Rules view={view} />
        {waiting.jobs.length === 0 ? <Nothing id={tenant.id} /> : <List view={view} />}
      </div>
    </>,
  );
}

const Nothing = ({ id }: { id: string }) => {
  const { t } = useMessages();
  return (
    <Empty
      text={t("approvals.nothing")}
      next={{
        href: `/admin/tenants/${id}/settings/approval`,
        text: t("empty.approval"),
      }}
    />
  );
};

const Rules = ({ view: { tenant, rule, waiting } }: { view: ApprovalsView }) => {
  const { t } = useMessages();
  const base = `/admin/tenants/${tenant.id}/approvals`;
  const choices = waiting.rules.map((one) => ({
    href: `${base}?rule=${one.rule}`,
    isChosen: one.rule === rule,
    text: `${t(`approvals.rules.${one.rule}`)} (${one.count})`,
  }));
  return (
    <FilterChips
      label={t("approvals.filter")}
      base={base}
      chosen={rule !== null}
      choices={choices}
    />
  );
};

const List = ({ view }: { view: ApprovalsView }) => {
  const { t } = useMessages();
  const { tenant, rule, waiting } = view;
  const next = new URLSearchParams({
    ...(rule === null ? {} : { rule }),
    cursor: waiting.cursor ?? "",
  });
  return (
    <PostForm action={`/admin/tenants/${tenant.id}/approvals`} class="card">
      <p>
        <label class="check">
          <input type="checkbox" name="all" value="1" /> {t("attention.selectAll")}
        </label>
      </p>
      <Stack
        label={t("approvals.title")}
        columns={[
          t("attention.what"),
          { name: t("attention.amount"), figure: true },
          t("approvals.document"),
          t("approvals.rule"),
          t("posting.title"),
          t("approvals.since"),
        ]}
      >
        <tbody>
          {waiting.jobs.map((job) => (
            <Row view={view} job={job} />
          ))}
        </tbody>
      </Stack>
      {waiting.cursor === null ? null : (
        <p>
          <a href={`/admin/tenants/${tenant.id}/approvals?${next}`}>{t("attention.next")}</a>
        </p>
      )}
      <div class="line">
        <Button name="do" value="approve">
          {t("approvals.approve")}
        </Button>
        <p class="hint">{t("approvals.approveHint")}</p>
      </div>
      <RejectFields action={`/admin/tenants/${tenant.id}/approvals`} required={false} />
    </PostForm>
  );
};

type RowProps = { readonly view: ApprovalsView; readonly job: ApprovalPage["jobs"][number] };

const Row = ({ view: { tenant, waiting, chosen }, job }: RowProps) => {
  const messages = useMessages();
  const { t, describe } = messages;
  const name = jobName(t, job);
  const why = job.reasons.find(({ code }) => code === "waits-for-approval");
  const address = `/admin/tenants/${tenant.id}/orders/${job.id}`;
  return (
    <tr>
      <PickedJob
        address={address}
        job={job}
        name={name}
        person={waiting.people?.[job.id] ?? null}
        ticked={chosen.includes(job.id)}
      />
      <Cell of={t("attention.amount")} figure>
        <Amount job={job} />
      </Cell>
      <Cell of={t("approvals.document")}>
        {messages.find(`fields.orders.type.options.${String(why?.params["type"])}`) ?? "–"}
      </Cell>
      <Cell of={t("approvals.rule")}>{why === undefined ? "–" : describe(why).text}</Cell>
      <Cell of={t("posting.title")}>
        <a href={`${address}#posting`} aria-label={`${t("approvals.seePosting")}: ${name}`}>
          {t("approvals.seePosting")}
        </a>
      </Cell>
      <Cell of={t("approvals.since")}>
        <When at={job.since} />
      </Cell>
    </tr>
  );
};
