/**
 * Real records to try rules of customers, products and stock on. What the tenant's object keeps
 * comes first; a vendor is asked for one record only where a person names a number, or wants
 * figures that aren't kept. Writes nothing. Debtors are read from the same timelines as the orders,
 * by callers who may see those.
 */
import { type RecordAsked, type RecordRead } from "../../../domain/ledger/names.ts";
import type { Debtor, Order } from "../../../domain/orders/order.ts";
import type { LedgerProduct } from "../../../domain/goods/product.ts";
import { partyOf } from "../../../flows/parties/party.ts";
import { partyOfDebtor, pullDebtor } from "../../../flows/parties/pull-debtor.ts";
import { type ProductPreview, previewProduct } from "../../../flows/products/product-preview.ts";
import { previewStock, type StockPreview } from "../../../flows/stock/stock-preview.ts";
import { MODEL_CODING, MODEL_PRODUCT, MODEL_STOCK } from "../../../settings/rules/models.ts";
import type { CustomerSource } from "../../../settings/rules/compile.ts";
import type { Settings } from "../../../settings/schema.ts";
import { NO_OWN_ARTICLES } from "../../../domain/ledger/ledger.ts";
import type { LedgerStock } from "../../../domain/goods/stock.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import type { TenantRequest } from "../../deps.ts";
import { jobTimeline, listJobs } from "../jobs/jobs.ts";
import { orNull } from "../refusal.ts";
import { onTenant, requireTenant } from "../tenant-access.ts";
import { replay } from "./remembered-reads.ts";

/** Why there is no record: no record has the number, or the vendor couldn't be asked. */
export type NotRead = "none" | "unsearchable" | "later";

/** The record: one with this number and name, the newest order's buyer, or the example. */
export type Named =
  | { readonly kind: "record"; readonly number: string; readonly name: string }
  | { readonly kind: "order"; readonly label: string | null }
  | { readonly kind: "example" };

/** A real order to try rules on, or the example: then `jobId` is `null`. */
export type SampleOrder = {
  readonly order: Order;
  readonly label: string | null;
  readonly jobId: string | null;
};

type PreviewedRecord = { readonly on: Named; readonly notRead: NotRead | null };
export type CustomerTried = PreviewedRecord & { readonly source: CustomerSource };
export type ProductTried = PreviewedRecord & ProductPreview;
export type StockTried = PreviewedRecord & {
  readonly article: LedgerStock;
  readonly result: StockPreview;
};

/** Debtors' jobs that are looked through for one whose answer is still kept. */
const MOST_JOBS = 5;

/**
 * `number`: of a debtor; `null` is the newest. `mayRead`: a person asked for it, so Asperion may be
 * asked for one that isn't kept.
 */
export async function customerToTry(
  asking: TenantRequest,
  settings: Settings,
  { number, mayRead, order }: { number: string | null; mayRead: boolean; order: SampleOrder },
): Promise<CustomerTried> {
  const kept = await keptDebtor(asking, number);
  const asked = mayRead ? number : null;
  const read: RecordRead =
    kept === null ? await readNumbered(asking, "debtor", asked) : { kind: "debtor", debtor: kept };
  if (read.kind === "debtor") {
    const { debtor } = read;
    const on = { number: debtor.customerNumber ?? String(debtor.id), name: debtor.name };
    return {
      source: partyOfDebtor(debtor, settings),
      on: { kind: "record", ...on },
      notRead: null,
    };
  }
  return {
    source: partyOf(order.order, null, settings),
    on: order.jobId === null ? { kind: "example" } : { kind: "order", label: order.label },
    notRead: asked === null || read.kind === "article" ? null : read.kind,
  };
}

/** As a job read it last. */
async function keptDebtor(asking: TenantRequest, number: string | null): Promise<Debtor | null> {
  const [tenant, found] = await Promise.all([
    requireTenant(asking),
    listJobs(asking, {
      flow: "customers",
      newest: true,
      limit: number === null ? MOST_JOBS : MOST_WITH_TEXT,
      ...(number === null ? {} : { label: number }),
    }),
  ]);
  if (!tenant.ok || !found.ok) return null;
  const jobs = found.value.jobs.filter(
    ({ key, label }) => key.startsWith(DEBTOR) && (number === null || label === number),
  );
  for (const { id } of jobs.slice(0, MOST_JOBS)) {
    const described = await jobTimeline(asking, id);
    const debtor = described.ok
      ? await debtorIn(described.value, tenant.value.administrationId)
      : null;
    if (debtor !== null) return debtor;
  }
  return null;
}

