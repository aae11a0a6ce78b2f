/**
 * A day, a month or any days on paper: both sides, all that the difference consists of, VAT by
 * rate, what was left out, and a line to sign. What leads elsewhere isn't printed.
 */
import { reason } from "../../../domain/reasons/index.ts";
import { isWithin } from "../../../monitor/reconciliation/other-findings.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { OtherFinding, DifferencesView, FindingView } from "../../../sync/contract/index.ts";
import type { Reconciliation } from "../../usecases/ledger/reconciliation.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../frame/respond.tsx";
import { Fact, PageSection } from "../parts/ui.tsx";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { OtherFindingsTable } from "./other-findings.tsx";
import { Agreement } from "./agreement.tsx";
import { Days, Rates } from "./days.tsx";
import { Differences, LeftOutTable } from "./differences.tsx";
import { periodOf } from "./month.tsx";
import { Processed } from "./page.tsx";
import { addressOf, type RangeRequest } from "./range.ts";
import { Statement } from "./statement.tsx";
import type { Child } from "hono/jsx";
import { ActorName } from "../parts/actors.tsx";

type ReportView = {
  readonly tenant: TenantRow;
  readonly range: RangeRequest;
  readonly described: Reconciliation;
  readonly differences: DifferencesView;
};

export function reportPage(c: PageContext, view: ReportView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, range, described, differences } = view;
  const { id } = tenant;
  const shown = differences.items.length;
  const all = Object.values(differences.counts).reduce((count, one) => count + one, 0);
  const isShown = (found: FindingView): boolean =>
    found.finding === "customer" && isWithin(found, range);
  return page(
    c,
    t("comparison.report.of", { tenant: isolate(tenant.name) }),
    <div class="report">
      <TenantHead id={id} name={tenant.name} current="comparison" state={tenant.state}>
        <h1>{t("comparison.report.title")}</h1>
      </TenantHead>
      <Head view={view} by={c.var.signedIn.actor.name} />
      <div class="actions">
        <a href={addressOf(id, { ...range, state: null, part: null, cursor: null })}>
          {t("comparison.report.back")}
        </a>
        <ManualLink page="comparison" />
        <span class="hint">{t("comparison.report.print")}</span>
      </div>
      <PageSection head="statement" title={t("comparison.statement.title")}>
        <Processed id={id} range={range} view={differences} onPaper />
        <Statement described={described} linked={false} />
        <Rates days={described.days} unfolded />
        {shown === 0 ? null : (
          <>
            <Differences where={{ id, range, onPaper: true }} view={differences} />
            {all > shown ? (
              <p class="sub">{t("comparison.report.cut", { count: all - shown })}</p>
            ) : null}
          </>
        )}
      </PageSection>
      {range.from === range.to || described.days.length === 0 ? null : (
        <PageSection head="days" title={t("comparison.days")}>
          <Agreement days={described.days} from={described.from} to={described.to} />
          <Days days={described.days} hrefOf={null} />
        </PageSection>
      )}
      <Apart
        id={id}
        items={differences.apart.filter(isShown)}
        findings={described.findings.filter(isShown)}
      />
      <LeftOutTable leftOut={differences.leftOut} hrefOf={null} />
      {described.days.length > 0 || described.isAnyCompared ? <SignOff /> : null}
    </div>,
  );
}

const Head = ({ view, by }: { view: ReportView; by: string }) => {
  const { t, format } = useMessages();
  const { tenant, range, described } = view;
  const at = described.days.length === 0 ? null : Math.min(...described.days.map((day) => day.at));
  return (
    <ReportHead tenant={tenant} period={periodOf(range, format)} by={by}>
      <Fact name={t("comparison.report.compared")}>
        {at !== null
          ? format.stamp(at)
          : t(described.isAnyCompared ? "comparison.nothingInDays" : "comparison.noDays")}
      </Fact>
    </ReportHead>
  );
};

type ApartProps = {
  readonly id: string;
  /** Those of them that are listed. */
  readonly items: readonly OtherFinding[];
  /** All of them. */
  readonly findings: readonly FindingView[];
};

/** Findings of these days that move no sum. */
const Apart = ({ id, items, findings }: ApartProps) => {
  const { t, describe } = useMessages();
  const textOf = (finding: FindingView["finding"], count: number): string =>
    describe(reason(`reconciliation-${finding}`, { count, orders: null })).text;
  const told = Map.groupBy(items, ({ finding }) => finding);
  if (findings.length === 0) return null;
  return (
    <PageSection head="apart" title={t("comparison.findings")}>
      {[...Map.groupBy(findings, ({ finding }) => finding)].map(([finding, { length }]) => {
        const shown = told.get(finding) ?? [];
        return (
          <>
            <p>{textOf(finding, length)}</p>
            <OtherFindingsTable where={{ id, onPaper: true }} kind={finding} items={shown} />
            {length > shown.length ? (
              <p class="sub">{t("comparison.more", { count: length - shown.length })}</p>
            ) : null}
          </>
        );
      })}
    </PageSection>
  );
};

const SignOff = () => {
  const { t } = useMessages();
  return (
    <section class="sign-off" aria-label={t("comparison.report.signOff")}>
      <p>{t("comparison.report.signOff")}</p>
      <dl>
        {(["name", "date", "signature"] as const).map((line) => (
          <div>
            <dt>{t(`comparison.report.${line}`)}</dt>
            <dd />
          </div>
        ))}
      </dl>
    </section>
  );
};

type ReportHeadProps = {
  readonly tenant: TenantRow;
  readonly period: Child;
  /** Further facts, before who made it. */
  readonly children?: Child;
  readonly by: string;
};

/** The head of a printed report: the shop, the days, who made it and when. */
export const ReportHead = ({ tenant, period, children, by }: ReportHeadProps) => {
  const { t, rich, format } = useMessages();
  return (
    <dl class="facts">
      <Fact name={t("comparison.report.shop")}>
        <bdi>{tenant.name}</bdi>
      </Fact>
      <Fact name={t("comparison.report.company")}>
        {tenant.companyName === null ? "–" : <bdi>{tenant.companyName}</bdi>}
      </Fact>
      <Fact name={t("comparison.report.period")}>{period}</Fact>
      {children}
      <Fact name={t("comparison.report.made")}>
        {rich("comparison.report.madeBy", {
          name: <ActorName of={by} />,
          when: format.stamp(useNow()),
        })}
      </Fact>
    </dl>
  );
};
