/**
 * The configurable article above a group of variants. It is created from its first member, under a
 * lock of the group, so that two members that come at once make one parent: a run that finds the
 * lock taken waits, and then finds the parent. Afterwards only its active state follows the group,
 * and everything else in it is the shop's.
 */
import {
  type ProductFields,
  NO_MEMORY,
  type Attribute,
  type ProductMemory,
} from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { FlowPorts } from "../port.ts";
import { canonical } from "./canonical.ts";
import { memoryAfterAgreement, type Decided } from "./plan.ts";
import { markAsTrial } from "../mark-as-trial.ts";
import { BY_PERSON, groupId, groupKey, type ProductKnown } from "./port.ts";
import { findTarget } from "./target.ts";
import { writeProduct } from "./write.ts";
import type { ShopArticle } from "../../asperion/products.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import { cutTrimmed } from "../../domain/platform/text.ts";
import { defined } from "../../domain/platform/defined.ts";

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
  if (ports.settings.trial) return ok({ kind: "there", reasons: markAsTrial(plan.reasons) });
  if (plan.do === "nothing") {
    if (target !== null)
      ports.products.save({
        id: groupId(code),
        memory: memoryAfterAgreement(memory ?? NO_MEMORY, plan.decided, target, ports.now()),
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

type ParentPlan = {
  readonly decided: readonly Decided[];
  readonly reasons: readonly Reason[];
} & (
  | { readonly do: "create" | "update"; readonly fields: ProductFields }
  | { readonly do: "nothing" }
  | { readonly do: "hold" }
);

/** Whether the parent has work: it isn't known, or its group has come to life or to its end. */
export function parentNeedsWork(memory: ProductMemory | null, members: number): boolean {
  if (memory === null || memory.asperionId === null) return true;
  const known = memory.fields.active;
  // One that was there before us and was only taken over is left alone.
  return known !== undefined && known.pushed !== fingerprint(canonical("active", members > 0));
}

/** `member`: the fields of the article that asks; `null` when a group only comes to its end. */
export function planParent(
  code: string,
  member: ProductFields | null,
  members: number,
  memory: ProductMemory | null,
  target: ShopArticle | null,
): ParentPlan {
  if (target === null && memory !== null && memory.asperionId !== null && member !== null)
    return { do: "hold", decided: [], reasons: [reason("product-gone", { code })] };
  if (target === null) {
    if (member === null) return { do: "nothing", decided: [], reasons: [] };
    const { currency, vatCode, salesType } = member;
    const fields: ProductFields = {
      sku: code,
      name: parentName(member.name ?? code, member.attributes ?? []),
      kind: "configurable",
      active: members > 0,
      ...(currency === undefined || currency === null ? {} : { currency }),
      ...defined({ vatCode, salesType }),
    };
    return {
      do: "create",
      fields,
      decided: [],
      reasons: [reason("product-parent-created", { code })],
    };
  }
  if (target.product.kind !== "configurable")
    return {
      do: "hold",
      decided: [],
      reasons: [reason("product-parent-not-configurable", { code })],
    };
  const known = memory?.fields.active;
  const there = fingerprint(canonical("active", target.product.active));
  const ours = known !== undefined && [known.pushed, known.stored, ...known.tried].includes(there);
  if (!ours || target.product.active === members > 0)
    return {
      do: "nothing",
      decided: ours ? [{ field: "active", verdict: "equal" }] : [],
      reasons: [],
    };
  return {
    do: "update",
    fields: { active: members > 0 },
    decided: [],
    reasons: [
      reason(members > 0 ? "product-parent-activated" : "product-parent-deactivated", { code }),
    ],
  };
}

/** "Hoodie M" of the size M is "Hoodie": words at the end that name the member are left out. */
export function parentName(name: string, attributes: readonly Attribute[]): string {
  const values = new Set(attributes.map(({ value }) => value.toLowerCase()));
  const words = name.split(/\s+/);
  while (words.length > 1 && values.has((words.at(-1) ?? "").replace(/[,;/-]+$/, "").toLowerCase()))
    words.pop();
  return cutTrimmed(words.join(" ").replace(/[\s,;/-]+$/, ""), 255) || name;
}
