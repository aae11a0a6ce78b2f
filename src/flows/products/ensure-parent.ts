/**
 * Sees to a group's parent, under a lock of the group: two members that come at once make one
 * parent. Whoever finds the lock taken waits, and then finds the parent.
 */
import type { Failure } from "../../domain/failure.ts";
import { type ProductFields, NO_MEMORY } from "../../domain/product.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts } from "../port.ts";
import { agreed } from "./plan.ts";
import { parentNeedsWork, planParent } from "./parent.ts";
import { onTrial } from "../on-trial.ts";
import { BY_PERSON, groupId, groupKey, type ProductKnown } from "./port.ts";
import { findTarget } from "./target.ts";
import { writeProduct } from "./write.ts";

export type Parent =
  | { readonly kind: "there"; readonly reasons: readonly Reason[] }
  | { readonly kind: "hold"; readonly reasons: readonly Reason[] };

const NOTHING: Parent = { kind: "there", reasons: [] };

export async function ensureParent(
  ports: FlowPorts,
  code: string,
  member: ProductFields | null,
  known: ProductKnown,
): Promise<Result<Parent, Failure>> {
  // A person's retry looks whether it is still there, and makes again what somebody deleted in the
  // shop.
  const again = ports.eventTypes.includes(BY_PERSON);
  if (!again && !parentNeedsWork(known.parent?.memory ?? null, known.members)) return ok(NOTHING);
  const locked = await ports.lockParty({
    identities: [{ kind: "product-group", value: code }],
    linkSource: null,
    journalKey: groupKey(code),
  });
  if (!locked.ok) return locked;
  // Under the lock: another member may have made it meanwhile.
  const fresh = await ports.products.known(groupId(code), code);
  if (!fresh.ok) return fresh;
  const kept = fresh.value.parent?.memory ?? null;
  if (!again && !parentNeedsWork(kept, fresh.value.members)) return ok(NOTHING);
  const found = await findTarget(ports, groupId(code), code, kept ?? NO_MEMORY);
  if (!found.ok) return found;
  if (found.value.kind !== "found")
    return ok({ kind: "hold", reasons: [reason("product-code-taken", { code })] });
  const target = found.value.article;
  const memory = target === null && again ? null : kept;
  const plan = planParent(code, member, fresh.value.members, memory, target);
  ports.note("plan", `parent ${code}`, { members: fresh.value.members, memory, plan });
  if (plan.do === "hold") return ok({ kind: "hold", reasons: plan.reasons });
  if (ports.settings.trial) return ok({ kind: "there", reasons: onTrial(plan.reasons) });
  if (plan.do === "nothing") {
    if (target !== null)
      ports.products.save({
        id: groupId(code),
        memory: agreed(memory ?? NO_MEMORY, plan.decided, target, ports.now()),
      });
    return ok({ kind: "there", reasons: plan.reasons });
  }
  const written = await writeProduct(ports, {
    id: groupId(code),
    key: groupKey(code),
    role: "product-parent",
    code,
    fields: plan.fields,
    memory: memory ?? NO_MEMORY,
    target,
    journal: locked.value.journal,
  });
  return written.ok ? ok({ kind: "there", reasons: plan.reasons }) : written;
}
