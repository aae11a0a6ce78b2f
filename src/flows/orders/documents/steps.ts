/**
 * Single steps with an order's document: recording a write's outcome, reading its answer, deleting
 * a document.
 *
 * Two canonical texts describe the fields of a sales order that are ours:
 *
 * - `writtenFields`: what a plan writes. Equal to that of the last written plan means nothing to
 *   write.
 * - `storedFields`: what the ledger stored. A difference from what it stored after our last write
 *   means that a person changed a field. Stored is compared with stored, so that values that the
 *   ledger fills in or rewords don't count as a person's change.
 *
 * The status (a person may confirm a draft), totals and what the ledger adds are not ours and never
 * compared. The texts hold personal data, so only their hashes are kept.
 */
import { amount, dec, type Decimal, plain } from "../../../domain/money.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/orders/sales-order.ts";
import { type ReadOrder, readOrderId } from "../../../eaccounting/orders.ts";
import type { Settings } from "../../../settings/schema.ts";
import type {
  DocumentRecord,
  FlowEnd,
  RunFacts,
  VendorPort,
  WriteIntent,
  Written,
} from "../../port.ts";
import { bareRecord, hashOf, keyed, settlement, settleRecord } from "../../settlement.ts";
import type { DocumentIdentity, OrderCase } from "../shared/case.ts";
import { DOCUMENT_HANDLERS, type DocumentHandler } from "../shared/document-kinds.ts";

/**
 * The write succeeded but its answer couldn't be read: the id is kept, so that no second document
 * is made, and the document is read again.
 */
export function settleUnreadable(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written,
  failure: Failure,
): Result<FlowEnd, Failure> {
  const id = readOrderId(written.answer);
  if (!id.ok) {
    order.ports.settle({ ...settlement(written, "in-doubt"), failure });
    return err(failure);
  }
  const document = bareRecord(recordIdentity(order, identity), { id: id.value, number: null });
  settleRecord(order.ports, written, "done", document);
  return err({ kind: "transient", vendor: "eaccounting", cause: "the answer could not be read" });
}

export function settleDone(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written,
  answer: AnsweredOrder,
): void {
  const document = bareRecord(recordIdentity(order, identity), {
    id: answer.id,
    number: numberOf(answer),
  });
  settleRecord(order.ports, written, "done", document);
}

/**
 * Returns which document it is; of a credit also what it takes back of which order, so that an
 * order's credits are added up, and what an invoice stands for.
 */
export const recordIdentity = (
  { order, credits, content }: Pick<OrderCase, "order" | "credits" | "content">,
  { role, n }: Pick<DocumentIdentity, "n"> & { readonly role: DocumentRecord["role"] },
): Pick<DocumentRecord, "role" | "n" | "credits" | "content"> => ({
  role,
  n,
  ...(credits === undefined ? {} : { credits: { original: credits.key, amount: order.gross } }),
  // A draft's content is stored before it is booked: if the answer is lost, it is known what was
  // booked.
  ...(content === undefined || role === "sales-order" ? {} : { content }),
});

const numberOf = (answer: AnsweredOrder): string | null =>
  answer.number === null ? null : String(answer.number);

/** Some calls answer with nothing; then the document is read. */
export async function answeredOrRead(
  ports: VendorPort,
  form: DocumentHandler,
  written: Written,
  id: string,
): Promise<Result<ReadOrder, Failure>> {
  const acted = form.readActed(written.answer);
  if (!acted.ok) return acted;
  if (acted.value !== null) return ok(acted.value);
  const answer = await ports.read(form.byId(id));
  return answer.ok ? form.read(answer.value) : answer;
}

/** Records a comparison, also for a document that was found and not written. */
export async function settleCompared(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written | null,
  { answer, planned }: { readonly answer: AnsweredOrder; readonly planned: SalesOrder },
  sourceHash: string | null,
): Promise<void> {
  const ownedHash = await ownedMark(answer, order.ports.settings, planned);
  const document: DocumentRecord = {
    ...recordIdentity(order, identity),
    id: answer.id,
    number: numberOf(answer),
    state: "live",
    sourceHash,
    ownedHash,
  };
  if (written === null) order.ports.saveDocument(document);
  else settleRecord(order.ports, written, "compared", document);
}

