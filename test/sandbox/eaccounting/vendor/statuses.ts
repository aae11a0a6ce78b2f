// HTTP status per error code. Documented is the code only; what is known of the status is 401, 403 for scopes and
// modules, 409 for a number that is taken, 429. The rest is inferred, and where it matters it is a switch. Control can
// override any (`PUT /_control/statuses`).
import type { Switches } from "../../kit/switches.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { VendorFault } from "./fault.ts";

const FIXED: Readonly<Record<number, number>> = { 4004: 403, 4005: 401, 4006: 403, 4010: 429, 5000: 500 };

export function statusOf(fault: VendorFault, switches: Switches<EaccountingSwitches>, overrides: ReadonlyMap<number, number>): number {
  const override = overrides.get(fault.code);
  if (override !== undefined) return override;
  if (fault.options.status !== undefined) return fault.options.status;
  switch (fault.code) {
    case 3000:
      return Number(switches.get("status3000"));
    case 4000:
      return Number(switches.get("status4000"));
    case 4001:
      return Number(switches.get("status4001"));
    case 4002:
      return Number(switches.get("status4002"));
    case 4013:
      return Number(switches.get("status4013"));
    case 4100:
      return Number(switches.get("status4100"));
    default:
      return FIXED[fault.code] ?? 400;
  }
}
