// Every route under /v2. A new resource is one file and one line here.
import { mount } from "../vendor/mount.ts";
import type { Site } from "../vendor/site.ts";
import { articles } from "./articles.ts";
import { bankAccounts, banks } from "./bank-accounts.ts";
import { mountCompanySettings } from "./company-settings.ts";
import { mountCountryByCode } from "./country-by-code.ts";
import { customers } from "./customers.ts";
import { mountBankTransactions } from "./payments/bank-transactions.ts";
import { mountPayments } from "./payments/payments.ts";
import { mountVouchers } from "./vouchers.ts";
import { mountInvoiceDrafts } from "./invoices/drafts.ts";
import { mountInvoices } from "./invoices/invoices.ts";
import { codings, countries, currencies, customerLabels, deliveryMethods, deliveryTerms, fiscalYears, termsOfPayments, units } from "./lookups.ts";
import { mountOrderConvert } from "./order-convert.ts";
import { mountOrders } from "./orders.ts";

export function mountResources(site: Site): void {
  mount(site, customers);
  mount(site, customerLabels);
  mount(site, articles);
  mount(site, codings);
  mount(site, units);
  mount(site, termsOfPayments);
  mount(site, deliveryMethods);
  mount(site, deliveryTerms);
  mount(site, countries);
  mountCountryByCode(site);
  mount(site, currencies);
  mount(site, fiscalYears);
  mountCompanySettings(site);
  mountOrders(site);
  mountOrderConvert(site);
  mountInvoices(site);
  mountInvoiceDrafts(site);
  mountPayments(site);
  mountBankTransactions(site);
  mount(site, bankAccounts);
  mount(site, banks);
  mountVouchers(site);
}
