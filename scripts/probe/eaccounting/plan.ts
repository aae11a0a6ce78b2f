/** All checks of eAccounting. */
import type { Plan } from "../run.ts";
import { signInChecks } from "../sign-in-checks.ts";
import { ARTICLE_CHECKS } from "./articles.ts";
import { ATTACHMENT_CHECKS } from "./attachments.ts";
import { COMPANY_CHECKS } from "./company.ts";
import { CREDIT_CHECKS } from "./credits.ts";
import { CUSTOMER_CHECKS } from "./customers.ts";
import { DRAFT_CHECKS } from "./drafts.ts";
import { FILTER_CHECKS } from "./filters.ts";
import { INVOICE_CHECKS } from "./invoices.ts";
import { LIMIT_CHECKS } from "./limits.ts";
import { ORDER_CHECKS } from "./orders.ts";
import { takeBack } from "./own.ts";
import { PAYMENT_CHECKS } from "./payments.ts";
import { VAT_CODE_CHECKS } from "./vat-codes.ts";
import { VOUCHER_CHECKS } from "./vouchers.ts";

export const EACCOUNTING_PLAN: Plan = {
  checks: [
    ...signInChecks({ pkce: "E28", refresh: "E27", secret: null }),
    ...COMPANY_CHECKS,
    ...FILTER_CHECKS,
    ...CUSTOMER_CHECKS,
    ...ORDER_CHECKS,
    ...DRAFT_CHECKS,
    ...ARTICLE_CHECKS,
    ...INVOICE_CHECKS,
    ...CREDIT_CHECKS,
    ...PAYMENT_CHECKS,
    ...VOUCHER_CHECKS,
    ...VAT_CODE_CHECKS,
    ...ATTACHMENT_CHECKS,
    ...LIMIT_CHECKS,
  ],
  cleanUp: takeBack,
};
