/**
 * Looks up the articles that an order sells, and creates those that the ledger doesn't have, where
 * the tenant wants that: each under a lock of its number, so that two orders of one new article
 * create one. An article can't be deleted again, so this comes last before the document, after the
 * plan was tried.
 *
 * A record with that number is ours only if our journal sent it and it agrees. Any other may mean
 * something else, so orders that need it are held.
 */
import { hasSucceeded } from "../../../domain/jobs/job.ts";
import { articlesToMake, unitAsked } from "../../../domain/jobs/requested-actions.ts";
import type { LedgerArticle, LedgerCoding } from "../../../domain/ledger/ledger.ts";
import { plain } from "../../../domain/money.ts";
import type { MappedValues } from "../../../domain/ledger/mapped.ts";
import type { Order, OrderLine } from "../../../domain/orders/order.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { cutTrimmed } from "../../../domain/platform/text.ts";
import {
  articleById,
  articleByNumber,
  createArticle,
  readArticle,
  readArticlesByNumber,
  readWrittenArticle,
} from "../../../eaccounting/articles.ts";
import { ARTICLE_STEPS } from "../../../settings/expressions/limits.ts";
import { applyRules, Budget, type MapFault, valuesOf } from "../../../settings/rules/apply.ts";
import { readyRules, lineRecord, orderRecord } from "../../../settings/rules/compile.ts";
import { targetNamed } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import { articleUnit } from "../../article-unit.ts";
import { markAsTrial } from "../../mark-as-trial.ts";
import type {
  JournalEntry,
  JournalPort,
  RunFacts,
  VendorPort,
  WorkPort,
  WriteIntent,
  MemoryPort,
  Resolved,
} from "../../port.ts";
import { settlement, readWritten } from "../../settlement.ts";
import type { OrderCase, OrderFacts } from "../shared/case.ts";
import { ruleFailedReason, recordedOf } from "../shared/filled-fields.ts";
import type { ArticleAnswer } from "../shared/plan-input.ts";
import { itemCodingFor } from "./item-coding.ts";
import { codesOfShop } from "./lines.ts";

type Answers = Readonly<Record<string, ArticleAnswer>>;
type MadeArticles =
  | { readonly kind: "made"; readonly articles: Answers; readonly reasons: readonly Reason[] }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

/** The vendor's limit. */
const MAX_NAME = 50;

type Wanted = {
  readonly sku: string;
  readonly line: OrderLine;
  readonly coding: LedgerCoding;
  readonly mapped: MappedValues;
  readonly unitId: string;
};

/** Before the tenant's rules. */
type Missing = Omit<Wanted, "mapped">;

/**
 * Returns why its missing articles can't be made, by what is known without the ledger; empty where
 * they can, or none is to be made. Pure.
 */
export function unmakeable(
  { ports, order }: Pick<OrderFacts, "ports" | "order">,
  answers: Answers,
): readonly Reason[] {
  const filled = wantedOf({ ports, order }, answers);
  if (!filled.ok) return [ruleFailedReason(filled.error)];
  return filled.value.wanted.length === 0 || articleUnit(ports) !== undefined
    ? []
    : [reason("own-article-missing", { article: "unit", rate: null, coding: null })];
}

function wantedOf(
  { ports, order }: Pick<OrderFacts, "ports" | "order">,
  answers: Answers,
): ReturnType<typeof withRules> {
  const making = articlesToMake(ports.eventTypes);
  const needed = missing(order.lines, answers, ports).filter(
    ({ sku }) => ports.settings.orders.missingSku === "create" || making.includes(sku),
  );
  // Without any unit none is made: `unmakeable` says so.
  return withRules(needed, order, ports.settings);
}

/** Makes the missing articles; `unmakeable` found nothing before the customer was made. */
export async function makeArticles(
  { ports, order }: OrderCase,
  answers: Answers,
): Promise<Result<MadeArticles, Failure>> {
  const filled = wantedOf({ ports, order }, answers);
  if (filled.ok && filled.value.wanted.length === 0)
    return ok({ kind: "made", articles: answers, reasons: [] });
  if (!filled.ok || articleUnit(ports) === undefined)
    return ok({ kind: "held", reasons: unmakeable({ ports, order }, answers) });
  const { wanted, recorded } = filled.value;
  if (ports.settings.trial) {
    for (const one of wanted) ports.rehearse(intentOf(one.sku), requestOf(one));
    return ok({
      kind: "made",
      articles: answers,
      reasons: markAsTrial(
        wanted.map(({ sku, coding }) =>
          reason("article-created", {
            sku,
            article: null,
            coding: coding.id,
            rate: plain(coding.vatRate),
          }),
        ),
      ),
    });
  }
  // All or none, so that two orders that lack the same two articles never wait for each other.
  const locked = await ports.lockParty({
    identities: wanted.map(({ sku }) => identityOf(sku)),
    linkSource: null,
    journalKey: null,
  });
  if (!locked.ok) return locked;
  const articles: Record<string, ArticleAnswer> = { ...answers };
  const reasons: Reason[] = [...recorded];
  for (const one of wanted) {
    const made = await findOrMake(ports, one);
    if (!made.ok) return made;
    if ("held" in made.value) return ok({ kind: "held", reasons: [made.value.held] });
    articles[one.sku] = { kind: "found", article: made.value.article };
    ports.saveLists({ articles: { [one.sku]: made.value.article } });
    reasons.push(
      reason("article-created", {
        sku: one.sku,
        article: made.value.article.id,
        coding: one.coding.id,
        rate: plain(one.coding.vatRate),
      }),
    );
  }
  return ok({ kind: "made", articles, reasons });
}

