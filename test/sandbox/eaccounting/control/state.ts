// The whole state, for tests that look at the ledger rather than ask it: `GET /_control/state[?company=]`.
import type { Kit } from "../../kit/kit.ts";
import { articles } from "../resources/articles.ts";
import { personIn } from "../seed-world.ts";
import type { EaccountingSwitches } from "../switches.ts";
import { today } from "../vendor/act.ts";
import type { Company } from "../world/company.ts";
import type { World } from "../world/world.ts";
import { shownBooks } from "./books.ts";

export function worldState(
  world: World,
  kit: Kit<EaccountingSwitches>,
  wanted: string | undefined,
  only?: string,
): unknown {
  const companies = world.companies.filter(
    (company) => wanted === undefined || company === world.company(wanted),
  );
  return {
    companies: companies.map((company) =>
      only === undefined
        ? companyState(world, kit, company)
        : { name: company.name, [only]: listed(only, company) },
    ),
    faultsOfClient: world.clientFaults,
    limits: { perMinute: world.limiter.perMinute },
  };
}

/** Lists that are asked for often, and can be had without all the others: a tenth of the work. */
const LISTS: Readonly<Record<string, (company: Company) => { all(): unknown }>> = {
  orders: (company) => company.orders,
  customers: (company) => company.customers,
  customerinvoices: (company) => company.invoices,
  customerinvoicedrafts: (company) => company.invoiceDrafts,
  vouchers: (company) => company.vouchers,
  banktransactions: (company) => company.bankTransactions,
};

function listed(name: string, company: Company): unknown {
  const list = LISTS[name];
  if (list === undefined) throw new Error(`${name} can't be had without all the others`);
  return list(company).all();
}

function companyState(world: World, kit: Kit<EaccountingSwitches>, company: Company): unknown {
  const act = personIn(world, kit, company);
  const shown = articles.view?.(act) ?? ((row: unknown) => row);
  return {
    id: company.id,
    name: company.name,
    settings: world.settingsOf(company),
    customers: company.customers.all(),
    customerLabels: company.customerLabels.all(),
    articles: company.articles.all().map(shown),
    orders: company.orders.all(),
    customerinvoices: company.invoices.all(),
    customerinvoicedrafts: company.invoiceDrafts.all(),
    vouchers: company.vouchers.all(),
    articleaccountcodings: company.codings.all(),
    units: company.units.all(),
    termsofpayments: company.termsOfPayment.all(),
    deliverymethods: company.deliveryMethods.all(),
    deliveryterms: company.deliveryTerms.all(),
    fiscalyears: company.fiscalYears.all(),
    voucherdrafts: company.voucherDrafts.all(),
    customerledgeritems: company.ledgerItems.all(),
    banktransactions: company.bankTransactions.all(),
    bankaccounts: company.bankAccounts.all(),
    salesdocumentattachments: company.salesAttachments.all(),
    attachments: company.attachments.all(),
    sent: company.sent,
    projects: company.projects.all(),
    costcenters: company.costCenters.all(),
    costcenteritems: company.costCenterItems.all(),
    books: shownBooks(company, today(act)),
  };
}
