/**
 * The plan of one product, and nothing but the plan: what is to be written to the shop, and why
 * each field is or isn't. Pure, so that a dry run shows what a run does.
 *
 * Who wins a field: nothing is written where both sides agree. A field that only goes out when an
 * article is made is left to the shop ever after. Where the shop has neither what we sent last, nor
 * what it stored of that, nor what we tried to send, somebody changed it there: it is kept, unless
 * the field's rule says overwrite.
 */
import { HOUR_MS } from "../../domain/platform/durations.ts";
import type { ShopArticle } from "../../asperion/products.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import type {
  FieldMemory,
  LedgerProduct,
  ProductField,
  ProductFields,
  ProductMemory,
} from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { ProductSettings } from "../../settings/products/products.ts";
import { canonical } from "./canonical.ts";
import { leftOut, type ProductContext } from "./filter.ts";
import { RULE_OF, type DesiredProduct, desiredProduct } from "./desired-product.ts";

/** The decision about a field. */
type Verdict =
  | "made"
  | "equal"
  | "changed"
  | "overwritten"
  | "kept"
  | "kept-along"
  | "waits-for-code"
  | "create-only"
  | "stored-otherwise"
  | "left-empty";
export type Decided = { readonly field: ProductField; readonly verdict: Verdict };

export type ProductPlan = {
  readonly decided: readonly Decided[];
  readonly reasons: readonly Reason[];
} & (
  | { readonly do: "create"; readonly fields: ProductFields }
  /** `fields`: those that change. */
  | { readonly do: "update"; readonly fields: ProductFields }
  /** It is in the shop, as it should be or as it is left. */
  | { readonly do: "nothing" }
  | { readonly do: "leave-out" }
  | { readonly do: "hold" }
);

/**
 * Whether the article is still in the ledger: a whole pass that didn't meet it, and its own read,
 * say that it isn't.
 */
export type Presence = "there" | "gone";

type ProductInput = {
  readonly product: LedgerProduct;
  readonly presence: Presence;
  readonly context: ProductContext;
  readonly settings: ProductSettings;
  readonly memory: ProductMemory;
  /** The shop's article. */
  readonly target: ShopArticle | null;
  /** A person linked the two: the shop's article keeps its own code. */
  readonly isLinked?: boolean;
};

/** Decides what becomes of the ledger's article in the shop. Pure. */
export function planProduct({
  product,
  presence,
  context,
  settings,
  memory,
  target,
  isLinked = false,
}: ProductInput): ProductPlan {
  const out = leftOut(product, context, settings);
  const ours = memory.asperionId !== null;
  if (presence === "gone") {
    const why = reason("product-not-in-ledger", { code: product.number });
    return deactivation(target, settings, memory, why);
  }
  if (out?.code === "product-filtered" && ours && settings.whenFilteredOut === "deactivate")
    return deactivation(target, settings, memory, out);
  if (out !== null) return { do: "leave-out", decided: [], reasons: [out] };
  const desired = desiredProduct(product, context, settings);
  if (desired.fault)
    return { do: "hold", decided: [], reasons: desired.missing === null ? [] : [desired.missing] };
  if (target === null) return creation(product, desired, settings, memory);
  if (settings.createOnly)
    return { do: "nothing", decided: [], reasons: [reason("product-create-only")] };
  // A person linked two articles with different codes, which stay different.
  const { sku: _, ...withoutCode } = desired.fields;
  return update(isLinked ? withoutCode : desired.fields, desired.reasons, settings, memory, target);
}

function creation(
  product: LedgerProduct,
  desired: DesiredProduct,
  settings: ProductSettings,
  memory: ProductMemory,
): ProductPlan {
  if (memory.asperionId !== null)
    return { do: "hold", decided: [], reasons: [reason("product-gone", { code: product.number })] };
  if (!product.active && !settings.filter.inactive)
    return {
      do: "leave-out",
      decided: [],
      reasons: [reason("product-inactive", { code: product.number })],
    };
  if (desired.missing !== null) return { do: "hold", decided: [], reasons: [desired.missing] };
  const fields = Object.fromEntries(
    Object.entries(desired.fields).filter(([, value]) => value !== null),
  ) as ProductFields;
  return {
    do: "create",
    fields,
    decided: fieldsOf(fields).map((field) => ({ field, verdict: "made" })),
    reasons: [reason("product-created", { code: product.number }), ...desired.reasons],
  };
}

function update(
  desired: ProductFields,
  reported: readonly Reason[],
  settings: ProductSettings,
  memory: ProductMemory,
  target: ShopArticle,
): ProductPlan {
  const decided = pricesWithCode(
    pricesTogether(
      fieldsOf(desired).map((field): Decided => ({
        field,
        verdict: verdictOf(field, desired, settings, memory, target),
      })),
    ),
    memory,
    target,
  );
  const written = decided
    .filter(({ verdict }) => verdict === "changed" || verdict === "overwritten")
    .map(({ field }) => field);
  // A variant without its parent is none: what belongs together is written together, or not at all.
  const fields = together(written, decided, desired);
  const reasons = [
    ...decided.flatMap(reasonsOf),
    ...vatCodeLeft(decided, desired, target),
    ...reported,
  ];
  if (Object.keys(fields).length === 0)
    return { do: "nothing", decided, reasons: [reason("product-unchanged"), ...reasons] };
  return {
    do: "update",
    fields,
    decided,
    reasons: [reason("product-updated", { fields: Object.keys(fields).join(", ") }), ...reasons],
  };
}

