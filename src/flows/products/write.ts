/**
 * One write of a product. What is tried is remembered with the journal's own entry before it goes
 * out: should the answer be lost, the shop may hold it, and it must not pass for somebody's
 * change.
 */
import {
  createProduct,
  readWrittenProduct,
  replaceProduct,
  type ShopArticle,
} from "../../asperion/products.ts";
import type { Role } from "../../domain/jobs/job.ts";
import type { ProductFields, ProductMemory, ProductField } from "../../domain/goods/product.ts";
import { ok, type Result, type Failure, isRefusal } from "../../domain/result.ts";
import { differs, holds, type Observation } from "../../domain/vendors/checks.ts";
import type { ClockPort, JournalEntry, JournalPort, MemoryPort, RunFacts } from "../port.ts";
import { recordObservation } from "../vendor-observations.ts";
import { settlement } from "../settlement.ts";
import { canonical } from "./canonical.ts";
import { unchangedFields, fieldsOf, memoryAfterPush, rememberAttempt } from "./plan.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";

type ToWrite = {
  /** By which the memory keeps it: the article's id in the ledger, or the group's. */
  readonly id: string;
  readonly key: string;
  readonly role: Role & ("product" | "product-parent");
  readonly code: string;
  readonly fields: ProductFields;
  readonly memory: ProductMemory;
  /** The article to replace; `null` creates one. */
  readonly target: ShopArticle | null;
  readonly journal: readonly JournalEntry[];
};

/** Answers the memory as it is after the shop has answered. */
export async function writeProduct(
  ports: JournalPort & MemoryPort & ClockPort & Pick<RunFacts, "lists">,
  work: ToWrite,
): Promise<Result<ProductMemory, Failure>> {
  const { id, fields, target, code } = work;
  const { memory } = work;
  const whole = target === null ? fields : { ...unchangedFields(memory, target), ...fields };
  ports.products.save({ id, memory: rememberAttempt(memory, whole, ports.now()) });
  const request = target === null ? createProduct(fields) : replaceProduct(target, fields);
  const kind = target === null ? ("product.create" as const) : ("product.update" as const);
  const n = target === null ? attemptNumber(work.journal, work.key, work.role, code) : 1;
  const written = await ports.write(
    {
      key: work.key,
      role: work.role,
      n,
      kind,
      marker: code,
      markerCode: null,
      markerField: "articleCode",
      documentId: target === null ? null : String(target.id),
    },
    request,
  );
  if (!written.ok) {
    // A refused write can't take effect later.
    if (isRefusal(written.error)) ports.products.save({ id, memory });
    return written;
  }
  const answered = readWrittenProduct(written.value.answer);
  if (!answered.ok) return answered;
  ports.settle(
    settlement(written.value, "compared", {
      documentId: String(answered.value.id),
      documentNumber: answered.value.product.sku,
    }),
  );
  recordObservation(
    ports,
    "P28",
    storedSeen(ports.lists.seenAtWork?.P28, fields, answered.value.product),
  );
  const known = memoryAfterPush(memory, fields, answered.value, ports.now());
  const after = withDerived(known, fields, target, answered.value);
  ports.products.save({ id, memory: after });
  return ok(after);
}

/**
 * Whether each field that was sent came back (P28): one that the shop calls otherwise stays empty
 * there. Once one did, only an answer with that very field tells that it doesn't any more.
 */
export function storedSeen(
  before: Observation | undefined,
  sent: ProductFields,
  stored: ProductFields,
): Observation | null {
  const notEmpty = fieldsOf(sent).filter((field) => canonical(field, sent[field]) !== "");
  const lost = notEmpty.filter((field) => canonical(field, stored[field]) === "");
  if (lost.length > 0) return differs({ hidden: lost.join(", ") });
  const hidden = before?.verdict === "differs" ? String(before.facts["hidden"]).split(", ") : [];
  return hidden.every((field) => notEmpty.some((one) => one === field)) ? holds() : null;
}

/**
 * The same number until something comes of it; the next one once an article was made, given up, or
 * is to have another code.
 */
function attemptNumber(
  journal: readonly JournalEntry[],
  key: string,
  role: Role,
  code: string,
): number {
  const made = journal.filter(
    (entry) => entry.key === key && entry.role === role && entry.kind === "product.create",
  );
  const again = made.find(
    (entry) =>
      entry.marker === code &&
      (entry.state === "planned" || (entry.state === "rejected" && entry.refused)),
  );
  return again?.n ?? Math.max(0, ...made.map((entry) => entry.n)) + 1;
}

/** The memory after a write of `fields` to `before`: derived values count as stored of ours. */
export function withDerived(
  memory: ProductMemory,
  fields: ProductFields,
  before: ShopArticle | null,
  answered: ShopArticle,
): ProductMemory {
  if (before === null) return memory;
  const more = (Object.keys(memory.fields) as ProductField[]).flatMap((field) => {
    const known = memory.fields[field];
    const was = canonical(field, before.product[field]);
    const now = canonical(field, answered.product[field]);
    // What the answer doesn't show isn't known to have changed.
    if (known === undefined || fields[field] !== undefined || now === "" || now === was) return [];
    const isOurs = [known.pushed, known.stored, ...known.tried].includes(fingerprint(was));
    return isOurs ? [[field, { ...known, stored: fingerprint(now) }] as const] : [];
  });
  return { ...memory, fields: { ...memory.fields, ...Object.fromEntries(more) } };
}
