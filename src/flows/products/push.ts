/**
 * Brings one product to the shop: found there, planned against its state, written where it differs.
 * The article is as the last pass read it. One that a full pass has missed is read again, and so is
 * one that a person asks for.
 */
import type { ShopArticle } from "../../asperion/products.ts";
import { type LedgerProduct, NO_MEMORY, type ProductMemory } from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { loadContext } from "./context.ts";
import type { ProductContext } from "./filter.ts";
import { ensureParent } from "./ensure-parent.ts";
import {
  examine,
  groupAfter,
  isBareOfOrder,
  type ToExamine,
  isGoneForGood,
  type ProductPresence,
  readPresence,
} from "./examine.ts";
import { memoryAfterAgreement, attentionOf, type Presence, type ProductPlan } from "./plan.ts";
import { markAsTrial } from "../mark-as-trial.ts";
import { groupKey, type ProductKnown, type ProductRow } from "./port.ts";
import { stageItem } from "./pull.ts";
import { desiredProduct } from "./desired-product.ts";
import { writeProduct } from "./write.ts";

export async function pushProduct(ports: FlowPorts, id: string): Promise<Result<FlowEnd, Failure>> {
  const context = await loadContext(ports);
  if (!context.ok) return context;
  const first = await ports.products.known(id, null);
  if (!first.ok) return first;
  const listed = first.value.row;
  if (listed === null || listed.product === null)
    return ok(end("skipped", [reason("product-unchanged")], null));
  const seen = await readPresence(ports, id, listed.product);
  if (!seen.ok) return seen;
  // Another product of the same number may be taking over its article in the shop.
  const known = seen.value.presence === "gone" ? await knownAlone(ports, id, listed.memory) : first;
  if (!known.ok) return known;
  const { row: now, made, linked = null } = known.value;
  const row = now ?? listed;
  const push = new Push({ ports, id, context: context.value, row, ...seen.value, linked });
  if (isGoneForGood(seen.value, row.memory)) return ok(push.gone());
  return isBareOfOrder(seen.value.product, made, row.memory)
    ? ok(push.leftOut(reason("product-made-of-order")))
    : push.run();
}

/** Locks an article of the shop, to which two products may be about to write at once. */
const lockArticle = (ports: FlowPorts, asperionId: number) =>
  ports.lockParty({
    identities: [{ kind: "shop-article", value: String(asperionId) }],
    linkSource: null,
    journalKey: null,
  });

/** What is known of a product while nobody else writes to its article in the shop. */
async function knownAlone(
  ports: FlowPorts,
  id: string,
  { asperionId }: ProductMemory,
): Promise<Result<ProductKnown, Failure>> {
  const locked = asperionId === null ? ok(null) : await lockArticle(ports, asperionId);
  return locked.ok ? ports.products.known(id, null) : locked;
}

type PushInput = ProductPresence & {
  readonly ports: FlowPorts;
  readonly id: string;
  readonly context: ProductContext;
  readonly row: ProductRow;
  readonly linked: string | null;
};

class Push {
  readonly ports: FlowPorts;
  readonly id: string;
  readonly context: ProductContext;
  readonly row: ProductRow;
  readonly product: LedgerProduct;
  readonly presence: Presence;
  readonly linked: string | null;
  readonly #memory: ProductMemory;

  constructor({ ports, id, context, row, product, presence: found, linked }: PushInput) {
    this.ports = ports;
    this.id = id;
    this.context = context;
    this.row = row;
    this.product = product;
    this.presence = found;
    this.linked = linked;
    this.#memory = row.memory;
  }

