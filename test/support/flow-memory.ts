/**
 * What the tenant's object remembers, in maps: journal, documents, links, articles and numbers.
 * What tests change in it is here too.
 */
import { isDeepStrictEqual } from "node:util";
import { isFiltered } from "../../src/flows/orders/preparation/eligibility.ts";
import { earlierOrdersMemory } from "../../src/flows/settlement.ts";
import type { Settings } from "../../src/settings/schema.ts";
import { includesEarlierOrders } from "../../src/settings/orders/earlier-orders.ts";
import type { OrderCredit } from "../../src/domain/orders/booked-content.ts";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import {
  type LedgerCustomer,
  NO_OWN_ARTICLES,
  NOTHING_LEARNT,
} from "../../src/domain/ledger/ledger.ts";
import { amount, sum } from "../../src/domain/money.ts";
import { defined } from "../../src/domain/platform/defined.ts";
import {
  sharesOfCredits,
  creditedContents,
} from "../../src/flows/orders/documents/credits/sign.ts";
import { MANUAL } from "../../src/flows/orders/shared/link-request.ts";
import {
  refundedOfSale,
  refundedOnCredits,
  registeredAmount,
} from "../../src/flows/orders/payments/registered-money.ts";
import type { ListsPatch } from "../../src/flows/lists-patch.ts";
import { STALE_FINGERPRINT } from "../../src/flows/journal.ts";
import { inOrder, leftDay } from "./remembered-documents.ts";
import { SETUP_KEY } from "../../src/flows/setup/article-numbers.ts";
import type {
  CreditOfSale,
  CustomerLink,
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  JournalEntry,
  LedgerLists,
  Original,
  SavedLink,
  Settlement,
  WriteIntent,
} from "../../src/flows/port.ts";

type Article = NonNullable<
  Awaited<ReturnType<FlowPorts["resolve"]>> & { ok: true }
>["value"]["articles"][string];

/** All that is remembered once set-up was gone through. */
export type Remembered = {
  readonly lists: LedgerLists;
  readonly journal: readonly JournalEntry[];
  readonly articles: ReadonlyMap<string, Article>;
  readonly facts: Readonly<Record<string, string>>;
};

export class FlowMemory {
  lists: LedgerLists = {
    company: null,
    codings: [],
    units: [],
    terms: [],
    deliveryMethods: [],
    currencies: [],
    systemArticles: NO_OWN_ARTICLES,
    learnt: NOTHING_LEARNT,
  };
  protected readonly journal: JournalEntry[] = [];
  protected readonly documents = new Map<string, DocumentRecord[]>();
  protected readonly links = new Map<string, CustomerLink>();
  protected readonly articles = new Map<string, Article>();
  protected readonly remembered: Record<string, string> = {};
  protected readonly numbers = new Map<string, number>();
  protected bornAt = 0;
  /** What payouts paid on documents, by their ids. */
  readonly byPayouts: Record<string, string> = {};
  /** What disputes of orders took, booked as a loss, by key. */
  readonly lost: Record<string, NonNullable<FlowPorts["lost"]>> = {};
  /** What happens meanwhile, as a run locks an order's credits. */
  beforeLock: (key: string) => void = () => undefined;
  /** By key: what its last run said that the order comes to. */
  readonly #grosses = new Map<string, string>();
  /** How often a person unlinked something, which stands for the instant. */
  #unlinked = 0;
  /** How each key's newest run ended. */
  readonly #filtered = new Set<string>();
  readonly #outcomes = new Map<string, Outcome>();

  /** Before a write is noted; one that throws stops the run there. */
  begins: (() => Promise<unknown>) | null = null;

  /** Before a flow settles a write; one that throws stops the run there. */
  settles: (() => void) | null = null;

  /** A run that stopped noted one more write like the last, unsent. */
  notesAnother(): void {
    const last = this.journal.at(-1);
    if (last === undefined) throw new Error("nothing was written");
    this.journal.push({ ...last, id: last.id + 1, state: "planned", sentAs: ["another"] });
  }

  protected learn(patch: ListsPatch): void {
    const seenAtWork = { ...this.lists.seenAtWork, ...patch.seenAtWork };
    const accounts = { ...(patch.fiscalYears ? {} : this.lists.accounts), ...patch.accounts };
    this.lists = { ...this.lists, ...patch, seenAtWork, accounts };
  }

  remembers(): Remembered {
    const { lists, journal, articles, remembered: facts } = this;
    return { lists, journal, articles, facts };
  }

  /** As after a set-up that has just ended. */
  remembersNow({ lists, journal, articles, facts }: Remembered): void {
    const now = Date.now();
    this.lists = lists;
    this.journal.push(...journal.map((entry) => ({ ...entry, sentAt: now, abortAt: now })));
    for (const [number, article] of articles) this.articles.set(number, article);
    // Instants, all of them.
    for (const name of Object.keys(facts)) this.remembered[name] = String(now);
    this.#outcomes.set(SETUP_KEY, "updated");
  }

  /** What is cached of an article. */
  articleOf(number: string): Article | undefined {
    return this.articles.get(number);
  }

