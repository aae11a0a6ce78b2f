// Every route under /v2. A new resource is one file and one line here.
import { mount } from "../vendor/mount.ts";
import type { Site } from "../vendor/site.ts";
import { mountAccounts } from "./accounting/accounts.ts";
import { mountCostCenters } from "./accounting/cost-centers.ts";
import { mountExchangeRate } from "./accounting/exchange-rate.ts";
import { mountFiscalYears } from "./accounting/fiscal-years.ts";
import { projects } from "./accounting/projects.ts";
import { vatCodeRates, vatCodes } from "./accounting/vat-codes.ts";
import { articles } from "./articles.ts";
import { mountSalesAttachments } from "./attachments/sales.ts";
import { mountAttachments } from "./attachments/uploads.ts";
import { bankAccounts, banks } from "./bank-accounts.ts";
import { mountCompanySettings } from "./company-settings.ts";
import { mountCountryByCode } from "./country-by-code.ts";
import { customers } from "./customers.ts";
import { mountInvoiceDrafts } from "./invoices/drafts.ts";
import { mountInvoices } from "./invoices/invoices.ts";
import { mountSending } from "./invoices/sending.ts";
import { mountLedgerItems } from "./ledger-items.ts";
import {
  backgrounds,
  codings,
  countries,
  currencies,
  customerLabels,
  deliveryMethods,
  deliveryTerms,
  suppliers,
  termsOfPayments,
  units,
} from "./lookups.ts";
import { mountOrderConvert } from "./order-convert.ts";
import { mountOrders } from "./orders.ts";
import { mountBankTransactions } from "./payments/bank-transactions.ts";
import { mountPayments } from "./payments/payments.ts";
import { mountVoucherDrafts } from "./vouchers/drafts.ts";
import { mountVouchers } from "./vouchers/vouchers.ts";

export function mountResources(site: Site): void {
  mount(site, customers);
  mount(site, customerLabels);
  mount(site, articles);
  mount(site, codings);
  mount(site, units);
  mount(site, termsOfPayments);
  mount(site, deliveryMethods);
  mount(site, deliveryTerms);
  mount(site, suppliers);
  mount(site, backgrounds);
  mount(site, countries);
  mountCountryByCode(site);
  mountExchangeRate(site);
  mount(site, currencies);
  mountFiscalYears(site);
  mountCompanySettings(site);
  mountOrders(site);
  mountOrderConvert(site);
  mountInvoices(site);
  mountInvoiceDrafts(site);
  mountSending(site);
  mountPayments(site);
  mountBankTransactions(site);
  mount(site, bankAccounts);
  mount(site, banks);
  mountVouchers(site);
  mountVoucherDrafts(site);
  mountLedgerItems(site);
  mountAccounts(site);
  mount(site, vatCodes);
  mount(site, vatCodeRates);
  mount(site, projects);
  mountCostCenters(site);
  mountSalesAttachments(site);
  mountAttachments(site);
}
