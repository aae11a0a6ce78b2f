// HTTP status per error code. Documented is the code only; what is known of the status is 401, 403 for scopes and
// modules, 409 for a number that is taken, 429. The rest is inferred, and where it matters it is a switch. Control can
// override any (`PUT /_control/statuses`).
import type { Switches } from "../../kit/switches.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { VendorFault } from "./fault.ts";

const FIXED: Readonly<Record<number, number>> = {
  4004: 403,
  4009: 403,
  4005: 401,
  4006: 403,
  4010: 429,
  5000: 500,
};

type StatusSwitch = Extract<keyof EaccountingSwitches, `status${number}`>;

const SWITCHED: Readonly<Record<number, StatusSwitch>> = {
  3000: "status3000",
  3001: "status3001",
  4000: "status4000",
  4001: "status4001",
  4002: "status4002",
  4013: "status4013",
  4023: "status4023",
  4024: "status4024",
  4025: "status4025",
  4026: "status4026",
  4038: "status4038",
  4100: "status4100",
};

export function statusOf(
  fault: VendorFault,
  switches: Switches<EaccountingSwitches>,
  overrides: ReadonlyMap<number, number>,
): number {
  const override = overrides.get(fault.code);
  if (override !== undefined) return override;
  if (fault.options.status !== undefined) return fault.options.status;
  const named = Object.hasOwn(SWITCHED, fault.code) ? SWITCHED[fault.code] : undefined;
  return named === undefined ? (FIXED[fault.code] ?? 400) : Number(switches.get(named));
}
