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
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { SettingsParts } from "../settings/frame.tsx";
import { ChapterLink } from "../manual/link.tsx";
import { granted, page } from "../frame/respond.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Empty } from "../parts/empty.tsx";
import { Records } from "../parts/table.tsx";

export function vatEvidenceRoutes(pages: Hono<PageEnv>): void {
  const path = "/tenants/:id/vat-evidence";
  const pathOf = (id: string): string => `/admin/tenants/${id}/vat-evidence`;

  pages.get(path, async (c) => {
    const tenant = granted(await requireAnyTenant(c.var.asking));
    const quarters = granted(await evidenceQuarters(c.var.asking));
    const title = `${messagesFor(c).t("evidence.title")} · ${isolate(tenant.name)}`;
    return page(c, title, <View tenant={tenant} quarters={quarters} />);
  });

  /** The quarter that is asked for; `null`: none that there can be. */
  const quarterIn = (c: PageContext): string | null => {
    const quarter = c.req.query("quarter") ?? "";
    return isQuarter(quarter) ? quarter : null;
  };

  pages.get(`${path}.csv`, async (c) => {
    const quarter = quarterIn(c);
    if (quarter === null) return c.redirect(pathOf(c.req.param("id")), 303);
    const how = { language: languageOf(c), forPeople: true };
    const table = granted(await evidenceTable(c.var.asking, quarter, how));
    const title = fileTitle(messagesFor(c).t("evidence.title"));
    return c.body(table, 200, csvHeaders(`${title}-${quarter}`));
  });

  pages.get(`${path}.json`, async (c) => {
    const quarter = quarterIn(c);
    if (quarter === null) return c.redirect(pathOf(c.req.param("id")), 303);
    const document = granted(await evidenceDocument(c.var.asking, quarter));
    return c.body(document, 200, jsonHeaders(`vat-evidence-${quarter}`));
  });
}

type ViewProps = { readonly tenant: TenantRow; readonly quarters: readonly EvidenceQuarter[] };

const View = ({ tenant, quarters }: ViewProps) => {
  const { t } = useMessages();
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t("evidence.title")}</h1>
        <p class="sub">
          {t("evidence.lead")} <ChapterLink page="people" heading={t("evidence.title")} />
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
          <Quarters tenant={tenant} quarters={quarters} />
        )}
        <p class="hint">
          {t("evidence.kept")}{" "}
          <a href={`/admin/tenants/${tenant.id}/settings/keeping`}>{t("evidence.settings")}</a>
        </p>
      </section>
    </>
  );
};

const Quarters = ({ tenant, quarters }: ViewProps) => {
  const { t, format } = useMessages();
  const nameOf = ({ quarter }: EvidenceQuarter): string =>
    t("evidence.ofYear", { year: quarter.slice(0, 4), quarter: quarter.slice(5) });
  const link = (one: EvidenceQuarter, kind: string, text: string) => (
    <a
      href={`/admin/tenants/${tenant.id}/vat-evidence.${kind}?quarter=${one.quarter}`}
      aria-label={`${text}, ${nameOf(one)}`}
    >
      {text}
    </a>
  );
  return (
    <Records
      label={t("evidence.title")}
      records={quarters}
      columns={[
        { name: t("evidence.quarter"), cell: nameOf },
        { name: t("evidence.records"), figure: true, cell: ({ count }) => format.figure(count) },
        {
          name: t("evidence.download"),
          cell: (one) => (
            <>
              {link(one, "csv", t("evidence.asCsv"))} {link(one, "json", t("evidence.asJson"))}
            </>
          ),
        },
      ]}
    />
  );
};