/** Applies the tenant's rules to each, before any is created. */
function withRules(
  needed: readonly Missing[],
  order: Order,
  settings: Settings,
): Result<{ readonly wanted: readonly Wanted[]; readonly recorded: readonly Reason[] }, MapFault> {
  const rules = readyRules(settings.mapping, "articles");
  const wanted: Wanted[] = [];
  const recorded: Reason[] = [];
  for (const one of needed) {
    const mapped = applyRules(
      rules,
      lineRecord(orderRecord(order), one.line),
      new Budget(ARTICLE_STEPS),
      one.line.lineNumber,
    );
    if (!mapped.ok) return mapped;
    wanted.push({
      ...one,
      mapped: valuesOf(mapped.value, (name) => targetNamed("articles", name)),
    });
    recorded.push(...recordedOf([], mapped.value));
  }
  return ok({ wanted, recorded });
}

/** Returns each missing article once, by the first line with it. All have a coding. */
function missing(
  lines: readonly OrderLine[],
  answers: Answers,
  ports: Pick<RunFacts, "settings" | "lists" | "eventTypes">,
): readonly Missing[] {
  const first = new Map<string, OrderLine>();
  for (const line of lines)
    if (
      line.kind === "article" &&
      line.sku !== null &&
      answers[line.sku]?.kind === "missing" &&
      !first.has(line.sku)
    )
      first.set(line.sku, line);
  return [...first].flatMap(([sku, line]) => {
    const { settings, lists, eventTypes } = ports;
    const coding = itemCodingFor(line, { settings, codings: lists.codings });
    const unitId = articleUnit(ports, unitAsked(eventTypes, sku)) ?? "";
    return coding.ok ? [{ sku, line, coding: coding.value, unitId }] : [];
  });
}

const identityOf = (sku: string) => ({ kind: "article", value: sku.toLowerCase() }) as const;

/** Returns the journal's key for what was created for an article's code. */
export const articleKey = (sku: string): string => `article:${sku}`;

const intentOf = (sku: string): WriteIntent => ({
  key: articleKey(sku),
  role: "article",
  n: 1,
  kind: "article.create",
  marker: sku,
  markerCode: null,
  markerField: "Number",
  documentId: null,
});

const requestOf = ({ sku, line, coding, mapped, unitId }: Wanted) =>
  createArticle({
    number: sku,
    name: cutTrimmed(line.text.trim(), MAX_NAME) || cutTrimmed(sku, MAX_NAME),
    codingId: coding.id,
    unitId,
    usesOss: false,
    mapped,
  });

type MadeArticle = { readonly article: LedgerArticle } | { readonly held: Reason };

async function findOrMake(
  ports: VendorPort & JournalPort & WorkPort,
  wanted: Wanted,
): Promise<Result<MadeArticle, Failure>> {
  const { sku } = wanted;
  const locked = await ports.lockParty({
    identities: [identityOf(sku)],
    linkSource: null,
    journalKey: articleKey(sku),
  });
  if (!locked.ok) return locked;
  const { journal } = locked.value;
  const made = journal.findLast((entry) => isOurs(entry) && hasSucceeded(entry));
  if (made?.documentId != null) {
    const recent = await recentlyCreated(ports, wanted, made.documentId);
    if (!recent.ok) return recent;
    if (recent.value !== null) return ok(recent.value);
  }
  // Another order may have created it before this one got the lock.
  const there = await byNumber(ports, sku);
  if (!there.ok) return there;
  if (there.value !== null) return ok(agreed(wanted, there.value));
  // One that was renumbered is another article now, with a write of its own.
  const n = made === undefined ? 1 : made.n + 1;
  const before = journal.some((entry) => isOurs(entry) && entry.n === n && entry.sentAt !== null);
  const written = await ports.write({ ...intentOf(sku), n }, requestOf(wanted));
  if (!written.ok)
    return written.error.kind === "conflict" ? afterConflict(ports, wanted, before) : written;
  const article = readWritten(ports, written.value, readWrittenArticle);
  if (!article.ok) return article;
  ports.settle(
    settlement(written.value, "compared", {
      documentId: article.value.id,
      documentNumber: article.value.number,
    }),
  );
  return ok({ article: article.value });
}

