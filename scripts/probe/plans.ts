/** The checks of each vendor, and the rows that have none. */
import type { Vendor } from "../../src/domain/ids.ts";
import { ASPERION_PLAN } from "./asperion/plan.ts";
import { EACCOUNTING_PLAN } from "./eaccounting/plan.ts";
import type { Plan } from "./run.ts";

export { WITHOUT_CHECK } from "./without-check.ts";

export const PLANS: Readonly<Record<Vendor, Plan>> = {
  asperion: ASPERION_PLAN,
  eaccounting: EACCOUNTING_PLAN,
};