  /** The cached articles, as the nightly refresh does where a list has lost them. */
  forget(): void {
    this.articles.clear();
  }

  /**
   * What the engine does with a doubtful write after a look that found nothing: it may be sent once
   * more.
   */
  mayBeSentAgain(key: string): void {
    for (const [index, entry] of this.journal.entries())
      if (entry.key === key) this.journal[index] = { ...entry, state: "planned" };
  }

  /** What it does in the end with those that no look-up could tell of. */
  leaveToPerson(orderId: number): void {
    for (const entry of this.journalOf(`order:${orderId}`).filter(({ state }) => state === "sent"))
      this.journal[entry.id - 1] = { ...entry, state: "rejected", refused: false };
  }

  /**
   * What its document says is read anew: after a change in doubt, and in an earlier release after a
   * payment in doubt.
   */
  forgetContent(orderId: number, id: string | null): void {
    const of = this.documentsOf(orderId).map((one) =>
      one.id === id ? { ...one, sourceHash: null, ownedHash: null } : one,
    );
    this.documents.set(`order:${orderId}`, of);
  }

  /** A person named the order's documents by their numbers. */
  linkByHand(orderId: number): void {
    const key = `order:${orderId}`;
    const linked = this.documentsOf(orderId).map((one) => ({ ...one, ownedHash: MANUAL }));
    this.documents.set(key, linked);
  }

  /** A person unlinked the order from its documents. */
  unlink(orderId: number): void {
    const unlinkedAt = (this.#unlinked += 1);
    const cut = this.documentsOf(orderId).map((one) =>
      one.state === "live" ? { ...one, state: "unlinked" as const, unlinkedAt } : one,
    );
    this.documents.set(`order:${orderId}`, cut);
  }

  /** As after a restore: what was written of this key is in the ledger, and nobody remembers it. */
  lose(key: string, bornAt = Date.now() + 86_400_000): void {
    this.documents.delete(key);
    for (const [index, entry] of this.journal.entries())
      if (entry.key === key) this.journal[index] = { ...entry, key: `lost:${key}` };
    this.bornAt = bornAt;
  }

  /** As after a restore: nothing tells any more which articles were made. */
  loseOwnArticles(): void {
    for (const [index, entry] of this.journal.entries())
      if (entry.role === "own-article") this.journal[index] = { ...entry, role: "article" };
    this.lists = { ...this.lists, systemArticles: NO_OWN_ARTICLES, articleNumbers: {} };
  }

  /** What the object remembers besides, as small facts by name. */
  rememberAll(facts: Readonly<Record<string, string>>): void {
    Object.assign(this.remembered, facts);
  }

  /** As the object does where settings let earlier orders in. */
  protected noteTaken(before: Settings, after: Settings): void {
    if (includesEarlierOrders(before, after)) this.rememberAll(earlierOrdersMemory(Date.now()));
  }

  /** What the engine does with a doubtful write of which nothing tells whether it came through. */
  closeWithoutAnswer(kind: WriteIntent["kind"]): void {
    for (const [index, entry] of this.journal.entries())
      if (entry.kind === kind)
        this.journal[index] = { ...entry, state: "rejected", refused: false };
  }

  /** What the engine does with a doubtful write that it finds to have come through. */
  foundDone(role: WriteIntent["role"]): void {
    for (const [index, entry] of this.journal.entries())
      if (entry.role === role) this.journal[index] = { ...entry, state: "done" };
  }

  documentsOf(orderId: number): readonly DocumentRecord[] {
    return this.documents.get(`order:${orderId}`) ?? [];
  }

  protected known(key: string): readonly DocumentRecord[] {
    return inOrder(this.documents.get(key));
  }

  journalOf(key: string): readonly JournalEntry[] {
    return this.journal.filter((entry) => entry.key === key);
  }

  /** As in the tenant's object: with the writes of every article of ours. */
  protected journalOfSetUp(): readonly JournalEntry[] {
    return this.journal.filter(({ key, role }) => key === SETUP_KEY || role === "own-article");
  }

  /** As in the tenant's object: what went back of an order, but by one key. */
  protected refundedOf(original: string, except: string): string {
    const keys = [
      original,
      ...[...this.documents]
        .filter(([, found]) => found.some(({ credits }) => credits?.original === original))
        .map(([key]) => key),
    ];
    return amount(
      sum(
        [...new Set(keys)]
          .filter((key) => key !== except)
          .flatMap((key) => [
            refundedOfSale(this.journalOf(key), this.documents.get(key) ?? [], this.byPayouts),
            ...this.#creditsOf(key).map(({ id }) => this.byPayouts[id] ?? "0"),
          ]),
      ),
    );
  }

  #creditsOf(key: string): readonly DocumentRecord[] {
    return (this.documents.get(key) ?? []).filter(
      ({ role, state }) => state === "live" && (role === "credit" || role === "delta-credit"),
    );
  }

