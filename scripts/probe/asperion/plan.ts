/** All checks of Asperion, and the rows that have none. */
import { ASPERION_READS } from "../../../src/flows/vendor-reads/vendor-checks.ts";
import { shared } from "../check.ts";
import type { Plan } from "../run.ts";
import { signInChecks } from "../sign-in-checks.ts";
import { ARTICLE_CHECKS } from "./articles.ts";
import { BOOKED_CHECKS } from "./booked.ts";
import { DEBTOR_CHECKS } from "./debtors.ts";
import { LIMIT_CHECKS } from "./limits.ts";
import { LIST_CHECKS } from "./lists.ts";
import { ORDER_CHECKS } from "./orders.ts";
import { setAside } from "./own.ts";
import { VALIDATED_CHECKS } from "./validated.ts";

export const ASPERION_PLAN: Plan = {
  checks: [
    ...signInChecks({ pkce: "P21", secret: "P22", refresh: "P23" }),
    ...ASPERION_READS.map(shared),
    ...LIST_CHECKS,
    ...ORDER_CHECKS,
    ...DEBTOR_CHECKS,
    ...ARTICLE_CHECKS,
    ...VALIDATED_CHECKS,
    ...BOOKED_CHECKS,
    ...LIMIT_CHECKS,
  ],
  cleanUp: setAside,
};
