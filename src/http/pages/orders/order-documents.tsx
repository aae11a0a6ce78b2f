/**
 * All documents that an order has or had in the ledger, each once: what it is, its number, date and
 * amount, and whether it still stands. Kept first are those that were written first.
 */
import type { OperationView, Role } from "../../../domain/job.ts";
import { dec, type Decimal, sum } from "../../../domain/money.ts";
import type { JobTimeline } from "../../../sync/rpc.ts";
import { type DocumentPosting, moneyOf, type Postings } from "../../usecases/posting.ts";
import { dayOf } from "../format.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge } from "../ui.tsx";
import { useFormat, useMessages } from "../use-messages.ts";
import type { Word } from "../words.ts";

const SHOWN: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "order-credit",
  "delta-draft",
  "delta-invoice",
  "delta-credit-draft",
  "delta-credit",
  "voucher",
  "voucher-credit",
  "voucher-reversal",
]);

const BOOKED_AS: Readonly<Partial<Record<Role, Role>>> = {
  "invoice-draft": "invoice",
  "credit-draft": "credit",
  "delta-draft": "delta-invoice",
  "delta-credit-draft": "delta-credit",
};

/** What takes something back of what. */
const TAKES_BACK: Readonly<Partial<Record<Role, Role>>> = {
  credit: "invoice",
  "order-credit": "sales-order",
  "voucher-credit": "voucher",
  "voucher-reversal": "voucher",
};

/** `creditedSome`: by amounts that aren't known any more. */
type State =
  | "stands"
  | "draft"
  | "credited"
  | "partlyCredited"
  | "creditedSome"
  | "deleted"
  | "unlinked"
  | "unconfirmed"
  | "gone";

const TONES: Readonly<Record<State, Word["tone"]>> = {
  stands: "good",
  draft: "quiet",
  credited: "quiet",
  partlyCredited: "quiet",
  creditedSome: "quiet",
  deleted: "quiet",
  unlinked: "quiet",
  unconfirmed: "warn",
  gone: "bad",
};

export type OrderDocument = {
  readonly role: Role;
  readonly id: string | null;
  readonly number: string | null;
  /** `2026-11-28`; `null`: not known. */
  readonly day: string | null;
  readonly amount: { readonly figure: Decimal; readonly currency: string } | null;
  readonly state: State;
};

/** The last write of each role and turn, and what was linked by hand. */
export function orderDocuments(
  { operations, documents, past = [], missing }: Documents,
  postings: Postings,
): readonly OrderDocument[] {
  const written = lastOf(operations);
  const ids = new Set(written.map(({ documentId }) => documentId));
  const linked = documents.filter(({ id, day }) => !ids.has(id) && day === undefined);
  const stateOf = (role: Role, id: string | null): State => {
    const ended = past.find((one) => one.id === id)?.state;
    if (ended === "unlinked") return "unlinked";
    if (ended === "gone" || missing) return "gone";
    return BOOKED_AS[role] === undefined ? "stands" : "draft";
  };
  const rows = [
    ...written.map((one): OrderDocument => {
      const posting = postings.documents.find(({ documentId }) => documentId === one.documentId);
      const isOpen = one.state === "in-doubt" || one.documentId === null;
      return {
        role: one.role,
        id: one.documentId,
        number: one.documentNumber,
        day: dayIn(posting) ?? (one.settledAt === null ? null : dayOf(one.settledAt)),
        amount: moneyOf(posting),
        state: isDelete(one)
          ? "deleted"
          : isOpen
            ? "unconfirmed"
            : stateOf(one.role, one.documentId),
      };
    }),
    ...linked.map(({ role, id, number }): OrderDocument => {
      const posting = postings.documents.find(({ documentId }) => documentId === id);
      const state = stateOf(role, id);
      return { role, id, number, day: dayIn(posting), amount: moneyOf(posting), state };
    }),
  ];
  return rows.map((row) => ({ ...row, state: creditedIn(rows, row) ?? row.state }));
}

type Documents = Pick<JobTimeline, "operations" | "documents" | "past" | "missing">;

const isDelete = ({ kind, state }: OperationView): boolean =>
  (kind === "order.delete" || kind === "draft.delete") &&
  (state === "done" || state === "compared");

/** What was refused left nothing; what has no answer yet may have. */
function lastOf(operations: readonly OperationView[]): readonly OperationView[] {
  const last = new Map<string, OperationView>();
  for (const operation of operations) {
    const { role, n, state, documentId } = operation;
    if (!SHOWN.has(role) || (documentId === null && state !== "in-doubt")) continue;
    const key = `${role} ${n}`;
    const before = last.get(key);
    last.set(key, {
      ...operation,
      documentId: documentId ?? before?.documentId ?? null,
      documentNumber: operation.documentNumber ?? before?.documentNumber ?? null,
    });
  }
  // A draft is gone once it was booked, and its id with it.
  return [...last.values()].filter(({ role, n }) => !last.has(`${BOOKED_AS[role] ?? ""} ${n}`));
}

const dayIn = (posting: DocumentPosting | undefined): string | null =>
  posting?.booked != null && typeof posting.booked.voucher !== "string"
    ? posting.booked.voucher.date
    : (posting?.predicted?.date ?? null);

/** Of what still stands: whether credits took back all of it. `null`: none took back anything. */
function creditedIn(rows: readonly OrderDocument[], row: OrderDocument): State | null {
  if (row.state !== "stands") return null;
  const credits = rows.filter(
    ({ role, state }) => TAKES_BACK[role] === row.role && state === "stands",
  );
  if (credits.length === 0) return null;
  const amounts = credits.flatMap((one) => one.amount ?? []);
  if (row.amount === null || amounts.length < credits.length) return "creditedSome";
  const back = amounts.map(({ figure }) => dec(figure).abs().toFixed());
  return dec(row.amount.figure).abs().gt(sum(back)) ? "partlyCredited" : "credited";
}

export const OrderDocuments = ({ all }: { readonly all: readonly OrderDocument[] }) => {
  const { t, find } = useMessages();
  const format = useFormat();
  if (all.length === 0) return null;
  const columns = {
    kind: t("orders.documents.kind"),
    number: t("orders.documents.number"),
    day: t("orders.documents.day"),
    amount: t("orders.documents.amount"),
    state: t("orders.documents.state"),
  };
  return (
    <Stack
      label={t("orders.documents.title")}
      columns={[
        columns.kind,
        columns.number,
        columns.day,
        { name: columns.amount, figure: true },
        columns.state,
      ]}
    >
      <tbody>
        {all.map((one) => (
          <tr>
            <th scope="row">
              {find(`orders.summary.documents.${one.role}`) ?? t("orders.summary.documents.other")}
            </th>
            <Cell of={columns.number}>
              {one.number === null ? t("orders.documents.unnumbered") : <bdi>{one.number}</bdi>}
            </Cell>
            <Cell of={columns.day}>{one.day === null ? "–" : format.day(one.day)}</Cell>
            <Cell of={columns.amount} figure>
              {one.amount === null
                ? "–"
                : `${format.amount(one.amount.figure)} ${one.amount.currency}`}
            </Cell>
            <Cell of={columns.state}>
              <Badge
                word={{ text: t(`orders.documents.states.${one.state}`), tone: TONES[one.state] }}
              />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
