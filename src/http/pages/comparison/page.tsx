/**
 * A month as both sides have it: what the difference consists of, each thing with what to do, then
 * days and their sums, then orders.
 */
import type { Child } from "hono/jsx";
import { same } from "../../../domain/money.ts";
import { affectsNoSum } from "../../../monitor/reconciliation/other-findings.ts";
import { statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { OtherFinding, DifferencesView, FindingView } from "../../../sync/contract/index.ts";
import type { Reconciliation } from "../../usecases/ledger/reconciliation.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../frame/respond.tsx";
import { Notice, PageSection } from "../parts/ui.tsx";
import { Agreement } from "./agreement.tsx";
import { Days, Rates } from "./days.tsx";
import { OtherFindingKind } from "./other-findings.tsx";
import { Differences, LeftOutTable } from "./differences.tsx";
import { MonthNavigation } from "./month.tsx";
import { OrderList } from "./orders.tsx";
import {
  addressOf,
  isListed,
  postingsPath,
  type RangeRequest,
  reportPath,
  TO_RANGE,
} from "./range.ts";
import { RunTold, Statement } from "./statement.tsx";
import { messagesFor } from "../../language.ts";
import { Button, OnEnter, PostForm } from "../forms/post-form.tsx";
import { BegunNotice } from "../parts/waits.tsx";
import { Empty } from "../parts/empty.tsx";
import { DaysFields } from "../forms/days-fields.tsx";
import { FaultText } from "../forms/field-texts.tsx";

export type ComparisonView = {
  readonly tenant: TenantRow;
  readonly range: RangeRequest;
  /** Days as they were sent, where they can't be compared: the form shows them again. */
  readonly wrong: { readonly from: string; readonly to: string } | null;
  readonly described: Reconciliation;
  readonly differences: DifferencesView;
  /** The run that was just requested: shown until it has ended. */
  readonly begun: string | null;
};

export function comparisonPage(
  c: PageContext,
  { tenant, range, wrong, described, differences, begun }: ComparisonView,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { id } = tenant;
  const apart = described.findings.filter((finding) => affectsNoSum(finding, range));
  return page(
    c,
    t("comparison.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={id} name={tenant.name} current="comparison" state={tenant.state}>
        <h1>{t("comparison.title")}</h1>
        <p class="sub">
          {t("comparison.lead")} <ManualLink page="comparison" />
        </p>
      </TenantHead>
      <Range id={id} days={wrong ?? range} wrong={wrong !== null} described={described}>
        <Begun id={id} range={range} described={described} begun={begun} />
      </Range>
      <MonthNavigation id={id} range={range} />
      <div id="live-comparison" data-live="comparison">
        <PageSection head="statement" title={t("comparison.statement.title")}>
          <p class="sub">{t("comparison.sides")}</p>
          <Processed id={id} range={range} view={differences} />
          <div class="columns">
            <div>
              <Statement described={described} linked />
            </div>
            <div>
              <Agreement days={described.days} from={described.from} to={described.to} />
            </div>
          </div>
          <Differences where={{ id, range, onPaper: false }} view={differences} />
          <div class="actions">
            <a href={reportPath(id, range)}>{t("comparison.report.open")}</a>
            {isListed(range) ? (
              <a href={postingsPath(id, range)}>{t("comparison.postings.title")}</a>
            ) : null}
          </div>
        </PageSection>
        {apart.length > 0 || (described.run !== null && saysAllAgrees(described)) ? (
          <Findings
            id={id}
            days={described.days.length > 0}
            findings={apart}
            told={differences.apart}
          />
        ) : null}
        <DaysSection id={id} range={range} described={described} />
        <LeftOutTable
          leftOut={differences.leftOut}
          hrefOf={(state) => `${addressOf(id, { ...range, state, part: null, cursor: null })}#each`}
        />
        {isNothingKnown(described, range) ? null : (
          <OrderList id={id} range={range} described={described} />
        )}
      </div>
    </>,
    wrong === null || c.req.method === "GET" ? 200 : 400,
  );
}

/** Before these days were compared nothing is known of their orders. */
const isNothingKnown = ({ orders, isAnyCompared }: Reconciliation, range: RangeRequest): boolean =>
  orders.length === 0 && !isAnyCompared && range.state === null && (range.part ?? null) === null;

type Part = Pick<ComparisonView, "range" | "described"> & { readonly id: string };

/** How the comparison goes that the address names. */
const Begun = ({ id, range, described, begun }: Part & Pick<ComparisonView, "begun">) => {
  const { t } = useMessages();
  return (
    <>
      {begunState(described, begun) === "over" ? (
        <Notice tone="bad">
          <p>
            {t("comparison.endedEarly")}{" "}
            <a href={`/admin/tenants/${id}/orders/${begun}`}>{t("comparison.itsRun")}</a>
          </p>
        </Notice>
      ) : null}
      {begunState(described, begun) === "under-way" ? (
        <BegunNotice id={id} tone="busy" text={t("comparison.begun")}>
          <a href={`${addressOf(id, range)}&begun=${begun}`}>{t("comparison.refresh")}</a>
        </BegunNotice>
      ) : null}
    </>
  );
};

type ProcessedProps = Omit<Part, "described"> & {
  readonly view: DifferencesView;
  /** Nothing can be pressed. */
  readonly onPaper?: boolean;
};

/** Runs ended since the days were compared: their figures are from before. */
export const Processed = ({ id, range, view, onPaper = false }: ProcessedProps) => {
  const { processed } = view;
  const { t, format } = useMessages();
  return processed === undefined ? null : (
    <Notice tone="warn">
      <p>
        {t("comparison.processedSince", {
          count: processed.count,
          when: format.stamp(processed.last),
        })}
      </p>
      {onPaper ? null : (
        <PostForm action={`/admin/tenants/${id}/comparison`}>
          <input type="hidden" name="from" value={range.from} />
          <input type="hidden" name="to" value={range.to} />
          <Button class="second" name="do" value="compare">
            {t("comparison.again")}
          </Button>
        </PostForm>
      )}
    </Notice>
  );
};

const DaysSection = ({ id, range, described }: Part) => {
  const { t } = useMessages();
  return described.days.length === 0 ? null : (
    <PageSection head="days" title={t("comparison.days")}>
      <Days
        days={described.days}
        hrefOf={(day) => addressOf(id, { from: day, to: day, state: null, cursor: null })}
      />
      <Rates days={described.days} />
      <div class="actions">
        <a href={addressOf(id, range, ".csv")}>{t("comparison.table")}</a>
        <a href={addressOf(id, range, ".json")}>{t("comparison.json")}</a>
      </div>
    </PageSection>
  );
};

type RangeProps = {
  readonly id: string;
  readonly days: { readonly from: string; readonly to: string };
  readonly wrong: boolean;
  readonly described: Reconciliation;
  readonly children: Child;
};

/** Ids of runs are in the order in which they were asked for. */
function begunState(
  { run, asked = null }: Reconciliation,
  begun: string | null,
): "under-way" | "over" | null {
  if (begun === null) return null;
  if (run !== null && run.jobId >= begun)
    return run.jobId === begun && run.endedAt === null && !run.stopped ? "under-way" : null;
  // A run that is held or rejected before its first step has nothing else to show.
  const isOver = asked !== null && (asked.jobId > begun || (asked.jobId === begun && asked.over));
  return isOver ? "over" : "under-way";
}

const Range = ({ id, days, wrong, described, children }: RangeProps) => {
  const { t } = useMessages();
  const { run } = described;
  return (
    <section aria-label={t("comparison.title")}>
      <div id="live-run" data-live="comparison">
        {children}
        <p role="status">
          <RunTold run={run} />{" "}
          {run === null ? null : (
            <a href={`/admin/tenants/${id}/orders/${run.jobId}`}>{t("comparison.itsRun")}</a>
          )}
        </p>
      </div>
      <PostForm action={`/admin/tenants/${id}/comparison`} class="line">
        <DaysFields
          days={days}
          labels={{ from: t("comparison.from"), to: t("comparison.to") }}
          required
          fault={wrong ? "days-fault" : undefined}
        />
        <OnEnter name="do" value="show" />
        <Button name="do" value="compare">
          {t("comparison.compare")}
        </Button>
        <Button class="second" name="do" value="show">
          {t("comparison.show")}
        </Button>
      </PostForm>
      {wrong ? <FaultText id="days-fault">{t("comparison.wrongDays")}</FaultText> : null}
    </section>
  );
};

/**
 * Whether "no differences" is true, or nothing was reconciled yet. A difference may also come from
 * orders without a finding: the statement shows it.
 */
const saysAllAgrees = ({ findings, days, run, notCompared }: Reconciliation): boolean =>
  findings.length === 0 &&
  (run === null ||
    (notCompared.length === 0 &&
      statementOf(days).currencies.every(({ difference }) => same(difference, "0"))));

type FindingsProps = {
  readonly id: string;
  /** Something is in the days, so that they are listed. */
  readonly days: boolean;
  readonly findings: readonly FindingView[];
  /** Those of them that are listed. */
  readonly told: readonly OtherFinding[];
};

const Findings = ({ id, days, findings, told }: FindingsProps) => {
  const { t } = useMessages();
  const kinds = Map.groupBy(findings, ({ finding }) => finding);
  const toldOf = Map.groupBy(told, ({ finding }) => finding);
  return (
    <PageSection head="findings" title={t("comparison.findings")}>
      {findings.length === 0 ? null : <p class="sub">{t("comparison.findingsLead")}</p>}
      {findings.length === 0 ? (
        <Empty
          text={t("comparison.noFindings")}
          next={
            days
              ? { href: "#days", text: t("empty.days") }
              : { ...TO_RANGE, text: t("empty.reconcile") }
          }
        />
      ) : (
        <ul class="reasons">
          {[...kinds].map(([kind, of]) => (
            <OtherFindingKind
              where={{ id, onPaper: false }}
              kind={kind}
              items={toldOf.get(kind) ?? []}
              count={of.length}
            />
          ))}
        </ul>
      )}
    </PageSection>
  );
};