  async run(): Promise<Result<FlowEnd, Failure>> {
    const { ports, product, linked } = this;
    const examined = await this.#examine();
    if (!examined.ok) return examined;
    if (examined.value.kind === "hold") return ok(this.#end("held", [examined.value.reason]));
    const { plan, memory, target, from } = examined.value;
    ports.note("plan", product.number, { product, memory, plan });
    if (ports.settings.trial)
      return ok(this.#settled("skipped", [reason("trial-mode"), ...markAsTrial(plan.reasons)]));
    if (plan.do === "hold") return ok(this.#end("held", plan.reasons));
    // It has one product again: the one that has its number.
    // What a person's link was taken from has something left to say: the next comparison lets it.
    if (from !== null && plan.do !== "leave-out")
      ports.products.save({
        id: from,
        memory: NO_MEMORY,
        pushedGroup: null,
        ...(linked === null ? {} : { settledState: "taken" }),
      });
    // In one step with that, or a run that ends here would take our own values for the shop's.
    if (from !== null && linked === null && target !== null && plan.do !== "leave-out")
      ports.products.save({ id: this.id, memory: { ...memory, asperionId: target.id } });
    const parent = await this.#parent(plan);
    if (!parent.ok) return parent;
    if (parent.value.held) return ok(this.#end("held", parent.value.reasons));
    const written = await this.#write(plan, memory, target);
    if (!written.ok)
      return isCodeTaken(written.error)
        ? ok(this.#end("held", [reason("product-code-taken", { code: product.number })]))
        : written;
    const left = await this.#leaveGroup(plan);
    if (!left.ok) return left;
    return ok(
      this.#settled(outcomeOf(plan), [
        ...plan.reasons,
        ...parent.value.reasons,
        ...(linked === null || target === null
          ? []
          : [reason("product-linked", { code: target.product.sku })]),
      ]),
    );
  }

  /** Its plan is noted like any other: the page shows what this run has seen. */
  gone(): FlowEnd {
    const { product } = this;
    const reasons = [reason("product-not-in-ledger", { code: product.number })];
    const plan: ProductPlan = { do: "leave-out", decided: [], reasons };
    this.ports.note("plan", product.number, { product, memory: this.#memory, plan });
    return this.#settled("skipped", reasons);
  }

  leftOut(why: Reason): FlowEnd {
    return this.#settled("skipped", [why]);
  }

  /** Before it takes over another product's article, it locks that article and looks again. */
  async #examine(): ReturnType<typeof examine> {
    const look = () => examine(this.ports, this.context, this.#article());
    const first = await look();
    if (!first.ok || first.value.kind === "hold") return first;
    const { from, target } = first.value;
    if (from === null || target === null) return first;
    const locked = await lockArticle(this.ports, target.id);
    return locked.ok ? look() : locked;
  }

  #article(): ToExamine {
    const { id, product, presence, linked } = this;
    return { id, product, presence, linked, memory: this.#memory };
  }

  /** A variant needs its parent first. */
  async #parent(
    plan: ProductPlan,
  ): Promise<Result<{ held: boolean; reasons: readonly Reason[] }, Failure>> {
    const group = this.#group(plan);
    if (group === null) return ok({ held: false, reasons: [] });
    const known: Result<ProductKnown, Failure> = await this.ports.products.known(this.id, group);
    if (!known.ok) return known;
    const { fields } = desiredProduct(this.product, this.context, this.ports.settings.products);
    const parent = await ensureParent(this.ports, group, fields, known.value);
    return parent.ok
      ? ok({ held: parent.value.kind === "hold", reasons: parent.value.reasons })
      : parent;
  }

  /** The group that the article is in, once this plan is carried out. */
  #group(plan: ProductPlan): string | null {
    return groupAfter(plan, this, this.context, this.ports.settings);
  }

  async #write(
    plan: ProductPlan,
    before: ProductMemory,
    target: ShopArticle | null,
  ): Promise<Result<null, Failure>> {
    const { ports, id, product } = this;
    if (plan.do !== "create" && plan.do !== "update" && plan.do !== "nothing") return ok(null);
    const memory =
      target === null ? before : memoryAfterAgreement(before, plan.decided, target, ports.now());
    if (plan.do === "nothing") {
      ports.products.save({ id, memory });
      return ok(null);
    }
    const written = await writeProduct(ports, {
      id,
      key: ports.key,
      role: "product",
      code: target?.product.sku ?? product.number,
      fields: plan.fields,
      memory,
      target,
      journal: ports.journal,
    });
    return written.ok ? ok(null) : written;
  }

  /** The group that it was in before may have come to its end with it. */
  async #leaveGroup(plan: ProductPlan): Promise<Result<null, Failure>> {
    // What is left as it is in the shop stays in its group there.
    if (plan.do === "leave-out" && this.presence === "there") return ok(null);
    const group = this.#group(plan);
    const { pushedGroup } = this.row;
    if (pushedGroup !== null && pushedGroup !== group) {
      const handed = await this.ports.enqueue([
        { key: groupKey(pushedGroup), flow: "products", type: "member-left", lane: "sweep" },
      ]);
      if (!handed.ok) return handed;
    }
    this.ports.products.save({ id: this.id, pushedGroup: group });
    return ok(null);
  }

  /** Nothing is left to do until the article or the settings change. */
  #settled(outcome: FlowEnd["outcome"], reasons: readonly Reason[]): FlowEnd {
    const { desired } = stageItem(
      this.product,
      this.context,
      this.ports.settings.products,
      this.ports.settings.trial,
    );
    const gone = this.presence === "gone";
    // A newer pass may have met it meanwhile: only what was read here by itself is noted.
    this.ports.products.save({
      id: this.id,
      settledState: gone ? "gone" : desired,
      gone,
      ...(this.product === this.row.product ? {} : { product: this.product }),
    });
    return this.#end(outcome, reasons);
  }

  #end(outcome: FlowEnd["outcome"], reasons: readonly Reason[]): FlowEnd {
    return end(outcome, reasons, this.product.number);
  }
}

/** The rest is written beside a VAT code that differs, but somebody has to correct the code. */
function outcomeOf(plan: ProductPlan): FlowEnd["outcome"] {
  if (attentionOf(plan) !== undefined) return "needs-attention";
  return plan.do === "create" || plan.do === "update" ? "updated" : "skipped";
}

/**
 * The shop itself says that the code is in use, by an article that isn't found by it: its case
 * differs, or it was made a moment ago.
 */
const isCodeTaken = (failure: Failure): boolean =>
  failure.kind === "conflict" ||
  (failure.kind === "rejected" &&
    failure.fields.some(({ field }) => field?.toLowerCase() === "articlecode"));

export const end = (
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
  label: string | null,
): FlowEnd => ({ outcome, reasons, label, figures: null });
