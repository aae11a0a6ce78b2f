/** The head of a printed report: the shop, the days, who made it and when. */
import type { Child } from "hono/jsx";
import type { TenantRow } from "../../../store/tenants.ts";
import { useActors } from "../parts/actors.ts";
import { isolate } from "../parts/isolate.ts";
import { Fact } from "../parts/ui.tsx";
import { useFormat, useMessages } from "../frame/use-messages.ts";

type ReportHeadProps = {
  readonly tenant: TenantRow;
  readonly period: Child;
  /** Further facts, before who made it. */
  readonly children?: Child;
  readonly by: string;
  readonly now: number;
};

export const ReportHead = ({ tenant, period, children, by, now }: ReportHeadProps) => {
  const { t } = useMessages();
  const format = useFormat();
  const actors = useActors();
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
        {t("comparison.report.madeBy", { name: isolate(actors(by)), when: format.stamp(now) })}
      </Fact>
    </dl>
  );
};
