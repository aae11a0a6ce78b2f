/**
 * An article or a customer as both sides have it, field by field: from what its newest runs read,
 * planned and wrote. Nothing is asked of a vendor, and nothing that wasn't read is shown.
 */
import { z } from "zod";
import { shopArticleIn } from "../../../asperion/products.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import type { CustomerFields } from "../../../domain/parties/party.ts";
import type { LedgerProduct, ProductField, ShopProduct } from "../../../domain/goods/product.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";

/** What the run decided about a field that isn't alike on both sides, or never will be. */
type SideNote = "kept" | "create-only" | "otherwise" | "waits" | null;

export type SideRow = {
  readonly field: string;
  /** As that side has it; `null`: empty there. */
  readonly ledger: string | null;
  readonly shop: string | null;
  /** What stands in the shop, where `shop` is what that comes to here. `null`: nothing. */
  readonly said?: string | null;
  readonly differs: boolean;
  readonly note: SideNote;
};

export type RecordSides = {
  readonly of: "article" | "customer";
  readonly name: string;
  /** A customer's name in the shop, which its orders have. Absent: as the ledger has it. */
  readonly shopName?: string;
  /**
   * When each side was read or written, in ms. `null`: the ledger's article is as the last pass
   * read it, or that side doesn't have it.
   */
  readonly ledgerAt: number | null;
  readonly shopAt: number | null;
  /** The ledger was asked for it, and doesn't have it any more. */
  readonly gone: boolean;
  /** Rows that differ come first. `shop` or `ledger` false: that side doesn't have it. */
  readonly rows: readonly SideRow[];
  readonly ledger: boolean;
  readonly shop: boolean;
};

export type RunRead = { readonly job: JobView; readonly timeline: readonly TimelineEntry[] };

const text = z.string().nullish();
const ledgerProduct = z.looseObject({
  id: text,
  number: z.string(),
  name: z.string(),
  netPrice: text,
  grossPrice: text,
  codingId: z.string(),
  unit: text,
  active: z.boolean(),
  barcodes: z.array(z.string()).catch([]),
});
const productPlan = z.looseObject({
  product: ledgerProduct,
  plan: z.looseObject({
    do: z.string(),
    decided: z.array(z.looseObject({ field: z.string(), verdict: z.string() })).catch([]),
    reasons: z.array(z.looseObject({ code: z.string() })).catch([]),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
});
const customerPlan = z.looseObject({
  fields: z.looseObject({ number: z.string(), name: text }),
  reasons: z
    .array(z.looseObject({ code: z.string(), params: z.looseObject({ from: text }) }))
    .catch([]),
});
const exchange = z.looseObject({ vendor: text, body: z.unknown() });
const shopList = z.looseObject({ _data: z.array(z.unknown()) });
const ledgerList = z.looseObject({ Data: z.array(z.unknown()) });
const ledgerRecord = z.looseObject({ Id: z.string() });
const ledgerCustomer = z.looseObject({ Id: z.string(), Name: z.string().min(1) });

/** The sides as the first of these runs that planned the record left them; newest run first. */
export function recordSides(runs: readonly RunRead[], customerId: string | null) {
  for (const run of runs) {
    const plan = run.timeline.findLast(({ what }) => what === "plan")?.detail;
    if (run.job.flow === "products") {
      const parsed = productPlan.safeParse(plan);
      if (parsed.success) return articleSides(run, parsed.data);
    }
    if (run.job.flow === "customers") {
      const parsed = customerPlan.safeParse(plan);
      if (parsed.success) return customerSides(runs, run, parsed.data, customerId);
    }
  }
  return null;
}

/** Each record that an entry's answer holds. */
function bodiesOf({ detail }: TimelineEntry): readonly unknown[] {
  const parsed = exchange.safeParse(detail);
  if (!parsed.success) return [];
  const { body } = parsed.data;
  const lists = [shopList.safeParse(body).data?._data, ledgerList.safeParse(body).data?.Data];
  return lists.find((list) => list !== undefined) ?? [body];
}

const DIFFERS: Readonly<Record<string, SideNote>> = {
  kept: "kept",
  "kept-along": "kept",
  "stored-otherwise": "otherwise",
  "waits-for-code": "waits",
};

const ARTICLE_FIELDS = [
  "name",
  "unit",
  "priceExclVat",
  "priceInclVat",
  "vatCode",
  "ean",
  "active",
] as const satisfies readonly ProductField[];
type ArticleField = (typeof ARTICLE_FIELDS)[number];

function articleSides(
  { job, timeline }: RunRead,
  { product, plan }: z.infer<typeof productPlan>,
): RecordSides {
  const there = shopNow(job, timeline, plan.fields ?? {});
  const gone = plan.reasons.some(({ code }) => code === "product-not-in-ledger");
  const ledger = gone ? NOTHING : ofLedger(product as never);
  const verdicts = new Map(plan.decided.map(({ field, verdict }) => [field, verdict]));
  const isCodeLeft = plan.reasons.some(({ code }) => code === "product-vat-code-differs");
  const rows = ARTICLE_FIELDS.map((field): SideRow => {
    const shop = there === null ? null : textOf(there.product[field]);
    const verdict = verdicts.get(field) ?? "";
    const created = verdict === "create-only";
    const isLeft = field === "vatCode" ? isCodeLeft : !alike(ledger[field], shop);
    return {
      field,
      ledger: ledger[field],
      shop,
      differs: there !== null && !gone && (DIFFERS[verdict] !== undefined || (created && isLeft)),
      note: DIFFERS[verdict] ?? (created && isLeft ? "create-only" : null),
    };
  });
  return {
    of: "article",
    name: product.name,
    ledgerAt: gone ? null : readAt(timeline, product.id ?? ""),
    shopAt: there?.at ?? null,
    gone,
    rows: differingFirst(rows),
    ledger: !gone,
    shop: there !== null,
  };
}

/** When the run read this record of the ledger by its id; `null`: it didn't. */
function readAt(timeline: readonly TimelineEntry[], id: string): number | null {
  const isIt = (body: unknown): boolean =>
    ledgerRecord.safeParse(body).data?.Id.toLowerCase() === id.toLowerCase();
  return timeline.findLast((entry) => bodiesOf(entry).some(isIt))?.at ?? null;
}

const NOTHING: Readonly<Record<ArticleField, null>> = {
  name: null,
  unit: null,
  priceExclVat: null,
  priceInclVat: null,
  vatCode: null,
  ean: null,
  active: null,
};

const ofLedger = (product: LedgerProduct): Readonly<Record<ArticleField, string | null>> => ({
  name: product.name,
  unit: product.unit ?? null,
  priceExclVat: product.netPrice ?? null,
  priceInclVat: product.grossPrice ?? null,
  vatCode: product.codingId,
  ean: product.barcodes[0] ?? null,
  active: String(product.active),
});

const textOf = (value: unknown): string | null =>
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && value !== "")
    ? String(value)
    : null;

/** Texts, or amounts, that say the same. */
const alike = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && a !== "" && b !== "" && Number(a) === Number(b));

