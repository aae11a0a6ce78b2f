/**
 * What is cached of the ledger, read anew: settings of the company, codings, units, terms of payment, delivery
 * methods, currencies, and the articles that changed since the last time (the vendor's own clock gives the next
 * starting point, with ten minutes of overlap).
 */
import type { Failure } from "../domain/failure.ts";
import type { LedgerArticle } from "../domain/ledger.ts";
import type { VendorAnswer, VendorRequest } from "../domain/request.ts";
import { ok, type Result } from "../domain/result.ts";
import { articlesChangedSince, readArticlePage } from "../eaccounting/articles.ts";
import { companySettings, readCompany } from "../eaccounting/company.ts";
import * as lists from "../eaccounting/lookups.ts";
import { type Page, readAll } from "../eaccounting/paging.ts";
import { readClaim } from "./claim.ts";
import type { FlowEnd, FlowPorts, LedgerLookups, LookupPatch } from "./port.ts";

const OVERLAP_MS = 600_000;
const WATERMARK = "articles-since";

/** The lists that every plan needs. Loaded as a whole, or not at all: a part of them would look like the rest's absence. */
export async function loadLookups(ports: FlowPorts): Promise<Result<LedgerLookups, Failure>> {
  const list = async <T>(requestFor: (page?: number) => VendorRequest, read: (answer: VendorAnswer) => Result<Page<T>, Failure>) =>
    readAll(ports.lookUp, requestFor, read);
  const settings = await ports.lookUp(companySettings());
  if (!settings.ok) return settings;
  const company = readCompany(settings.value, ports.lookups.company?.companyId ?? "");
  if (!company.ok) return company;
  const codings = await list(lists.codings, lists.readCodings);
  if (!codings.ok) return codings;
  const units = await list(lists.units, lists.readUnits);
  if (!units.ok) return units;
  const terms = await list(lists.termsOfPayments, lists.readTermsOfPayments);
  if (!terms.ok) return terms;
  const deliveryMethods = await list(lists.deliveryMethods, lists.readDeliveryMethods);
  if (!deliveryMethods.ok) return deliveryMethods;
  const currencies = await list(lists.currencies, lists.readCurrencies);
  if (!currencies.ok) return currencies;
  const patch = {
    company: company.value.company, codings: codings.value, units: units.value, terms: terms.value, deliveryMethods: deliveryMethods.value, currencies: currencies.value,
  } satisfies LookupPatch;
  ports.saveLookups(patch);
  return ok({ ...ports.lookups, ...patch });
}

export async function refreshLookups(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const claim = await readClaim(ports);
  if (!claim.ok) return claim;
  const loaded = await loadLookups(ports);
  if (!loaded.ok) return loaded;
  const since = ports.memory[WATERMARK];
  const articles = await changedArticles(ports, since === undefined ? ports.now() : Number(since));
  if (!articles.ok) return articles;
  ports.saveLookups({ articles: articles.value });
  return ok({ outcome: "updated", reasons: [], label: null, figures: null });
}

/** Only what is known already is of use, but a changed number or coding must reach the cache: so all that changed. */
async function changedArticles(ports: FlowPorts, since: number): Promise<Result<Record<string, LedgerArticle>, Failure>> {
  const found: Record<string, LedgerArticle> = {};
  let next: string | null = null;
  for (let page: number | null = 1; page !== null; ) {
    const answer: Result<VendorAnswer, Failure> = await ports.lookUp(articlesChangedSince(since - OVERLAP_MS, page));
    if (!answer.ok) return answer;
    const read: Result<Page<LedgerArticle>, Failure> = readArticlePage(answer.value);
    if (!read.ok) return read;
    next ??= read.value.serverTimeUtc;
    for (const article of read.value.items) found[article.number] = article;
    page = read.value.next;
  }
  if (next !== null) ports.remember(WATERMARK, String(Date.parse(next)));
  return ok(found);
}