/** Deletes our own unbooked document. One that is gone already counts as deleted. */
export async function deleteUnbooked(
  order: OrderCase,
  identity: DocumentIdentity,
  id: string,
): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = DOCUMENT_HANDLERS[identity.role];
  const gone = bareRecord(recordIdentity(order, identity), { id, number: null }, "gone");
  const written = await ports.write(
    documentIntent(ports, form.kinds.remove, identity, id),
    form.remove(id),
  );
  if (!written.ok) {
    if (written.error.kind !== "not-found") return written;
    ports.saveDocument(gone);
    return ok(null);
  }
  settleRecord(ports, written.value, "compared", gone);
  return ok(null);
}

/** Deletes the second document with one marker; the order's document stays. */
export async function removeSecond(
  order: OrderCase,
  identity: DocumentIdentity,
  pair: { readonly second: string; readonly kept: DocumentRecord },
): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = DOCUMENT_HANDLERS[identity.role];
  const written = await ports.write(
    documentIntent(ports, form.kinds.remove, identity, pair.second),
    form.remove(pair.second),
  );
  if (!written.ok) return written;
  ports.settle(
    settlement(written.value, "compared", {
      documentId: pair.second,
      document: keyed(ports.key, pair.kept),
    }),
  );
  return ok(null);
}

/** Returns a write's place in the journal. */
export function documentIntent(
  ports: Pick<RunFacts, "key">,
  kind: WriteIntent["kind"],
  identity: DocumentIdentity,
  documentId: string | null,
  role: WriteIntent["role"] = identity.role,
): WriteIntent {
  return {
    key: ports.key,
    role,
    n: identity.n,
    kind,
    marker: identity.marker.text,
    markerCode: identity.marker.code,
    markerField: identity.field,
    documentId,
  };
}

/** Returns the canonical text of all that a plan writes. Reasons and predictions don't count. */
export function writtenFields(document: SalesOrder): string {
  const {
    customerId,
    orderDate,
    currency,
    pricesIncludeVat,
    invoiceAddress,
    deliveryAddress,
    ourReference,
    yourReference,
    buyersOrderReference,
    deliveryMethod,
    termsOfPaymentId,
  } = document;
  return JSON.stringify({
    customerId: customerId.toLowerCase(),
    orderDate,
    currency,
    pricesIncludeVat,
    invoiceAddress: canonical(invoiceAddress),
    deliveryAddress: canonical(deliveryAddress),
    ourReference,
    yourReference,
    buyersOrderReference,
    deliveryMethod: canonical(deliveryMethod),
    termsOfPaymentId,
    rows: document.rows.map((row) => rowFields(row)),
  });
}

type StoredFields = Readonly<
  Record<
    "customerId" | "currency" | "ourReference" | "yourReference" | "buyersOrderReference" | "rows",
    string
  >
>;

type Owned = Pick<
  AnsweredOrder,
  "customerId" | "currency" | "ourReference" | "yourReference" | "buyersOrderReference"
> & { readonly rows: readonly OwnedRow[] };

/** Returns the owned fields as answered, or as sent, each as canonical text. */
function ownedOf(answer: Owned): StoredFields {
  return {
    customerId: answer.customerId.toLowerCase(),
    currency: answer.currency,
    ourReference: answer.ourReference ?? "",
    yourReference: answer.yourReference ?? "",
    buyersOrderReference: answer.buyersOrderReference ?? "",
    rows: JSON.stringify(
      [...answer.rows].sort((a, b) => a.lineNumber - b.lineNumber).map((row) => rowFields(row)),
    ),
  };
}

/** Returns the text to hash after each write, and to compare on the next read. */
export const storedFields = (answer: Owned): string => JSON.stringify(ownedOf(answer));