type ShopNow = { readonly at: number; readonly product: Partial<ShopProduct> };

/** The shop's article after this run; `null`: it has none. */
function shopNow(
  job: JobView,
  timeline: readonly TimelineEntry[],
  written: Readonly<Record<string, unknown>>,
): ShopNow | null {
  const wrote = job.outcome === "updated";
  for (const entry of timeline.toReversed()) {
    const vendor = exchange.safeParse(entry.detail).data?.vendor;
    const [read] = vendor === "eaccounting" ? [] : bodiesOf(entry).flatMap(shopArticleIn);
    // What a write answered is how it stands; before it, it stood without what was written.
    if (read !== undefined)
      return wrote && entry.what !== "answer"
        ? {
            at: job.updatedAt,
            product: { ...read.product, ...(written as Partial<ShopProduct>) },
          }
        : { at: entry.at, product: read.product };
  }
  return wrote && Object.keys(written).length > 0 ? { at: job.updatedAt, product: written } : null;
}

/** By the ledger's names, what the shop's data comes to. */
const CUSTOMER_FIELDS = [
  ["Name", "name"],
  ["InvoiceAddress1", "address1"],
  ["InvoicePostalCode", "postCode"],
  ["InvoiceCity", "city"],
  ["InvoiceCountryCode", "country"],
  ["EmailAddress", "email"],
  ["TermsOfPaymentId", "termsOfPaymentId"],
  ["VatNumber", "vatNumber"],
  ["CorporateIdentityNumber", "organisationNumber"],
] as const satisfies readonly (readonly [string, keyof CustomerFields])[];

function customerSides(
  runs: readonly RunRead[],
  { job, timeline }: RunRead,
  plan: z.infer<typeof customerPlan>,
  customerId: string | null,
): RecordSides {
  const fields: Partial<CustomerFields> = plan.fields as never;
  const terms = plan.reasons.find(({ code }) => code === "terms-chosen");
  const gone = job.reasons.some(
    ({ code, params }) => code === "customer-gone" && params["customer"] === customerId,
  );
  const there = customerId === null || gone ? null : customerIn(runs, customerId);
  const raw = there?.raw ?? null;
  const isKept = job.reasons.some(({ code }) =>
    ["customer-fields-kept", "customer-changed-by-person"].includes(code),
  );
  const rows = CUSTOMER_FIELDS.map(([field, ours]): SideRow => {
    const [shop, ledger] = [textOf(fields[ours]), textOf(raw?.[field])];
    // An empty value of the shop leaves the ledger's.
    const differs = raw !== null && shop !== null && shop !== ledger;
    const isChosen = ours === "termsOfPaymentId" && terms !== undefined;
    return {
      field,
      ledger,
      shop,
      ...(isChosen ? { said: terms.params.from ?? null } : {}),
      differs,
      note: differs && isKept ? "kept" : null,
    };
  }).filter(({ ledger, shop }) => ledger !== null || shop !== null);
  return {
    of: "customer",
    name: textOf(raw?.["Name"]) ?? fields.name ?? "",
    ...(fields.name == null || fields.name === "" ? {} : { shopName: fields.name }),
    ledgerAt: there?.at ?? null,
    // The debtor is fetched for each plan.
    shopAt: timeline.findLast(({ what }) => what === "plan")?.at ?? job.updatedAt,
    gone,
    rows: differingFirst(rows),
    ledger: raw !== null,
    shop: true,
  };
}

/** The ledger's customer as the newest of these runs read or wrote it. */
function customerIn(
  runs: readonly RunRead[],
  id: string,
): { readonly at: number; readonly raw: Readonly<Record<string, unknown>> } | null {
  for (const { timeline } of runs)
    for (const entry of timeline.toReversed())
      for (const body of bodiesOf(entry)) {
        const parsed = ledgerCustomer.safeParse(body);
        if (parsed.success && parsed.data.Id.toLowerCase() === id.toLowerCase())
          return { at: entry.at, raw: parsed.data };
      }
  return null;
}

const differingFirst = (rows: readonly SideRow[]): readonly SideRow[] =>
  rows.toSorted((a, b) => Number(b.differs) - Number(a.differs));
