/**
 * One reconciliation over a range of days: reads the shop's orders and the ledger's documents page
 * by page into the object's tables, and judges them there in steps. A run that breaks off continues
 * with its present part.
 *
 * Reads only; an order that was missed becomes a job of its own.
 */
import { DAY_MS } from "../../domain/platform/durations.ts";
import { sweepBetween } from "../../asperion/order-sweep.ts";
import type { OrderHead } from "../../asperion/orders.ts";
import { RETRY } from "../../domain/jobs/requested-actions.ts";
import { type Role, ROLES, isBookedInvoice } from "../../domain/jobs/job.ts";
import { markerCode, markersIn } from "../../domain/orders/marker.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../eaccounting/documents.ts";
import { readMarked } from "../../eaccounting/marked-documents.ts";
import { findNumbered, type NumberedDocument } from "../../eaccounting/numbered-documents.ts";
import type { LedgerFact, SourceFact } from "./facts.ts";
import { notListedOf, notListedPart } from "./kinds.ts";
import { type Ended, PARTS, type Range, type ReconciliationPorts, type Unlinked } from "./port.ts";
import { rangeOf } from "./range.ts";
import { defined } from "../../domain/platform/defined.ts";

type ReconciliationEnd = { readonly ended: Ended; readonly reasons: readonly Reason[] };

/** A document is made after its order was dated, but for clocks and days of other zones. */
const AHEAD_MS = 2 * DAY_MS;

export async function compareSides(
  ports: ReconciliationPorts,
): Promise<Result<ReconciliationEnd, Failure>> {
  const unfinished = ports.eventTypes.includes(RETRY)
    ? await ports.ask("unfinished", { ask: "unfinished" })
    : ok({ range: null });
  if (!unfinished.ok) return unfinished;
  const range = rangeOf(ports.eventTypes, ports.now(), unfinished.value.range);
  const since = startOf(range.from) - AHEAD_MS;
  const begun = await ports.ask("begun", { ask: "begin", since, ...range });
  if (!begun.ok) return begun;
  const done = new Set(begun.value.done);
  const notListed: DocumentKind[] = [...notListedOf(begun.value.done)];
  if (!done.has("sources")) {
    const read = await readSources(ports, range);
    if (!read.ok) return read;
    const noted = await ports.ask("taken", { ask: "done", part: "sources" });
    if (!noted.ok) return noted;
  }
  for (const kind of DOCUMENT_KINDS) {
    if (done.has(kind) || done.has(notListedPart(kind))) continue;
    const read = await readMarked(ports.read, kind, since, (documents) =>
      ports.ask("taken", { ask: "documents", documents }),
    );
    // A company without this module, or a user without this right, has none of ours either: said,
    // and gone on without.
    if (!read.ok && read.error.kind !== "no-access") return read;
    if (!read.ok) notListed.push(kind);
    const noted = await ports.ask("taken", {
      ask: "done",
      part: read.ok ? kind : notListedPart(kind),
    });
    if (!noted.ok) return noted;
  }
  for (const part of PARTS) {
    const stepped = await eachPage(
      (after) => ports.ask("stepped", { ask: "step", part, after }),
      async () => ok(undefined),
    );
    if (!stepped.ok) return stepped;
    if (part !== "link") continue;
    const linked = await linkWithoutJournal(ports);
    if (!linked.ok) return linked;
    if (done.has(UNMARKED)) continue;
    const found = await readUnmarked(ports, notListed);
    if (!found.ok) return found;
    const credited = await readManualCredits(ports, notListed);
    if (!credited.ok) return credited;
    const noted = await ports.ask("taken", { ask: "done", part: UNMARKED });
    if (!noted.ok) return noted;
  }
  const ended = await ports.ask("ended", { ask: "end" });
  return ended.ok
    ? ok({ ended: ended.value, reasons: reasonsOf(range, ended.value, notListed) })
    : ended;
}

const startOf = (day: string): number => {
  const stamp = parseLocal(day);
  return stamp === null ? 0 : instantsOf(stamp, SOURCE_ZONE).earliest;
};

async function readSources(
  ports: ReconciliationPorts,
  { from, to }: Range,
): Promise<Result<unknown, Failure>> {
  const visit = async (
    heads: readonly OrderHead[],
  ): Promise<Result<{ allKnown: boolean }, Failure>> => {
    // The dates show whether a filter lets more through.
    const within = heads.filter(({ date }) => date.slice(0, 10) >= from && date.slice(0, 10) <= to);
    const orders = await Promise.all(
      within.map(async (head): Promise<SourceFact> => ({
        id: head.id,
        number: head.number,
        date: head.date,
        knownState: await ports.stateOf(head.state),
        sums: head.sums ?? null,
      })),
    );
    const taken = await ports.ask("taken", { ask: "sources", orders });
    return taken.ok ? ok({ allKnown: false }) : taken;
  };
  return sweepBetween({
    send: ports.read,
    administrationId: ports.administrationId,
    from: `${from}T00:00:00`,
    to: `${to}T23:59:59`,
    whole: true,
    summed: true,
    visit,
  });
}