function reasonsOf({ field, verdict }: Decided): readonly Reason[] {
  switch (verdict) {
    case "kept":
      return [reason("product-field-kept", { field })];
    case "kept-along":
      return [reason("product-price-kept", { field })];
    case "overwritten":
      return [reason("product-field-overwritten", { field })];
    case "stored-otherwise":
      return [reason("product-stored-otherwise", { field })];
    default:
      return [];
  }
}

/** It isn't sold any more: inactive, never deleted. Nothing else of it is touched. */
function deactivation(
  target: ShopArticle | null,
  settings: ProductSettings,
  memory: ProductMemory,
  why: Reason,
): ProductPlan {
  if (
    target === null ||
    memory.asperionId === null ||
    settings.createOnly ||
    !settings.fields.active.send
  )
    return { do: "leave-out", decided: [], reasons: [why] };
  const plan = update({ active: false }, [why], settings, memory, target);
  return plan.do === "update"
    ? { ...plan, reasons: [reason("product-deactivated"), ...plan.reasons.slice(1)] }
    : plan;
}

const PRICE_FIELDS: readonly ProductField[] = ["priceExclVat", "priceInclVat", "currency"];

const isPrice = ({ field }: Decided): boolean => PRICE_FIELDS.includes(field);

/** Prices that would be written have this verdict instead. */
const withPrices = (decided: readonly Decided[], verdict: Verdict): readonly Decided[] =>
  decided.map((one) =>
    isPrice(one) && (one.verdict === "changed" || one.verdict === "overwritten")
      ? { ...one, verdict }
      : one,
  );

/**
 * The rate of the coding changed, and the shop still has the VAT code that we gave it: prices of
 * the new rate wait until that code is changed as well.
 */
function pricesWithCode(
  decided: readonly Decided[],
  { fields }: ProductMemory,
  { product }: ShopArticle,
): readonly Decided[] {
  const { vatCode: known } = fields;
  const there = fingerprint(canonical("vatCode", product.vatCode));
  const waits =
    decided.some(({ field, verdict }) => field === "vatCode" && verdict === "create-only") &&
    known !== undefined &&
    [known.pushed, known.stored].includes(there);
  return waits ? withPrices(decided, "waits-for-code") : decided;
}

/**
 * An article's price is one value: where a person changed one of its two prices, or its currency,
 * the rest of it isn't written beside that.
 */
function pricesTogether(decided: readonly Decided[]): readonly Decided[] {
  if (!decided.some((one) => isPrice(one) && one.verdict === "kept")) return decided;
  return withPrices(decided, "kept-along");
}

/**
 * The article is sold at another VAT rate in the shop than its coding in the ledger has. Without a
 * code of its own it has the shop's default, which nobody here knows.
 */
function vatCodeLeft(
  decided: readonly Decided[],
  { vatCode: wanted = null }: ProductFields,
  { product }: ShopArticle,
): readonly Reason[] {
  const isLeft = decided.some(
    ({ field, verdict }) => field === "vatCode" && verdict === "create-only",
  );
  return isLeft && wanted !== null && product.vatCode !== null
    ? [reason("product-vat-code-differs", { wanted, there: product.vatCode })]
    : [];
}

/** What somebody has to see to, though the rest of the plan is carried out. */
export const attentionOf = ({ reasons }: ProductPlan): Reason | undefined =>
  reasons.find(({ code }) => code === "product-vat-code-differs");

const KIND_FIELDS: readonly ProductField[] = ["kind", "parent", "attributes"];

function together(
  written: readonly ProductField[],
  decided: readonly Decided[],
  desired: ProductFields,
): ProductFields {
  const keptKind = decided.some(
    ({ field, verdict }) =>
      KIND_FIELDS.includes(field) &&
      (verdict === "kept" || (field === "kind" && verdict === "left-empty")),
  );
  const names = written.filter((field) => !(keptKind && KIND_FIELDS.includes(field)));
  const all = names.some((field) => KIND_FIELDS.includes(field))
    ? [...new Set([...names, ...KIND_FIELDS.filter((field) => desired[field] !== undefined)])]
    : names;
  return Object.fromEntries(all.map((field) => [field, desired[field]]));
}

