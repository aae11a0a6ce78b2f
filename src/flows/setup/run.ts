/**
 * Set-up: the company's claim, which tells another deployment to keep off, and the articles of our
 * own. May be run again at any time: what is there is taken, what is missing is made.
 */
import type { Failure } from "../../domain/failure.ts";
import type { LedgerArticle } from "../../domain/ledger.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import {
  articleByNumber,
  articlesNumberedFrom,
  createArticle,
  readArticlePage,
  readArticlesByNumber,
  readWrittenArticle,
} from "../../eaccounting/articles.ts";
import { isFilterRefused } from "../../eaccounting/errors.ts";
import { createCustomerLabel, readWrittenLabel } from "../../eaccounting/labels.ts";
import { readAll } from "../../eaccounting/paging.ts";
import { claimName, readClaim } from "../claim.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { FlowEnd, FlowPorts, VendorPort } from "../port.ts";
import { settlement } from "../settlement.ts";
import {
  codingsOf,
  knownId,
  merged,
  PREFIX,
  systemArticles,
  type WantedArticle,
  wantedArticles,
} from "./system-articles.ts";

export async function runSetup(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const end = (outcome: FlowEnd["outcome"], ...reasons: FlowEnd["reasons"]): FlowEnd => ({
    outcome,
    reasons,
    label: null,
    figures: null,
  });
  if (ports.settings.trial) return ok(end("skipped", reason("trial-mode")));
  const claimed = await claim(ports);
  if (!claimed.ok) return claimed;
  const lookups = await loadLookups(ports);
  if (!lookups.ok) return lookups;
  const unit = lookups.value.units[0];
  if (unit === undefined)
    return ok(
      end("held", reason("own-article-missing", { article: "unit", rate: null, coding: null })),
    );
  const made: { article: WantedArticle; id: string }[] = [];
  const wanted = wantedArticles(
    lookups.value.codings,
    lookups.value.company?.country ?? "",
    codingsOf(ports.settings, lookups.value.codings),
    lookups.value.company?.usesOss === true,
  );
  const there = wanted.every((article) => knownId(ports.lookups.systemArticles, article) !== null)
    ? ok(null)
    : await listed(ports);
  if (!there.ok) return there;
  for (const article of wanted) {
    const known = knownId(ports.lookups.systemArticles, article);
    const id = known === null ? await findOrMake(ports, article, unit.id, there.value) : ok(known);
    if (!id.ok) return id;
    if (id.value === null)
      return ok(
        end(
          "held",
          reason("own-article-taken", { number: article.number, coding: article.codingId }),
        ),
      );
    made.push({ article, id: id.value });
    // Saved as they come, beside what was there: a set-up that is interrupted goes on where it was,
    // and orders go on meanwhile.
    ports.saveLookups({
      systemArticles: merged(ports.lookups.systemArticles, systemArticles(made)),
    });
  }
  return ok(end("updated"));
}

async function claim(ports: FlowPorts): Promise<Result<null, Failure>> {
  const before = await readClaim(ports);
  if (!before.ok) return before;
  if (before.value === "ours") return ok(null);
  const ours = claimName(ports.deployment, ports.tenantId);
  const n =
    ports.journal.filter((entry) => entry.role === "claim" && entry.state !== "planned").length + 1;
  // In English, as a run doesn't know the tenant's language. The claim is recognised by its name.
  const request = createCustomerLabel(
    ours,
    "Kept by the bridge from Asperion. Remove it only when the bridge is no longer connected.",
  );
  const written = await ports.write(
    {
      key: "setup",
      role: "claim",
      n,
      kind: "label.create",
      marker: ours,
      markerCode: null,
      markerField: "Name",
      documentId: null,
    },
    request,
  );
  if (!written.ok) return written;
  const label = readWrittenLabel(written.value.answer);
  if (!label.ok) return label;
  ports.settle(settlement(written.value, "compared", { documentId: label.value.id }));
  return ok(null);
}

/**
 * Our numbers' articles as one list has them; `null` where the vendor won't be asked so: then each
 * is looked up by itself.
 */
async function listed(
  ports: VendorPort,
): Promise<Result<ReadonlyMap<string, LedgerArticle> | null, Failure>> {
  const list = await readAll(
    ports.lookUp,
    (page) => articlesNumberedFrom(PREFIX, page),
    readArticlePage,
  );
  if (!list.ok) return isFilterRefused(list.error) ? ok(null) : list;
  return ok(new Map(list.value.map((article) => [article.number, article])));
}

async function lookUp(
  ports: VendorPort,
  number: string,
): Promise<Result<LedgerArticle | null, Failure>> {
  const answer = await ports.lookUp(articleByNumber(number));
  if (!answer.ok) return answer;
  const found = readArticlesByNumber(answer.value, number);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/** `null`: the number is taken by an article that isn't one of ours. `there`: see `listed`. */
async function findOrMake(
  ports: FlowPorts,
  article: WantedArticle,
  unitId: string,
  there: ReadonlyMap<string, LedgerArticle> | null,
): Promise<Result<string | null, Failure>> {
  const found =
    there === null ? await lookUp(ports, article.number) : ok(there.get(article.number) ?? null);
  if (!found.ok) return found;
  if (found.value !== null) return ok(fits(article, found.value) ? found.value.id : null);
  const request = createArticle({
    number: article.number,
    name: article.name,
    codingId: article.codingId,
    unitId,
    usesOss: article.usesOss,
  });
  const key = `own-article:${article.number}`;
  const written = await ports.write(
    {
      key,
      role: "own-article",
      n: 1,
      kind: "article.create",
      marker: article.number,
      markerCode: null,
      markerField: "Number",
      documentId: null,
    },
    request,
  );
  if (!written.ok)
    return written.error.kind === "conflict" && there !== null ? unlisted(ports, article) : written;
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

/** The list lacked it, and the vendor says that the number is taken: it is read by itself. */
async function unlisted(
  ports: VendorPort,
  article: WantedArticle,
): Promise<Result<string | null, Failure>> {
  const found = await lookUp(ports, article.number);
  if (!found.ok) return found;
  return ok(found.value !== null && fits(article, found.value) ? found.value.id : null);
}

const fits = (article: WantedArticle, found: LedgerArticle): boolean =>
  found.codingId === article.codingId &&
  found.active &&
  !found.stock &&
  found.usesOss === article.usesOss;
