/**
 * Set-up: the company's label, which tells another deployment to keep off, and the articles of our
 * own. May be repeated at any time: existing ones are used, missing ones made.
 */
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { articlesNumberedFrom } from "../../eaccounting/articles.ts";
import { isFilterRefused } from "../../eaccounting/errors.ts";
import { createCustomerLabel, readWrittenLabel } from "../../eaccounting/labels.ts";
import { readAll } from "../../eaccounting/paging.ts";
import { articleUnit } from "../article-unit.ts";
import { ownershipLabel, readOwnership } from "../ownership.ts";
import { loadLists } from "../ledger-lists.ts";
import type { FlowEnd, FlowPorts, VendorPort } from "../port.ts";
import { settlement } from "../settlement.ts";
import { journalled, lastWrites, PREFIX, SETUP_KEY } from "./article-numbers.ts";
import { findOrMake, type ArticleFacts, withId } from "./own-article.ts";
import {
  codingsOf,
  knownId,
  merged,
  systemArticles,
  type ArticlePurpose,
  purposeOf,
  type WantedArticle,
  wantedArticles,
} from "./system-articles.ts";
import { flowEnd } from "../flow-end.ts";

export async function runSetup(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (ports.settings.trial) return ok(flowEnd("skipped", [reason("trial-mode")]));
  const taken = await takeOwnership(ports);
  if (!taken.ok) return taken;
  const lists = await loadLists(ports);
  if (!lists.ok) return lists;
  const unitId = articleUnit({ settings: ports.settings, lists: lists.value });
  if (unitId === undefined)
    return ok(
      flowEnd("held", [
        reason("own-article-missing", { article: "unit", rate: null, coding: null }),
      ]),
    );
  const country = lists.value.company?.country ?? "";
  const wanted = wantedArticles(
    lists.value.codings,
    country,
    codingsOf(ports.settings, lists.value.codings),
    lists.value.company?.usesOss === true,
  );
  const made = await makeMissing(ports, wanted, { country, unitId });
  if (!made.ok) return made;
  return ok(flowEnd(made.value.held ? "held" : "updated", made.value.reasons));
}

async function makeMissing(
  ports: FlowPorts,
  wanted: readonly WantedArticle[],
  company: Pick<ArticleFacts, "country" | "unitId">,
): Promise<Result<{ readonly held: boolean; readonly reasons: readonly Reason[] }, Failure>> {
  const { systemArticles: before, articleNumbers = {} } = ports.lists;
  const writes = lastWrites(ports.journal);
  const recorded: Record<ArticlePurpose, string> = { ...journalled(writes), ...articleNumbers };
  const there = await listed(ports);
  if (!there.ok) return there;
  const known = wanted.filter((article) => knownId(before, article) !== null);
  const stand = await standing(ports, known, there.value);
  if (!stand.ok) return stand;
  if ("held" in stand.value) return ok({ held: true, reasons: [stand.value.held] });
  const { gone } = stand.value;
  const missing = wanted.filter(
    (article) => knownId(before, article) === null || gone.has(purposeOf(article)),
  );
  const unnumbered = known.filter(
    (article) => !gone.has(purposeOf(article)) && recorded[purposeOf(article)] === undefined,
  );
  const adopted: Record<ArticlePurpose, string> = { ...articleNumbers };
  const adopt = (article: WantedArticle, number: string | undefined): void => {
    if (number === undefined) return;
    adopted[purposeOf(article)] = number;
    recorded[purposeOf(article)] = number;
  };
  for (const article of unnumbered)
    adopt(article, there.value?.find(({ id }) => id === knownId(before, article))?.number);
  if (unnumbered.length > 0) ports.saveLists({ articleNumbers: adopted });
  const made: { article: WantedArticle; id: string }[] = [];
  const reasons: Reason[] = [];
  for (const article of missing) {
    const found = await findOrMake(ports, article, {
      ...company,
      there: there.value,
      writes,
      recorded,
    });
    if (!found.ok) return found;
    if (found.value.kind === "held") return ok({ held: true, reasons: [found.value.reason] });
    const { id, number, passed } = found.value;
    if (passed !== null) reasons.push(reason("own-article-renumbered", { number, taken: passed }));
    // The journal has the number of what was made.
    recorded[purposeOf(article)] = number;
    if (found.value.adopted) adopt(article, number);
    made.push({ article, id });
    // Saved one by one, in addition to earlier ones: an interrupted set-up continues where it
    // stopped, and orders go on meanwhile.
    ports.saveLists({
      systemArticles: merged(before, systemArticles(made)),
      ...(found.value.adopted ? { articleNumbers: adopted } : {}),
    });
  }
  return ok({ held: false, reasons });
}

/**
 * Whether what is known still stands in the ledger: a person may delete an unused article there, or
 * make one inactive. `gone`: it is made again.
 */
async function standing(
  ports: FlowPorts,
  known: readonly WantedArticle[],
  there: ArticleFacts["there"],
): Promise<
  Result<{ readonly gone: ReadonlySet<ArticlePurpose> } | { readonly held: Reason }, Failure>
> {
  const gone = new Set<ArticlePurpose>();
  for (const article of known) {
    const found = await withId(ports, knownId(ports.lists.systemArticles, article) ?? "", there);
    if (!found.ok) return found;
    if (found.value === null) gone.add(purposeOf(article));
    else if (!found.value.active) {
      const { number } = found.value;
      return ok({ held: reason("own-article-taken", { number, coding: article.codingId }) });
    }
  }
  return ok({ gone });
}

async function takeOwnership(ports: FlowPorts): Promise<Result<null, Failure>> {
  const before = await readOwnership(ports);
  if (!before.ok) return before;
  if (before.value === "ours") return ok(null);
  const ours = ownershipLabel(ports.deployment, ports.tenantId);
  const n =
    ports.journal.filter((entry) => entry.role === "claim" && entry.state !== "planned").length + 1;
  // In English, as a run doesn't know the tenant's language. The label is recognised by its name.
  const request = createCustomerLabel(
    ours,
    "Kept by the bridge from Asperion. Remove it only when the bridge is no longer connected.",
  );
  const written = await ports.write(
    {
      key: SETUP_KEY,
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
 * Returns articles whose numbers begin like ours, from one list; `null`: the vendor refuses that
 * filter, so each is searched for alone.
 */
async function listed(ports: VendorPort): Promise<Result<ArticleFacts["there"], Failure>> {
  const list = await readAll(ports.lookUp, articlesNumberedFrom(PREFIX));
  return !list.ok && isFilterRefused(list.error) ? ok(null) : list;
}