const DEBTOR = "debtor:";
/** A label that holds the number may be a longer one. */
const MOST_WITH_TEXT = 50;

async function debtorIn(
  { job, timeline }: JobTimeline,
  administrationId: number,
): Promise<Debtor | null> {
  const id = Number(job.key.slice(DEBTOR.length));
  const send = replay(timeline);
  const listed = await pullDebtor(send, id, administrationId, "list");
  if (listed.ok) return listed.value.debtor;
  const single = await pullDebtor(send, id, administrationId, "single");
  return single.ok ? single.value.debtor : null;
}

/**
 * Returns what these settings would make of an article that the shop doesn't have. `number`: `null`
 * is the newest that a comparison read.
 */
export async function tryProducts(
  asking: TenantRequest,
  settings: Settings,
  number: string | null,
): Promise<ProductTried> {
  const asked = await ofTenant(asking, async (tenant) => ({
    ledger: await tenant.reads.ledger(asking.tenantId),
    kept: await tenant.reads.article(asking.tenantId, number),
  }));
  const { company, codings = [], systemArticles = NO_OWN_ARTICLES } = asked?.ledger ?? {};
  const read: ArticleRead =
    asked === null || company == null
      ? { kind: "later" }
      : await articleRead(asking, asked.kept, number);
  if ((read.kind === "kept" || read.kind === "article") && company != null) {
    const ledger = { company, codings, systemArticles };
    return {
      ...previewProduct(read.product, ledger, settings.products),
      on: { kind: "record", number: read.product.number, name: read.product.name },
      notRead: null,
    };
  }
  return {
    ...previewProduct(
      MODEL_PRODUCT,
      {
        company: { currency: company?.currency ?? "SEK" },
        codings: [MODEL_CODING],
        systemArticles: NO_OWN_ARTICLES,
      },
      settings.products,
    ),
    on: { kind: "example" },
    notRead: number === null && asked !== null ? null : absent(read),
  };
}

type ArticleRead = RecordRead | { readonly kind: "kept"; readonly product: LedgerProduct };

const articleRead = async (
  asking: TenantRequest,
  kept: LedgerProduct | null,
  number: string | null,
): Promise<ArticleRead> =>
  kept === null ? await readNumbered(asking, "article", number) : { kind: "kept", product: kept };

/**
 * The figure that these settings give for an article. Its stock isn't kept: it is read, by the
 * number that was asked for or that of the newest article.
 */
export async function tryStock(
  asking: TenantRequest,
  settings: Settings,
  number: string | null,
): Promise<StockTried> {
  const newest =
    number === null
      ? await ofTenant(asking, async (tenant) => ({
          article: await tenant.reads.article(asking.tenantId, null),
        }))
      : { article: null };
  const asked = number ?? newest?.article?.number ?? null;
  const read: RecordRead =
    asked === null
      ? { kind: newest === null ? "later" : "none" }
      : await readNumbered(asking, "article", asked);
  const { stock, orders, lookups } = settings;
  if (read.kind === "article")
    return {
      article: read.stock,
      result: previewStock(read.stock, stock, orders.goods, lookups.article),
      on: { kind: "record", number: read.product.number, name: read.product.name },
      notRead: null,
    };
  const example = { ...MODEL_STOCK, id: "model", active: true, counted: true };
  return {
    article: example,
    result: previewStock(example, stock, orders.goods, lookups.article),
    on: { kind: "example" },
    notRead: asked === null && newest !== null ? null : absent(read),
  };
}

const absent = ({ kind }: { readonly kind: string }): NotRead =>
  kind === "none" || kind === "unsearchable" ? kind : "later";

/** Without a number there is nothing to read. */
async function readNumbered(
  asking: TenantRequest,
  of: RecordAsked["of"],
  number: string | null,
): Promise<RecordRead> {
  if (number === null) return { kind: "none" };
  const read = await ofTenant(asking, (tenant) =>
    tenant.reads.readRecord(asking.tenantId, { of, number }),
  );
  return read ?? { kind: "later" };
}

/** `null`: it can't be reached. */
const ofTenant = <T>(
  asking: TenantRequest,
  question: (tenant: TenantStub) => Promise<T>,
): Promise<T | null> => orNull(onTenant(asking, question));
