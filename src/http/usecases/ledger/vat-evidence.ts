/**
 * Evidence of VAT, told by quarter: what a bookkeeper hands to an auditor. It may hold VAT numbers
 * of persons, so the audit log says who took which quarter.
 */
import { ok } from "../../../domain/result.ts";
import type { EvidencePage, EvidenceView } from "../../../sync/contract/index.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { callTenant, onAnyTenant, requireAnyTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";
import { writeAct } from "../audited.ts";

export type EvidenceQuarter = { readonly quarter: string; readonly count: number };

/** Which quarters there is something of, the newest first. */
export const evidenceQuarters = (asking: TenantRequest): Answer<readonly EvidenceQuarter[]> =>
  onAnyTenant(asking, (tenant) => tenant.privacy.evidenceQuarters(asking.tenantId));

/** A page of a quarter; ask on with `cursor` until it is `null`. Written down with the first. */
export async function evidencePage(
  asking: TenantRequest,
  quarter: string,
  cursor: string | null,
): Answer<EvidencePage> {
  const { tenantId } = asking;
  const found = await requireAnyTenant(asking);
  if (!found.ok) return found;
  if (cursor === null) await writeAct(asking, { action: "evidence.export", after: quarter });
  return callTenant(asking, (tenant) => tenant.privacy.evidence(tenantId, quarter, cursor));
}

/**
 * The pages of a quarter behind the first, which the caller has. Throws where one can't be read: a
 * document that is cut off must not look whole.
 */
async function* pagesFrom(
  deps: EdgeDeps,
  tenantId: string,
  quarter: string,
  first: EvidencePage,
): AsyncGenerator<EvidencePage> {
  let page = first;
  yield page;
  while (page.cursor !== null) {
    const { cursor } = page;
    const next = await callTenant({ deps, tenantId }, (tenant) =>
      tenant.privacy.evidence(tenantId, quarter, cursor),
    );
    if (!next.ok) throw new Error(`the rest can't be read: ${next.error.kind}`);
    page = next.value;
    yield page;
  }
}

/** A whole quarter as one JSON document, page by page. */
export async function evidenceDocument(
  asking: TenantRequest,
  quarter: string,
): Answer<ReadableStream<Uint8Array>> {
  const first = await evidencePage(asking, quarter, null);
  if (!first.ok) return first;
  const pages = pagesFrom(asking.deps, asking.tenantId, quarter, first.value);
  const encoder = new TextEncoder();
  let told = 0;
  let unreadable = 0;
  return ok(
    new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(encoder.encode(`{"quarter":${JSON.stringify(quarter)},"evidence":[`)),
      pull: async (controller) => {
        const { value, done } = await pages.next();
        if (done === true) {
          controller.enqueue(encoder.encode(`],"unreadable":${unreadable}}`));
          return controller.close();
        }
        const rows = value.evidence.map((row) => JSON.stringify(row)).join(",");
        controller.enqueue(encoder.encode(`${told > 0 && rows !== "" ? "," : ""}${rows}`));
        told += value.evidence.length;
        unreadable += value.unreadable;
      },
    }),
  );
}

/** How a table says what isn't a word of anybody. */
export type EvidenceWords = {
  readonly code: (
    of: "documents" | "sales" | "places" | "buyers" | "rates",
    code: string,
  ) => string;
  readonly figure: (figure: string) => string;
  readonly instant: (at: number) => string;
};

/** As programs read it. */
export const AS_CODES: EvidenceWords = {
  code: (_, code) => code,
  figure: (figure) => figure,
  instant: (at) => new Date(at).toISOString(),
};

/** The cells of one, in the order of `EVIDENCE_COLUMNS`; a line for each rate that was charged. */
export function evidenceRows(
  one: EvidenceView,
  { code, figure, instant: stamp }: EvidenceWords,
): readonly (readonly string[])[] {
  const instant = (at: number | null): string => (at === null ? "" : stamp(at));
  const { sale, seller, buyer, vatNumber, exchange } = one;
  const [goods, ledger] = sale.facts;
  const head = [
    one.day,
    one.orderNumber ?? one.orderId,
    one.documents.join(", "),
    code("documents", one.document),
    code("sales", sale.kind),
    sale.country,
    `${code("places", goods.from)}: ${goods.country}`,
    `${code("places", ledger.from)}: ${ledger.country}`,
    code("buyers", buyer.kind),
    vatNumber?.number ?? "",
    vatNumber?.country ?? "",
    instant(vatNumber?.checkedAt ?? null),
    one.currency,
  ];
  const tail = [
    exchange === null ? "" : seller.currency,
    figure(exchange?.rate ?? ""),
    exchange?.day ?? "",
    exchange === null ? "" : code("rates", exchange.by),
    instant(one.at),
  ];
  const charged = one.charged.length === 0 ? [null] : one.charged;
  return charged.map((part) => [
    ...head,
    figure(part?.rate ?? ""),
    figure(part?.net ?? ""),
    figure(part?.vat ?? ""),
    figure(part?.gross ?? one.gross),
    ...tail,
  ]);
}

export const EVIDENCE_COLUMNS = [
  "day",
  "order",
  "documents",
  "kindOfDocument",
  "sale",
  "country",
  "firstFact",
  "secondFact",
  "buyer",
  "vatNumber",
  "vatCountry",
  "checkedAt",
  "currency",
  "rate",
  "net",
  "vat",
  "gross",
  "into",
  "exchangeRate",
  "exchangeDay",
  "exchangeBy",
  "keptAt",
] as const;
