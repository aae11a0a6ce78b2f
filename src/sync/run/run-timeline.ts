/**
 * The timeline of a run: what it read, decided and wrote, sealed for the object. It is sealed for
 * the run's end, and again if that end was refused.
 *
 * A timeline is one row of the object, and a row holds at most two megabytes. A vendor's long
 * answer must not keep a run from ending, so the longest answers of an oversized timeline are left
 * out and marked.
 */
import { type ListedPerson, nameWords } from "../../domain/jobs/listed.ts";
import type { Order } from "../../domain/orders/order.ts";
import { type OrderValues, valuesOf } from "../../settings/lookups/occurred-values.ts";
import { hmacs, type Keyring, sealContext, sealJsonText } from "../../store/seal.ts";
import type { Claim, Report, SealedReport } from "../contract/runs.ts";
import { withoutBasis } from "../plan-basis.ts";
import { sealListedPerson, embedPeople } from "../sealed-people.ts";
import type { CutOff } from "../contract/jobs.ts";
import type { TimelineEntry } from "../contract/index.ts";
import { markSpan } from "../span.ts";
import { defined } from "../../domain/platform/defined.ts";

type Sealing = {
  readonly now: () => number;
  readonly keyring: () => Promise<Keyring>;
  readonly random?: Parameters<typeof sealJsonText>[3];
  readonly tenantId: string;
  readonly claim: Pick<Claim, "jobId" | "settings" | "lists" | "planBasis">;
};

export class RunTimeline {
  readonly entries: TimelineEntry[] = [];
  readonly #people = new Set<string>();
  #about: ListedPerson | null = null;

  constructor(readonly sealing: Sealing) {}

  note(what: TimelineEntry["what"], title: string, detail: unknown): void {
    if (what === "comparison") markSpan("job.compare", { outcome: title });
    this.entries.push({ at: this.sealing.now(), what, title, detail });
  }

  get people(): readonly string[] {
    return [...this.#people];
  }

  /** Adds a person whom the run is about, so that an erasure finds the run. */
  person(identity: string): void {
    this.#people.add(identity);
  }

  /** Sets what lists show of that person. */
  about(person: ListedPerson): void {
    this.#about = person;
  }

  async sealed(): Promise<Report> {
    return this.entries.length === 0 ? { timeline: null, people: [] } : this.#seal(this.entries);
  }

  /** Call it once the object has stored the entries. */
  delivered(): void {
    this.entries.length = 0;
  }

  /**
   * Returns the report of a run that was cut off: what it wrote, and why it ended. `null`: it wrote
   * nothing, or that is reported already.
   */
  async trace(why: CutOff): Promise<SealedReport | null> {
    if (!this.entries.some(({ what }) => what === "write")) return null;
    this.note("cut-off", why, null);
    const reported = await this.#seal(this.entries.filter(({ what }) => what !== "outcome"));
    this.delivered();
    return reported;
  }

  async #seal(entries: readonly TimelineEntry[]): Promise<SealedReport> {
    const { tenantId, claim, random } = this.sealing;
    const { jobId } = claim;
    const keyring = await this.sealing.keyring();
    const timeline = await sealJsonText(
      keyring,
      truncatedJson(embedPeople(withoutBasis(entries, claim), this.people)),
      sealContext(tenantId, "payloads", jobId),
      random,
    );
    const hashes = await Promise.all([...this.#people].map((identity) => hmacs(keyring, identity)));
    const people = hashes.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`);
    const about = this.#about;
    if (about === null) return { timeline, people };
    const head = await sealListedPerson(keyring, { tenantId, jobId }, about, random);
    return { timeline, people, head: head.bytes, words: nameWords(about) };
  }
}

/**
 * Characters of JSON. Compressed and sealed they take a fifth of that in bytes, or slightly more
 * than all of it if nothing repeats.
 */
const MAX_CHARS = 1_500_000;

/** Replaces an answer that was left out. */
type LeftOut = { readonly leftOut: true; readonly chars: number };

/** Returns the timeline as JSON of at most `most` characters. Pure. */
export function truncatedJson(timeline: readonly TimelineEntry[], most = MAX_CHARS): string {
  const text = JSON.stringify(timeline);
  // Compared as a whole first, which is cheap.
  return text.length <= most ? text : JSON.stringify(truncatedTimeline(timeline, most));
}

export function truncatedTimeline(
  timeline: readonly TimelineEntry[],
  most = MAX_CHARS,
): readonly TimelineEntry[] {
  const sizes = timeline.map(({ detail }, index) => ({
    index,
    chars: (JSON.stringify(detail) ?? "").length,
  }));
  let total = sizes.reduce((sum, { chars }) => sum + chars, 0);
  if (total <= most) return timeline;
  const cut = new Map<number, number>();
  for (const { index, chars } of sizes.toSorted((a, b) => b.chars - a.chars)) {
    if (total <= most) break;
    cut.set(index, chars);
    total -= chars;
  }
  return timeline.map((entry, index) => {
    const chars = cut.get(index);
    return chars === undefined ? entry : { ...entry, detail: shortened(entry.detail, chars) };
  });
}

/** Keeps the request and drops the answer. */
function shortened(detail: unknown, chars: number): unknown {
  const leftOut: LeftOut = { leftOut: true, chars };
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return leftOut;
  const { vendor, query, status, marker } = detail as Readonly<Record<string, unknown>>;
  return {
    ...defined({ vendor, query, status, marker }),
    ...leftOut,
  };
}

/**
 * Returns the values of this run's order that are indexed for searching, out of the plan that the
 * run noted, as the timeline itself is sealed. `null`: no order was planned.
 */
export function plannedOrderValues(timeline: readonly TimelineEntry[]): OrderValues | null {
  const order = orderNoted(timeline);
  return order === null ? null : valuesOf(order);
}

/** Articles of an order that a search knows, at most. */
const MAX_ARTICLES = 200;

/** Returns the article numbers on the order's lines, each once. `null`: no order was planned. */
export function plannedArticleNumbers(
  timeline: readonly TimelineEntry[],
): readonly string[] | null {
  const order = orderNoted(timeline);
  return order === null
    ? null
    : [
        ...new Set(order.lines.flatMap(({ sku }) => (sku === null || sku === "" ? [] : [sku]))),
      ].slice(0, MAX_ARTICLES);
}

function orderNoted(timeline: readonly TimelineEntry[]): Order | null {
  const detail = timeline.findLast((entry) => entry.what === "plan")?.detail;
  return isOfOrder(detail) ? detail.input.order : null;
}

const isOfOrder = (detail: unknown): detail is { readonly input: { readonly order: Order } } =>
  typeof detail === "object" &&
  detail !== null &&
  "input" in detail &&
  typeof detail.input === "object" &&
  detail.input !== null &&
  "order" in detail.input;
