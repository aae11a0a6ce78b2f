/**
 * Counts how often in a row a rule stopped a record. One stop may be the record's fault; several in
 * a row are the rule's, and get a reason of their own. Counted in the tenant's memory, which is
 * stored with the job's end.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { FlowPorts } from "../../port.ts";
import type { Plan } from "../shared/plan-input.ts";

const MANY = 3;
const MEMORY = "rule-failures";

type Ports = Pick<FlowPorts, "key" | "memory" | "remember">;

/** Counts the stop; says so from the third in a row on. */
export function countRuleFailure(
  ports: Ports,
  plan: Extract<Plan, { kind: "hold" }>,
): readonly Reason[] {
  if (plan.ruleFault === undefined) return [];
  const { target, fault } = plan.ruleFault;
  const [rule, count, key] = (ports.memory[MEMORY] ?? "").split(" ");
  const before = rule === fault.rule ? Number(count) : 0;
  // The same record counts once.
  const times = rule === fault.rule && key === ports.key ? before : before + 1;
  ports.remember(MEMORY, `${fault.rule} ${times} ${ports.key}`);
  return times < MANY
    ? []
    : [reason("rule-fails-often", { field: target, rule: fault.rule, times })];
}

/** A record on which every rule worked ends the row. */
export function resetRuleFailures(ports: Ports): void {
  if ((ports.memory[MEMORY] ?? "") !== "") ports.remember(MEMORY, "");
}
