/** The audit log of all shops or of one: as a page, and as a table for a spreadsheet. */
import type { Hono } from "hono";
import { auditTable } from "../../tables/audit-table.ts";
import { csvHeaders, fileTitle } from "../../tables/csv.ts";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { auditOf } from "../../usecases/audit/audit.ts";
import { parseChangesFilter } from "../../usecases/audit/audit-filter.ts";
import { requireAnyTenant } from "../../usecases/tenant-access.ts";
import { forbidden } from "../../usecases/refusal.ts";
import { may } from "../../auth/rights.ts";
import { visibleTenants } from "../../usecases/tenants/tenants.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { granted, homeOf, page, refusedPage } from "../frame/respond.tsx";
import { shopNames } from "../parts/shop-names.ts";
import type { TenantNames } from "../../words/change-words.ts";
import { Changes } from "./audit-page.tsx";
import { AdministrationNav } from "../accounts/listing.tsx";

const before = (c: PageContext): number | null =>
  /^\d{1,15}$/.test(c.req.query("before") ?? "") ? Number(c.req.query("before")) : null;

export function auditPages(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  everyShop(pages, deps);
  oneShop(pages, deps);
}

/** The changes of all shops that the reader sees. */
function everyShop(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/audit", async (c) => {
    const { signedIn } = c.var;
    const asked = parseChangesFilter(c.req.query());
    const found = granted(
      await auditOf(deps, signedIn.actor, null, before(c), {
        asked,
        language: languageOf(c),
      }),
    );
    const { t } = messagesFor(c);
    return page(
      c,
      t("people.audit.title"),
      <>
        <h1>{t("people.audit.title")}</h1>
        <p class="sub">
          <ManualLink page="people" />
        </p>
        <AdministrationNav current="audit" />
        <Changes
          page={found}
          tenants={await namesFor(c)}
          address="/admin/audit"
          asked={asked}
          linked
        />
      </>,
    );
  });

  pages.get("/audit.csv", async (c) => {
    const { signedIn } = c.var;
    if (!may(signedIn.actor, "all-changes"))
      return refusedPage(c, forbidden("all-changes").error, homeOf(c));
    const of = { tenantId: null, names: await namesFor(c) };
    const asked = parseChangesFilter(c.req.query());
    return c.body(
      auditTable(deps, signedIn.actor, of, asked, languageOf(c)),
      200,
      csvHeaders(fileTitle(messagesFor(c).t("people.audit.title"))),
    );
  });
}

function oneShop(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/audit", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const asked = parseChangesFilter(c.req.query());
    const [tenant, found] = [
      await requireAnyTenant(c.var.asking),
      await auditOf(deps, signedIn.actor, id, before(c), { asked, language: languageOf(c) }),
    ];
    const { name, state } = granted(tenant, homeOf(c));
    const { t } = messagesFor(c);
    return page(
      c,
      `${t("people.audit.title")} · ${name}`,
      <>
        <TenantHead id={id} name={name} current="settings" state={state}>
          <h1>{t("people.audit.title")}</h1>
          <p class="sub">
            <ManualLink page="people" />
          </p>
        </TenantHead>
        <Changes
          page={granted(found, homeOf(c))}
          tenants={null}
          address={`/admin/tenants/${id}/audit`}
          asked={asked}
          linked={state !== "retired"}
        />
      </>,
    );
  });

  pages.get("/tenants/:id/audit.csv", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    granted(await requireAnyTenant(c.var.asking));
    const of = { tenantId: id, names: null };
    const asked = parseChangesFilter(c.req.query());
    return c.body(
      auditTable(deps, signedIn.actor, of, asked, languageOf(c)),
      200,
      csvHeaders(fileTitle(messagesFor(c).t("people.audit.title"))),
    );
  });
}

async function namesFor(c: PageContext): Promise<NonNullable<TenantNames>> {
  const shops = await visibleTenants(c.var.deps, c.var.signedIn.actor);
  const nameOf = shopNames(shops);
  return new Map(shops.map(({ id }) => [id, nameOf(id)]));
}