function verdictOf(
  field: ProductField,
  desired: ProductFields,
  settings: ProductSettings,
  memory: ProductMemory,
  target: ShopArticle,
): Verdict {
  const wanted = canonical(field, desired[field]);
  const there = canonical(field, target.product[field]);
  if (wanted === there) return "equal";
  const rule = settings.fields[RULE_OF[field]];
  if (!rule.onUpdate) return "create-only";
  const known = memory.fields[field];
  // A type that nobody here knows is never written over.
  if (field === "kind" && there === "") return "left-empty";
  if (known === undefined) return takenOver(field, wanted, there, rule.overwrite);
  if (known.pushed === fingerprint(wanted) && known.stored === fingerprint(there))
    return "stored-otherwise";
  if ([known.pushed, known.stored, ...known.tried].includes(fingerprint(there))) return "changed";
  return rule.overwrite ? "overwritten" : "kept";
}

/** Types that may become one another. */
const PLAIN_KINDS = ["simple", "virtual"];

/** The ledger cuts a longer name, perhaps at a blank that it then drops. */
const CUT_NAME = 49;

/**
 * A field that we never wrote: the article was in the shop before. What the ledger doesn't say
 * empties nothing: it knows no variants, and of a long name only the beginning. What the shop
 * switched off stays off.
 */
function takenOver(
  field: ProductField,
  wanted: string,
  there: string,
  overwrite: boolean,
): Verdict {
  if (wanted === "") return "left-empty";
  if (field === "kind" && (wanted === "simple" || !PLAIN_KINDS.includes(there)))
    return "left-empty";
  if (field === "name" && wanted.length >= CUT_NAME && there.startsWith(wanted))
    return "left-empty";
  if (field === "active" && wanted === "true") return overwrite ? "overwritten" : "kept";
  return "changed";
}

export const fieldsOf = (fields: ProductFields): ProductField[] =>
  (Object.keys(fields) as ProductField[]).filter((field) => fields[field] !== undefined);

/** No write comes true later than that; look-ups of its outcome end long before. */
const MAY_COME_TRUE_MS = HOUR_MS;

/**
 * The fields as they are remembered before they go out: should no answer come, the shop may hold
 * them, then or after later ones.
 */
export function rememberAttempt(
  memory: ProductMemory,
  fields: ProductFields,
  now: number,
): ProductMemory {
  const more = fieldsOf(fields).map((field) => {
    const known: FieldMemory = memory.fields[field] ?? { pushed: null, stored: null, tried: [] };
    return [
      field,
      {
        ...known,
        tried: [...new Set([...known.tried, fingerprint(canonical(field, fields[field]))])].slice(
          -TRIES_KEPT,
        ),
        until: now + MAY_COME_TRUE_MS,
      },
    ] as const;
  });
  return { ...memory, fields: { ...memory.fields, ...Object.fromEntries(more) } };
}

const TRIES_KEPT = 3;

/**
 * A write replaces the whole article: with the fields that change go all others as they are, and
 * with a late one they come back. Those of ours that are as they were written.
 */
export function unchangedFields(memory: ProductMemory, target: ShopArticle): ProductFields {
  const ours = (Object.keys(memory.fields) as ProductField[]).filter((field) => {
    const there = fingerprint(canonical(field, target.product[field]));
    const known = memory.fields[field];
    return known !== undefined && [known.pushed, known.stored, ...known.tried].includes(there);
  });
  return Object.fromEntries(ours.map((field) => [field, target.product[field]]));
}

/** What may still come true over what is written now, and until when. */
function late(
  { fields }: ProductMemory,
  field: ProductField,
  now: number,
): Pick<FieldMemory, "tried" | "until"> {
  const { tried = [], until = 0 } = fields[field] ?? {};
  return now < until && tried.length > 0 ? { tried, until } : { tried: [] };
}

/**
 * The memory once the shop has answered: what was sent and what it made of it. Fields that weren't
 * written stay as they were known. `memory`: as it was before this write was tried.
 */
export function memoryAfterPush(
  memory: ProductMemory,
  fields: ProductFields,
  answered: ShopArticle,
  now: number,
): ProductMemory {
  const more = fieldsOf(fields).map(
    (field) =>
      [
        field,
        {
          pushed: fingerprint(canonical(field, fields[field])),
          stored: fingerprint(canonical(field, answered.product[field])),
          ...late(memory, field, now),
        },
      ] as const,
  );
  return {
    ...memory,
    asperionId: answered.id,
    sku: answered.product.sku,
    fields: { ...memory.fields, ...Object.fromEntries(more) },
  };
}

/** Remembers fields in which both sides agree, whoever wrote them. */
export function memoryAfterAgreement(
  memory: ProductMemory,
  decided: readonly Decided[],
  target: ShopArticle,
  now: number,
): ProductMemory {
  const more = decided
    .filter(({ verdict }) => verdict === "equal")
    .map(({ field }) => {
      const mark = fingerprint(canonical(field, target.product[field]));
      return [field, { pushed: mark, stored: mark, ...late(memory, field, now) }] as const;
    });
  return {
    ...memory,
    asperionId: target.id,
    sku: target.product.sku,
    fields: { ...memory.fields, ...Object.fromEntries(more) },
  };
}