/** Asks page after page, from the first, and hands each on, until one says that it is the last. */
async function eachPage<P extends { readonly next: string | null }>(
  ask: (after: string) => Promise<Result<P, Failure>>,
  visit: (page: P) => Promise<Result<unknown, Failure>>,
): Promise<Result<unknown, Failure>> {
  for (let after: string | null = ""; after !== null;) {
    const page = await ask(after);
    if (!page.ok) return page;
    const visited = await visit(page.value);
    if (!visited.ok) return visited;
    after = page.value.next;
  }
  return ok(undefined);
}

const UNMARKED = "unmarked";

/**
 * A linked document has no marker and may be older than the listed time: one read each. A deleted
 * one stays unread.
 */
const readUnmarked = (
  ports: ReconciliationPorts,
  notListed: readonly DocumentKind[],
): Promise<Result<unknown, Failure>> =>
  eachPage(
    (after) => ports.ask("unmarked", { ask: "unmarked", after }),
    async (page) => {
      const found: (LedgerFact & { readonly key: string })[] = [];
      for (const { kind, id, key } of page.documents) {
        if (notListed.includes(kind)) continue;
        const read = await findNumbered(ports.read, kind, id, 0);
        if (!read.ok) return read;
        found.push(...read.value.map((one) => ({ ...factOf(one), key })));
      }
      return ports.ask("taken", { ask: "found", documents: found });
    },
  );

const factOf = ({
  document: { kind, id, number, customerId, date },
  credit,
  creditedBy,
  sums,
}: NumberedDocument): LedgerFact => ({
  kind,
  id,
  number,
  code: "",
  order: "",
  createdAt: null,
  invoiced: false,
  credit,
  ...defined({ creditedBy, date: date ?? undefined }),
  customerId,
  sums,
});

/**
 * A person's credit in the ledger: it is in no list of marked documents, but the invoice names it.
 * It counts with the order's own documents, so that an invoice that was credited by a person
 * doesn't count as booked.
 */
async function readManualCredits(
  ports: ReconciliationPorts,
  notListed: readonly DocumentKind[],
): Promise<Result<unknown, Failure>> {
  if (notListed.includes("invoice")) return ok(undefined);
  return eachPage(
    (after) => ports.ask("credits", { ask: "credits", after }),
    async ({ credits }) => {
      const known = await rememberedOf(
        ports,
        credits.map(({ id }) => id),
      );
      if (!known.ok) return known;
      const found: (LedgerFact & { readonly key: string })[] = [];
      for (const { id, key } of credits) {
        if (known.value.has(id)) continue;
        const read = await findNumbered(ports.read, "invoice", id, 0);
        if (!read.ok) return read;
        found.push(
          ...read.value
            .filter(({ document }) => !isMarked(document))
            .map((one) => ({ ...factOf(one), key, isManual: true as const })),
        );
      }
      return ports.ask("taken", { ask: "found", documents: found });
    },
  );
}

const isMarked = ({ texts }: NumberedDocument["document"]): boolean =>
  markersIn(Object.values(texts).join(" ")).length > 0;

async function rememberedOf(
  ports: ReconciliationPorts,
  ids: readonly string[],
): Promise<Result<ReadonlySet<string>, Failure>> {
  const known = new Set<string>();
  if (ids.length === 0) return ok(known);
  const read = await eachPage(
    (after) => ports.ask("remembered", { ask: "remembered", ids, after }),
    async (page) => {
      for (const id of page.ids) known.add(id);
      return ok(undefined);
    },
  );
  return read.ok ? ok(known) : read;
}

const INVOICED_AS = ROLES.filter(isBookedInvoice);
const CODED_AS: Readonly<Record<DocumentKind, readonly Role[]>> = {
  order: ["sales-order"],
  "invoice-draft": INVOICED_AS,
  invoice: [...INVOICED_AS, "sales-order"],
  voucher: ["voucher", "voucher-credit", "voucher-reversal", "voucher-payment", "rounding"],
};
const MAX_N = 9;

/**
 * A journal that is younger than a document doesn't name its marker. The marker itself says whose
 * it is: it comes out the same.
 */
const linkWithoutJournal = (ports: ReconciliationPorts): Promise<Result<unknown, Failure>> =>
  eachPage(
    (after) => ports.ask("unlinked", { ask: "unlinked", after }),
    async (page) => {
      const links = await Promise.all(
        page.documents.map(async (document) => ({
          kind: document.kind,
          id: document.id,
          orderId: await ownerOf(ports.administrationId, document),
        })),
      );
      const found = links.flatMap(({ orderId, ...link }) =>
        orderId === null ? [] : [{ ...link, orderId }],
      );
      return ports.ask("taken", { ask: "link", links: found });
    },
  );

async function ownerOf(
  administrationId: number,
  { kind, code, orders }: Unlinked,
): Promise<number | null> {
  for (const orderId of orders)
    for (const role of CODED_AS[kind])
      for (let n = 1; n <= MAX_N; n += 1)
        if ((await markerCode({ administrationId, orderId: String(orderId), role, n })) === code)
          return orderId;
  return null;
}

function reasonsOf(
  { from, to }: Range,
  { orders, documents, findings, enqueued: takenUp }: Ended,
  notListed: readonly string[],
): readonly Reason[] {
  return [
    reason("reconciliation-done", { from, to, orders, documents, findings }),
    ...(takenUp === 0 ? [] : [reason("reconciliation-took-up", { count: takenUp })]),
    ...(notListed.length === 0
      ? []
      : [reason("reconciliation-not-listed", { kinds: notListed.join(", ") })]),
  ];
}