const isOurs = (entry: JournalEntry): boolean =>
  entry.kind === "article.create" && entry.role === "article";

/** Created by us, and not in the list yet. `null`: somebody gave it another number since. */
async function recentlyCreated(
  ports: VendorPort,
  wanted: Wanted,
  id: string,
): Promise<Result<MadeArticle | null, Failure>> {
  const answer = await ports.lookUp(articleById(id));
  if (!answer.ok) return answer;
  const article = readArticle(answer.value);
  if (!article.ok) return article;
  return ok(article.value.number === wanted.sku ? agreed(wanted, article.value) : null);
}

async function byNumber(
  ports: VendorPort,
  sku: string,
): Promise<Result<LedgerArticle | null, Failure>> {
  const answer = await ports.lookUp(articleByNumber(sku));
  if (!answer.ok) return answer;
  const found = readArticlesByNumber(answer.value, sku);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/** 409: adopted only if we sent it before and the record agrees. */
async function afterConflict(
  ports: VendorPort & JournalPort & WorkPort,
  wanted: Wanted,
  sentBefore: boolean,
): Promise<Result<MadeArticle, Failure>> {
  const stranger: MadeArticle = { held: reason("article-number-taken", { sku: wanted.sku }) };
  if (!sentBefore) return ok(stranger);
  const found = await byNumber(ports, wanted.sku);
  if (!found.ok) return found;
  return ok(found.value === null ? stranger : agreed(wanted, found.value));
}

const agreed = ({ sku, coding }: Wanted, article: LedgerArticle): MadeArticle =>
  article.codingId === coding.id && article.active && !article.stock && article.number === sku
    ? { article }
    : { held: reason("article-number-taken", { sku }) };

/**
 * Looks up articles that aren't remembered as active: one that was made inactive may be active
 * again. `linked` by a person: read by id, whatever the number is now.
 */
export async function readArticles(
  ports: VendorPort & MemoryPort,
  skus: readonly string[],
  { articles: cached, linked = {} }: Pick<Resolved, "articles" | "linked">,
): Promise<Result<Record<string, ArticleAnswer>, Failure>> {
  const answers: Record<string, ArticleAnswer> = {};
  for (const sku of skus) {
    const known = Object.hasOwn(cached, sku) ? cached[sku] : undefined;
    const target = Object.hasOwn(linked, sku) ? linked[sku] : undefined;
    if (known?.active === true) {
      answers[sku] = { kind: "found", article: known, ...(target === undefined ? {} : LINKED) };
      continue;
    }
    if (target !== undefined) {
      const one = await linkedArticle(ports, target);
      if (!one.ok) return one;
      answers[sku] = one.value;
      continue;
    }
    const answer = await ports.lookUp(articleByNumber(sku));
    if (!answer.ok) return answer;
    const found = readArticlesByNumber(answer.value, sku);
    if (!found.ok) return found;
    const [article, ...others] = found.value;
    if (article === undefined) answers[sku] = { kind: "missing" };
    else if (others.length > 0) answers[sku] = { kind: "ambiguous", count: others.length + 1 };
    else {
      answers[sku] = { kind: "found", article };
      ports.saveLists({ articles: { [sku]: article } });
    }
  }
  return ok(answers);
}

/**
 * Looks up articles again, whatever is remembered of them. A number that no article has any more is
 * forgotten.
 */
export async function articlesAnew(
  { ports, order }: OrderCase,
  skus: readonly string[],
): Promise<Result<Answers, Failure>> {
  const codes = codesOfShop(order, ports.settings);
  const resolved = await ports.resolve({ linkSource: null, skus, codes });
  if (!resolved.ok) return resolved;
  const read = await readArticles(ports, skus, { ...resolved.value, articles: {} });
  if (!read.ok) return read;
  const gone = skus.filter((sku) => read.value[sku]?.kind !== "found");
  if (gone.length > 0) ports.saveLists({ articlesGone: gone });
  return read;
}

const LINKED = { linked: true } as const;

async function linkedArticle(
  ports: VendorPort & MemoryPort,
  id: string,
): Promise<Result<ArticleAnswer, Failure>> {
  const answer = await ports.lookUp(articleById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok({ kind: "missing" }) : answer;
  const article = readArticle(answer.value);
  if (!article.ok) return article;
  ports.saveLists({ articles: { [article.value.number]: article.value } });
  return ok({ kind: "found", article: article.value, ...LINKED });
}
