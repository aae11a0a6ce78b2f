/** The tenant's rules on a customer: fields of the ledger that nothing else here fills. Pure. */
import type { MappedValues } from "../../domain/mapped.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { CUSTOMER_STEPS } from "../../settings/expressions/limits.ts";
import { applyRules, Budget, valuesOf } from "../../settings/rules/apply.ts";
import { mappingOf, readyRules } from "../../settings/rules/compile.ts";
import { customerRecord } from "../../settings/rules/sources.ts";
import { targetNamed } from "../../settings/rules/targets.ts";
import type { Settings } from "../../settings/schema.ts";
import type { Party } from "./party.ts";

export type MappedCustomer = {
  readonly values: MappedValues;
  readonly recorded: readonly Reason[];
};

export function mapCustomer(
  party: Party,
  settings: Pick<Settings, "mapping">,
): Result<MappedCustomer, Reason> {
  const mapped = applyRules(
    readyRules(mappingOf(settings), "customers"),
    customerRecord(party),
    new Budget(CUSTOMER_STEPS),
  );
  if (!mapped.ok)
    return err(
      reason("rule-failed", {
        field: mapped.error.target,
        rule: mapped.error.fault.rule,
        fault: mapped.error.fault.code,
        line: null,
        column: mapped.error.fault.at.column,
      }),
    );
  return ok({
    values: valuesOf(mapped.value, (name) => targetNamed("customers", name)),
    recorded: mapped.value.map(({ target, rule, by, source }) =>
      reason("field-mapped", {
        field: `customer.${target}`,
        rule,
        by,
        source: by === "field" ? source : null,
      }),
    ),
  });
}
