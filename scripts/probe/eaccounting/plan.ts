/** All checks of eAccounting. */
import type { Plan } from "../run.ts";
import { signInChecks } from "../sign-in-checks.ts";

export const EACCOUNTING_PLAN: Plan = {
  checks: [...signInChecks({ pkce: "E28", refresh: "E27", secret: null })],
  cleanUp: async () => {},
};
