/** Evidence of VAT: how much there is of each quarter, each to be downloaded. */
import type { Hono } from "hono";
import { isQuarter } from "../../../domain/orders/vat-evidence.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { csvHeaders, fileTitle, jsonHeaders } from "../../tables/csv.ts";
import { evidenceTable } from "../../tables/evidence-table.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { requireAnyTenant } from "../../usecases/tenant-access.ts";
import {
  evidenceDocument,
  type EvidenceQuarter,
  evidenceQuarters,
} from "../../usecases/ledger/vat-evidence.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { isolate } from "../parts/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { SettingsParts } from "../settings/frame.tsx";
import { ManualLink } from "../manual/link.tsx";
import { homeOf, page, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { Cell, Stack } from "../parts/table.tsx";
import { useFormat, useMessages } from "../frame/use-messages.ts";
import { Empty } from "../parts/empty.tsx";

export function vatEvidenceRoutes(pages: Hono<PageEnv>): void {
  const path = "/tenants/:id/vat-evidence";

  pages.get(path, async (c) => {
    const { signedIn, asking } = c.var;
    const id = c.req.param("id");
    const tenant = await requireAnyTenant(asking);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const quarters = await evidenceQuarters(asking);
    if (!quarters.ok) return refusedPage(c, signedIn, quarters.error, tenantHomeOf(c, id));
    const title = messagesFor(c).t("evidence.title");
    return page(
      c,
      `${title} · ${isolate(tenant.value.name)}`,
      signedIn,
      <View tenant={tenant.value} quarters={quarters.value} />,
    );
  });

  /** The quarter that is asked for; `null`: none that there can be. */
  const quarterIn = (c: PageContext): string | null => {
    const quarter = c.req.query("quarter") ?? "";
    return isQuarter(quarter) ? quarter : null;
  };

  pages.get(`${path}.csv`, async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const quarter = quarterIn(c);
    if (quarter === null) return c.redirect(`/admin/tenants/${id}/vat-evidence`, 303);
    const table = await evidenceTable(c.var.asking, quarter, {
      language: languageOf(c),
      forPeople: true,
    });
    return table.ok
      ? c.body(
          table.value,
          200,
          csvHeaders(`${fileTitle(messagesFor(c).t("evidence.title"))}-${quarter}`),
        )
      : refusedPage(c, signedIn, table.error, tenantHomeOf(c, id));
  });

  pages.get(`${path}.json`, async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const quarter = quarterIn(c);
    if (quarter === null) return c.redirect(`/admin/tenants/${id}/vat-evidence`, 303);
    const document = await evidenceDocument(c.var.asking, quarter);
    return document.ok
      ? c.body(document.value, 200, jsonHeaders(`vat-evidence-${quarter}`))
      : refusedPage(c, signedIn, document.error, tenantHomeOf(c, id));
  });
}

const View = ({
  tenant,
  quarters,
}: {
  tenant: TenantRow;
  quarters: readonly EvidenceQuarter[];
}) => {
  const { t } = useMessages();
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t("evidence.title")}</h1>
        <p class="sub">
          {t("evidence.lead")} <ManualLink page="people" />
        </p>
      </TenantHead>
      <SettingsParts id={tenant.id} current="vat-evidence" />
      <section aria-label={t("evidence.title")}>
        {quarters.length === 0 ? (
          <Empty
            text={t("evidence.none")}
            next={{ href: `/admin/tenants/${tenant.id}/orders`, text: t("empty.orders") }}
          />
        ) : (
          <Quarters tenantId={tenant.id} quarters={quarters} />
        )}
        <p class="hint">
          {t("evidence.kept")}{" "}
          <a href={`/admin/tenants/${tenant.id}/settings/keeping`}>{t("evidence.settings")}</a>
        </p>
      </section>
    </>
  );
};

const Quarters = ({
  tenantId,
  quarters,
}: {
  tenantId: string;
  quarters: readonly EvidenceQuarter[];
}) => {
  const { t } = useMessages();
  const format = useFormat();
  const columns = [
    t("evidence.quarter"),
    { name: t("evidence.records"), figure: true },
    t("evidence.download"),
  ] as const;
  return (
    <Stack label={t("evidence.title")} columns={columns}>
      <tbody>
        {quarters.map(({ quarter, count }) => {
          const name = t("evidence.ofYear", {
            year: quarter.slice(0, 4),
            quarter: quarter.slice(5),
          });
          const address = (kind: string): string =>
            `/admin/tenants/${tenantId}/vat-evidence.${kind}?quarter=${quarter}`;
          return (
            <tr>
              <th scope="row">{name}</th>
              <Cell of={columns[1].name} figure>
                {format.figure(count)}
              </Cell>
              <Cell of={columns[2]}>
                <a href={address("csv")} aria-label={`${t("evidence.asCsv")}, ${name}`}>
                  {t("evidence.asCsv")}
                </a>{" "}
                <a href={address("json")} aria-label={`${t("evidence.asJson")}, ${name}`}>
                  {t("evidence.asJson")}
                </a>
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Stack>
  );
};
