/**
 * Reads the cached lists of the ledger again: the company's settings, codings, units, terms of
 * payment, delivery methods, currencies, fiscal years, countries, and the articles changed since
 * the last time (the vendor's clock gives the next starting point, with ten minutes of overlap).
 */
import { reason } from "../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { readChangedArticles } from "../eaccounting/articles.ts";
import { companySettings, readCompany } from "../eaccounting/company.ts";
import * as lists from "../eaccounting/reference-lists.ts";
import { readAll } from "../eaccounting/paging.ts";
import { OWNERSHIP_KEY, readOwnership } from "./ownership.ts";
import type { ListsPatch } from "./lists-patch.ts";
import type { FlowEnd, FlowPorts, LedgerLists, MemoryPort, RunFacts, VendorPort } from "./port.ts";
import { flowEnd } from "./flow-end.ts";

const OVERLAP_MS = 600_000;
const WATERMARK = "articles-since";

/**
 * The lists that every plan needs. Loaded as a whole, or not at all: a part of them would look like
 * the rest's absence.
 */
export async function loadLists(
  ports: RunFacts & VendorPort & MemoryPort,
): Promise<Result<LedgerLists, Failure>> {
  const read = await readLists(ports);
  return read.ok ? ok(read.value.lists) : read;
}

async function readLists(
  ports: RunFacts & VendorPort & MemoryPort,
): Promise<Result<{ readonly lists: LedgerLists; readonly empty: readonly string[] }, Failure>> {
  const settings = await ports.lookUp(companySettings());
  if (!settings.ok) return settings;
  const { companyId } = ports;
  if (companyId === null) return err({ kind: "needs-login", vendor: "eaccounting" });
  const company = readCompany(settings.value, companyId);
  if (!company.ok) return company;
  const codings = await readAll(ports.lookUp, lists.codings);
  if (!codings.ok) return codings;
  const units = await readAll(ports.lookUp, lists.units);
  if (!units.ok) return units;
  const terms = await readAll(ports.lookUp, lists.termsOfPayments);
  if (!terms.ok) return terms;
  const deliveryMethods = await readAll(ports.lookUp, lists.deliveryMethods);
  if (!deliveryMethods.ok) return deliveryMethods;
  const currencies = await readAll(ports.lookUp, lists.currencies);
  if (!currencies.ok) return currencies;
  const fiscalYears = await readAll(ports.lookUp, lists.fiscalYears);
  if (!fiscalYears.ok) return fiscalYears;
  const countries = await readAll(ports.lookUp, lists.countries);
  if (!countries.ok) return countries;
  const answered: Lists = {
    codings: codings.value,
    units: units.value,
    terms: terms.value,
    deliveryMethods: deliveryMethods.value,
    currencies: currencies.value,
    fiscalYears: fiscalYears.value,
    countries: countries.value,
  };
  const empty = emptied(ports.lists, answered);
  const patch: ListsPatch = {
    company: company.value.company,
    ...Object.fromEntries(Object.entries(answered).filter(([name]) => !empty.includes(name))),
  };
  ports.saveLists(patch);
  return ok({ lists: { ...ports.lists, ...patch, accounts: {} }, empty });
}

type Lists = Required<
  Pick<
    ListsPatch,
    "codings" | "units" | "terms" | "deliveryMethods" | "currencies" | "fiscalYears" | "countries"
  >
>;

/**
 * Lists that were full and are answered as empty now. They stay as they were: a vendor that answers
 * nothing by mistake must not take from every order what it is planned with.
 */
const emptied = (before: LedgerLists, answered: Lists): readonly string[] =>
  (Object.keys(answered) as (keyof Lists)[]).filter(
    (name) => answered[name].length === 0 && (before[name]?.length ?? 0) > 0,
  );

export async function refreshLists(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const ownership = await readOwnership(ports);
  if (!ownership.ok) return ownership;
  if (ports.key === OWNERSHIP_KEY) return ok(flowEnd("skipped"));
  const loaded = await readLists(ports);
  if (!loaded.ok) return loaded;
  const since = ports.memory[WATERMARK];
  const changed = await readChangedArticles(
    ports.readPage,
    (since === undefined ? ports.now() : Number(since)) - OVERLAP_MS,
  );
  if (!changed.ok) return changed;
  const { articles, serverTimeUtc } = changed.value;
  ports.saveLists({
    articles: Object.fromEntries(articles.map((article) => [article.number, article])),
    articlesWhole: true,
  });
  if (serverTimeUtc !== null) ports.remember(WATERMARK, String(Date.parse(serverTimeUtc)));
  return ok(
    flowEnd(
      "updated",
      loaded.value.empty.map((list) => reason("lookup-list-empty", { list })),
    ),
  );
}