type OwnedRow = {
  lineNumber: number;
  articleId: string | null;
  text: string | null;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
};

function rowFields(row: OwnedRow): readonly unknown[] {
  const text = row.text ?? "";
  if (row.articleId === null) return [row.lineNumber, null, text];
  return [
    row.lineNumber,
    row.articleId.toLowerCase(),
    text,
    plain(row.quantity),
    amount(row.unitPrice, 4),
    plain(dec(row.discount)),
  ];
}

/** Sorts the keys, whatever order they came in. */
const canonical = (value: object | null): unknown =>
  value === null ? null : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

/** Stands for all fields of `AnsweredOrder.head`; use another sign once that has more fields. */
const HEAD = "*";
const SAID = " !";

/** Texts that one plan may set and another leave out, by the ledger's names. */
const SAID_BY = {
  o: "OurReference",
  y: "YourReference",
  b: "BuyersOrderReference",
  n: "DeliveryMethodName",
  c: "DeliveryMethodCode",
  t: "TermsOfPaymentId",
} as const;
const LETTERS = Object.keys(SAID_BY) as readonly (keyof typeof SAID_BY)[];

/**
 * Returns the mark that later tells whether a person changed a field of ours: a hash of the fields
 * as the ledger stored them, the names of further fields that it covers, and one letter for each
 * text that the plan set. Fields filled by rules are ours as long as a rule fills them, so a change
 * of the rules isn't taken for a person's change; nor is a field that an older mark didn't cover.
 * Short, as it is kept with each document for ever.
 */
export async function ownedMark(
  answer: AnsweredOrder,
  settings: Settings,
  planned?: SalesOrder,
): Promise<string> {
  const { head, rows } = settings.mapping.orders;
  const mark = await markOf(answer, [
    ...(answer.head === undefined ? [] : [HEAD]),
    ...head.map(({ target }) => target),
    ...rows.map(({ target }) => `Rows.${target}`),
  ]);
  const said = planned === undefined ? "" : saidOf(planned);
  return said === "" ? mark : `${mark}${SAID}${said}`;
}

function saidOf(planned: SalesOrder): string {
  const values: Readonly<Record<keyof typeof SAID_BY, string | null>> = {
    o: planned.ourReference,
    y: planned.yourReference,
    b: planned.buyersOrderReference,
    n: planned.deliveryMethod?.name ?? null,
    c: planned.deliveryMethod?.code ?? null,
    t: planned.termsOfPaymentId,
  };
  return LETTERS.filter((letter) => values[letter] !== null).join("");
}

/**
 * Returns the texts of the head that our last write set, by the ledger's names; empty where the
 * mark names none.
 */
export function writtenTextsIn(mark: string | null): readonly string[] {
  const said = mark?.split(SAID)[1] ?? "";
  return LETTERS.filter((letter) => said.includes(letter)).map((letter) => SAID_BY[letter]);
}

/** Whether one of the fields that a mark covers has changed. */
export async function hasOwnFieldChanged(answer: AnsweredOrder, mark: string): Promise<boolean> {
  const [fields = ""] = mark.split(SAID);
  const [, targets] = fields.split(" ");
  return (await markOf(answer, targets === undefined ? [] : targets.split(","))) !== fields;
}

async function markOf(answer: AnsweredOrder, targets: readonly string[]): Promise<string> {
  const stored = storedFields(answer);
  if (targets.length === 0) return hashOf(stored);
  const rows = [...answer.rows].sort((a, b) => a.lineNumber - b.lineNumber);
  const values = targets.map((target) => {
    if (target === HEAD) return answer.head ?? null;
    return target.startsWith("Rows.")
      ? rows.map(({ mappable }) => mappable?.[target.slice("Rows.".length)] ?? "")
      : (answer.mappable?.[target] ?? "");
  });
  return `${await hashOf(JSON.stringify([stored, values]))} ${targets.join(",")}`;
}