  #refundedBy(key: string): string {
    const facts = { journal: this.journalOf(key), paidByPayouts: this.byPayouts };
    return refundedOnCredits(facts, this.documents.get(key) ?? []);
  }

  /** As in the tenant's object: a credit, its order's word, and what is registered. */
  #back(key: string): readonly CreditOfSale[] {
    const credits = this.#creditsOf(key);
    const isOne = credits.length === 1 && credits[0]?.role === "credit";
    return credits.map(({ id, number, content }) => ({
      id,
      number,
      said: (isOne ? content?.saidBack : null) ?? null,
      byOrder: isOne ? this.#refundedBy(key) : "0.00",
      byPayouts: this.byPayouts[id] ?? "0.00",
    }));
  }

  /** As a run that locks an order's credits sees it. */
  protected locked(own: string, original: string): Original {
    this.beforeLock(original);
    return this.originalFor(own, original);
  }

  /** As in the tenant's object: what others than `own` take back of an order. */
  protected originalFor(own: string, original: string): Original {
    const others = [...this.documents]
      .filter(([of]) => of !== own)
      .flatMap(([, found]) => found.filter(({ credits }) => credits?.original === original));
    const credits = others.flatMap(({ state, credits: of }) =>
      of !== undefined && state === "live" ? [of.amount] : [],
    );
    return {
      documents: this.known(original),
      outcome: this.#outcomes.get(original) ?? "booked",
      ...(this.#filtered.has(original) ? { filtered: true as const } : {}),
      credited: amount(sum(credits)),
      lowered: amount(sum(this.loweredBy(original, own).map(({ gross }) => gross))),
      gross: this.#grosses.get(original) ?? null,
      refunded: this.refundedOf(original, own),
      credits: [
        ...new Set([
          original,
          ...[...this.documents]
            .filter(([, found]) => found.some(({ credits: of }) => of?.original === original))
            .map(([key]) => key),
        ]),
      ]
        .filter((key) => key !== own)
        .flatMap((key) => this.#back(key)),
      cards: registeredAmount(this.journalOf(original), "gift-card"),
      byOrder: this.#refundedBy(original),
      ownByPayouts: { ...this.byPayouts },
      lost: this.lost[original] ?? [],
      ...sharesOfCredits(others),
      taken: [...this.documents]
        .filter(([of]) => of !== own && of !== original)
        .flatMap(([, found]) =>
          creditedContents(found.filter(({ credits }) => credits?.original === original)),
        ),
    };
  }

  /** The credit orders that lower a sales order, but for that of one key. */
  protected loweredBy(original: string, except = ""): readonly OrderCredit[] {
    return [...this.documents]
      .filter(([of]) => of !== except)
      .flatMap(([, found]) => found)
      .filter(
        ({ role, state, id }) => role === "order-credit" && state === "live" && id === original,
      )
      .map(({ content }) => content as OrderCredit);
  }

  /** A run of a key is over. */
  ended(key: string, { outcome, figures, reasons }: FlowEnd): void {
    this.#outcomes.set(key, outcome);
    if (outcome === "skipped" && isFiltered(reasons)) this.#filtered.add(key);
    else this.#filtered.delete(key);
    if (figures !== null) this.#grosses.set(key, figures.gross);
  }

  save(key: string, document: DocumentRecord): void {
    const others = (this.documents.get(key) ?? []).filter(
      ({ role, n }) => role !== document.role || n !== document.n,
    );
    const now = [...others, document];
    const isBack = document.role === "voucher-reversal";
    this.documents.set(key, isBack ? leftDay(now, document.n) : now);
  }

  /** The other links of a customer that was written, or is another by now, are looked at again. */
  protected keepLink({ source, link, written }: SavedLink): void {
    this.links.set(source, link);
    this.tellOthers(source, link.customer, written === true);
  }

  protected tellOthers(source: string | null, customer: LedgerCustomer, written: boolean): void {
    const { id, kind, country, tax } = customer;
    if (tax === undefined) return;
    for (const [other, known] of this.links) {
      const isSame = isDeepStrictEqual(
        [known.customer.kind, known.customer.country, known.customer.tax],
        [kind, country, tax],
      );
      if (other === source || known.customer.id !== id || (!written && isSame)) continue;
      const now = { ...known.customer, kind, country, tax };
      const before = known.fingerprint === STALE_FINGERPRINT ? known.before : known.fingerprint;
      const link = {
        ...known,
        ...defined({ before }),
        customer: now,
        fingerprint: STALE_FINGERPRINT,
      };
      this.links.set(other, link);
    }
  }

  protected settle(settlement: Settlement): void {
    this.settles?.();
    const { opId, state, documentId, documentNumber, document, link } = settlement;
    const entry = this.journal[opId - 1];
    if (entry === undefined) throw new Error("settled what was never sent");
    this.journal[opId - 1] = {
      ...entry,
      state: state === "not-sent" ? "planned" : state,
      documentId: documentId ?? entry.documentId,
      ...(entry.role === "attachment" && documentNumber !== null
        ? { attachmentId: documentNumber }
        : {}),
    };
    if (document !== null) this.save(document.key, document);
    if (link !== null) this.keepLink(link);
  }
}
