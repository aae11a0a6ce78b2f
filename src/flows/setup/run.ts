/**
 * Set-up: the company's claim, which tells another deployment to keep off, and the articles of our own. May be run
 * again at any time: what is there is taken, what is missing is made.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { articleByNumber, createArticle, readArticlesByNumber, readWrittenArticle } from "../../eaccounting/articles.ts";
import { createCustomerLabel, readWrittenLabel } from "../../eaccounting/labels.ts";
import { claimName, readClaim } from "../claim.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { settlement } from "../settlement.ts";
import { codingsOf, knownId, merged, ownArticles, type WantedArticle, wantedArticles } from "./own-articles.ts";

export async function runSetup(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const end = (outcome: FlowEnd["outcome"], ...reasons: FlowEnd["reasons"]): FlowEnd => ({ outcome, reasons, label: null, figures: null });
  if (ports.settings.trial) return ok(end("skipped", reason("trial-mode")));
  const claimed = await claim(ports);
  if (!claimed.ok) return claimed;
  const lookups = await loadLookups(ports);
  if (!lookups.ok) return lookups;
  const unit = lookups.value.units[0];
  if (unit === undefined) return ok(end("held", reason("own-article-missing", { article: "unit", rate: null, coding: null })));
  const made: { article: WantedArticle; id: string }[] = [];
  for (const article of wantedArticles(lookups.value.codings, lookups.value.company?.country ?? "", codingsOf(ports.settings, lookups.value.codings), lookups.value.company?.usesOss === true)) {
    const known = knownId(ports.lookups.ownArticles, article);
    const id = known === null ? await findOrMake(ports, article, unit.id) : ok(known);
    if (!id.ok) return id;
    if (id.value === null) return ok(end("held", reason("own-article-taken", { number: article.number, coding: article.codingId })));
    made.push({ article, id: id.value });
    // Saved as they come, beside what was there: a set-up that is interrupted goes on where it was, and orders go on meanwhile.
    ports.saveLookups({ ownArticles: merged(ports.lookups.ownArticles, ownArticles(made)) });
  }
  return ok(end("updated"));
}

async function claim(ports: FlowPorts): Promise<Result<null, Failure>> {
  const before = await readClaim(ports);
  if (!before.ok) return before;
  if (before.value === "ours") return ok(null);
  const ours = claimName(ports.deployment, ports.tenantId);
  const n = ports.journal.filter((entry) => entry.role === "claim" && entry.state !== "planned").length + 1;
  const request = createCustomerLabel(ours, "Kept by the bridge from Asperion. Remove it only when the bridge is no longer connected.");
  const written = await ports.write({ key: "setup", role: "claim", n, kind: "label.create", marker: ours, markerCode: null, markerField: "Name", documentId: null }, request);
  if (!written.ok) return written;
  const label = readWrittenLabel(written.value.answer);
  if (!label.ok) return label;
  ports.settle(settlement(written.value, "compared", { documentId: label.value.id }));
  return ok(null);
}

/** `null`: the number is taken by an article that isn't one of ours. */
async function findOrMake(ports: FlowPorts, article: WantedArticle, unitId: string): Promise<Result<string | null, Failure>> {
  const answer = await ports.lookUp(articleByNumber(article.number));
  if (!answer.ok) return answer;
  const found = readArticlesByNumber(answer.value, article.number);
  if (!found.ok) return found;
  const [existing] = found.value;
  if (existing !== undefined) return ok(existing.codingId === article.codingId && existing.active && !existing.stock && existing.usesOss === article.usesOss ? existing.id : null);
  const request = createArticle({ number: article.number, name: article.name, codingId: article.codingId, unitId, usesOss: article.usesOss });
  const key = `own-article:${article.number}`;
  const written = await ports.write({ key, role: "own-article", n: 1, kind: "article.create", marker: article.number, markerCode: null, markerField: "Number", documentId: null }, request);
  if (!written.ok) return written;
  const made = readWrittenArticle(written.value.answer);
  if (!made.ok) return made;
  ports.settle(settlement(written.value, "compared", { documentId: made.value.id, documentNumber: made.value.number }));
  return ok(made.value.id);
}
