/**
 * Finds a system article in the ledger, or creates it. Articles can't be deleted, so none is
 * created twice: it is known by the journal and by its note, whatever number or name people gave it
 * since. Another's article is never taken as ours: the next number is tried.
 */
import { differs, holds } from "../../domain/vendors/checks.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  articleById,
  articleByNumber,
  createArticle,
  type NotedArticle,
  readNoted,
  readNotedByNumber,
  readWrittenArticle,
} from "../../eaccounting/articles.ts";
import type { JournalEntry, JournalPort, VendorPort } from "../port.ts";
import { recordObservation, type Observer } from "../vendor-observations.ts";
import { settlement } from "../settlement.ts";
import { candidates, noteOf, type Numbers, thingOfNote, writesOf } from "./article-numbers.ts";
import { type ArticlePurpose, purposeOf, type WantedArticle } from "./system-articles.ts";

/** What is known when an article is searched. */
export type ArticleFacts = {
  readonly unitId: string;
  readonly country: string;
  /** What the ledger has under numbers that begin like ours; `null`: it won't be asked so. */
  readonly there: readonly NotedArticle[] | null;
  readonly writes: Readonly<Record<ArticlePurpose, JournalEntry>>;
  /** The number of every article of ours, also of those that no setting asks for any more. */
  readonly recorded: Numbers;
};

type OwnArticle =
  | {
      readonly kind: "own";
      readonly id: string;
      readonly number: string;
      /** It was there, and isn't made now. */
      readonly adopted: boolean;
      /** A number that somebody else's article has. */
      readonly passed: string | null;
    }
  | { readonly kind: "held"; readonly reason: Reason };

type Ports = VendorPort & Pick<JournalPort, "write" | "settle"> & Observer;

export async function findOrMake(
  ports: Ports,
  article: WantedArticle,
  known: ArticleFacts,
): Promise<Result<OwnArticle, Failure>> {
  const thing = purposeOf(article);
  const last = known.writes[thing] ?? null;
  const own = await ours(ports, thing, last, known.there);
  if (!own.ok) return own;
  if (own.value !== null) return ok(existingArticle(article, own.value, null));
  const others = new Set(
    Object.entries(known.recorded).flatMap(([of, number]) => (of === thing ? [] : [number])),
  );
  const mine = known.recorded[thing];
  const numbers = [...(mine === undefined ? [] : [mine]), ...candidates(article, known.country)];
  let passed: string | null = null;
  // The one that was made is gone: it is made again, as a write of its own.
  const isGone = last !== null && last.documentId !== null;
  let n = last?.n ?? 0;
  for (const number of new Set(numbers)) {
    if (others.has(number)) continue;
    const found = await under(ports, number, known.there);
    if (!found.ok) return found;
    if (found.value !== null && isOurs(article, found.value, last))
      return ok(existingArticle(article, found.value, passed));
    if (found.value === null) {
      n = last?.marker === number && !isGone ? last.n : n + 1;
      const made = await make(ports, article, number, n, known.unitId);
      if (!made.ok) return made;
      if (made.value !== null)
        return ok({ kind: "own", id: made.value, number, adopted: false, passed });
      // The list didn't have it, and the vendor says that the number is taken.
      const unlisted = await lookUp(ports, number);
      if (!unlisted.ok) return unlisted;
      if (unlisted.value !== null && isOurs(article, unlisted.value, last))
        return ok(existingArticle(article, unlisted.value, passed));
    }
    passed ??= number;
  }
  return ok(held(article, passed ?? numbers[0] ?? ""));
}

/** The article that we made for this, wherever it is now. */
async function ours(
  ports: VendorPort,
  thing: ArticlePurpose,
  last: JournalEntry | null,
  there: ArticleFacts["there"],
): Promise<Result<NotedArticle | null, Failure>> {
  const listed = there?.find(
    ({ id, note }) => id === last?.documentId || thingOfNote(note) === thing,
  );
  if (listed !== undefined) return ok(listed);
  return last === null || last.documentId === null
    ? ok(null)
    : withId(ports, last.documentId, null);
}

/** The article as it is now, of the list or by itself; `null`: the ledger has none with this id. */
export async function withId(
  ports: VendorPort,
  id: string,
  there: ArticleFacts["there"],
): Promise<Result<NotedArticle | null, Failure>> {
  const listed = there?.find((article) => article.id.toLowerCase() === id.toLowerCase());
  if (listed !== undefined) return ok(listed);
  const answer = await ports.lookUp(articleById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  return readNoted(answer.value);
}

/**
 * By its note or by the journal. One without a note is ours only where a write of ours may have
 * made it and it is called so, by this release or an earlier one.
 */
function isOurs(article: WantedArticle, found: NotedArticle, last: JournalEntry | null): boolean {
  if (found.note !== null) return thingOfNote(found.note) === purposeOf(article);
  return (
    last !== null &&
    last.marker === found.number &&
    last.attempt > 0 &&
    last.state !== "rejected" &&
    [article.name, ...article.otherNames].includes(found.name)
  );
}

const existingArticle = (
  article: WantedArticle,
  found: NotedArticle,
  passed: string | null,
): OwnArticle =>
  fits(article, found)
    ? { kind: "own", id: found.id, number: found.number, adopted: true, passed }
    : held(article, found.number);

const held = ({ codingId }: WantedArticle, number: string): OwnArticle => ({
  kind: "held",
  reason: reason("own-article-taken", { number, coding: codingId }),
});

const fits = (article: WantedArticle, found: NotedArticle): boolean =>
  found.codingId === article.codingId &&
  found.active &&
  !found.stock &&
  found.usesOss === article.usesOss;

const under = async (
  ports: VendorPort,
  number: string,
  there: ArticleFacts["there"],
): Promise<Result<NotedArticle | null, Failure>> =>
  there === null
    ? lookUp(ports, number)
    : ok(there.find((article) => article.number === number) ?? null);

async function lookUp(
  ports: VendorPort,
  number: string,
): Promise<Result<NotedArticle | null, Failure>> {
  const answer = await ports.lookUp(articleByNumber(number));
  if (!answer.ok) return answer;
  const found = readNotedByNumber(answer.value, number);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/** The number is in the journal before the article is sent. `null`: the vendor says it is taken. */
async function make(
  ports: Ports,
  article: WantedArticle,
  number: string,
  n: number,
  unitId: string,
): Promise<Result<string | null, Failure>> {
  const thing = purposeOf(article);
  const { name, codingId, usesOss } = article;
  const written = await ports.write(
    {
      key: writesOf(thing),
      role: "own-article",
      n,
      kind: "article.create",
      marker: number,
      markerCode: null,
      markerField: "Number",
      documentId: null,
    },
    createArticle({ number, name, codingId, unitId, usesOss, note: noteOf(thing) }),
  );
  if (!written.ok) return written.error.kind === "conflict" ? ok(null) : written;
  const noted = readNoted(written.value.answer);
  // Without its note it is known by the journal alone (E174).
  if (noted.ok)
    recordObservation(ports, "E174", thingOfNote(noted.value.note) === thing ? holds() : differs());
  const made = readWrittenArticle(written.value.answer);
  if (!made.ok) return made;
  ports.settle(
    settlement(written.value, "compared", {
      documentId: made.value.id,
      documentNumber: made.value.number,
    }),
  );
  return ok(made.value.id);
}
