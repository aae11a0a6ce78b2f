/**
 * Drafts in the ledger of orders that count as booked: such a draft takes no stock yet, and takes
 * its rows' pieces as soon as somebody books it. They were made before stock was kept, or are
 * linked by a person. Until then their pieces are taken off the shop's figure, so that booking one
 * changes nothing. The ledger's own lists say which stand: what was booked or deleted since isn't
 * there, so a run costs as many pages as there are drafts, however many there have been.
 */
import type { LedgerStock } from "../../domain/goods/stock.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { draftById } from "../../eaccounting/invoice-drafts.ts";
import { orderById } from "../../eaccounting/orders.ts";
import { type ListedDraft, readDrafts, readInvoicePieces } from "../../eaccounting/stock.ts";
import type { KnownDrafts, VendorPort, WorkPort } from "../port.ts";
import type { OrderBetween } from "./unbooked.ts";

type Kind = KnownDrafts["kinds"][number];
type Rows = NonNullable<ListedDraft["pieces"]>;

/** A draft that stands, of which order it is, and what it will take. */
export type LiveDraft = {
  readonly id: string;
  readonly orderId: string;
  readonly rows: Rows;
};

type Ports = Pick<VendorPort, "readPage"> & Pick<WorkPort, "drafts">;

/** Reads nothing of the ledger where no order has a document that may be a draft. */
export async function readLiveDrafts(ports: Ports): Promise<Result<readonly LiveDraft[], Failure>> {
  const asked = await ports.drafts({ ids: [] });
  if (!asked.ok) return asked;
  const listed = new Map<string, ListedDraft & { readonly kind: Kind }>();
  for (const kind of asked.value.kinds) {
    const read = await readDrafts(ports.readPage, kind);
    if (!read.ok) return read;
    for (const draft of read.value) listed.set(draft.id, { ...draft, kind });
  }
  if (listed.size === 0) return ok([]);
  const known = await ports.drafts({ ids: [...listed.keys()] });
  if (!known.ok) return known;
  const standing: LiveDraft[] = [];
  for (const { id, orderId } of known.value.documents) {
    const draft = listed.get(id);
    if (draft === undefined) continue;
    const rows = await rowsOf(ports, draft);
    if (!rows.ok) return rows;
    standing.push({ id, orderId, rows: rows.value });
  }
  return ok(standing);
}

async function rowsOf(
  ports: Ports,
  { id, kind, pieces }: ListedDraft & { readonly kind: Kind },
): Promise<Result<Rows, Failure>> {
  if (pieces !== null) return ok(pieces);
  const answer = await ports.readPage(kind === "order" ? orderById(id) : draftById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok([]) : answer;
  return readInvoicePieces(answer.value);
}

type Seen = {
  /** Before the ledger's stock was read, and after it. */
  readonly before: readonly LiveDraft[];
  readonly after: readonly LiveDraft[];
  readonly ledger: readonly LedgerStock[];
  /** Orders that were read by themselves and whose sale counts in full. */
  readonly counted: ReadonlySet<string>;
};

/**
 * What those drafts will take. One that was booked, deleted or changed while the stock was read may
 * be in its figures or not: its articles are left alone in this run. Pure.
 */
export function draftsBetween({ before, after, ledger, counted }: Seen): readonly OrderBetween[] {
  const numbers = new Map(ledger.map((article) => [article.id, article.number]));
  const then = new Map(before.map((draft) => [draft.id, draft]));
  const now = new Map(after.map((draft) => [draft.id, draft]));
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((id): OrderBetween[] => {
    const found = [then.get(id), now.get(id)].filter((draft) => draft !== undefined);
    const orderId = found[0]?.orderId;
    if (orderId === undefined || counted.has(orderId)) return [];
    const pieces = found.map(({ rows }) =>
      rows.flatMap(({ articleId, quantity }) => {
        const code = numbers.get(articleId);
        return code === undefined ? [] : [{ code, quantity }];
      }),
    );
    const [shop = []] = pieces;
    return [
      {
        orderId,
        moving: found.length < 2 || JSON.stringify(pieces[0]) !== JSON.stringify(pieces[1]),
        shop,
        ledger: [],
        unclear: [],
        named: [...new Set(pieces.flat().map(({ code }) => code))],
      },
    ];
  });
}
