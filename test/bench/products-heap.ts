/**
 * One pass of the product flow over many articles, all of which differ, with ports that keep
 * nothing: what is held is what the flow itself holds. Prints the heap before and at its most, as
 * JSON. Run by test/bench/products.ts.
 */
import { NO_OWN_ARTICLES, NOTHING_LEARNT } from "../../src/domain/ledger/ledger.ts";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../src/domain/result.ts";
import type { FlowPorts } from "../../src/flows/port.ts";
import { pullProducts } from "../../src/flows/products/pull.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const articles = Number(process.argv[2] ?? 100_000);
const PAGE = 1_000;
const CODING = "11111111-1111-4111-8111-111111111111";
const START = Date.parse("2026-01-01T00:00:00Z");

const article = (n: number): Record<string, unknown> => ({
  Id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`,
  Number: `A-${n}`,
  Name: `Article ${n}`,
  NameEnglish: null,
  Note: `Article ${n}. ${"Described at some length. ".repeat(20)}`,
  NetPrice: n / 100,
  GrossPrice: n / 80,
  CodingId: CODING,
  CodingName: "Goods 25",
  UnitId: CODING,
  UnitName: "pcs",
  IsActive: true,
  IsServiceArticle: false,
  IsStock: true,
  StockBalance: n,
  ArticleLabels: [{ Id: CODING, Name: "Web", Description: null }],
  Barcodes: [{ Barcode: "7350053850019", BarcodeType: 0 }],
  StockLocationReference: null,
  SupplierArticleNumber: null,
  ChangedUtc: new Date(START + n).toISOString(),
  CreatedUtc: new Date(START).toISOString(),
  MessageThreads: [],
  Notes: [],
  PurchasePrice: 0,
  FreightCosts: 0,
  SendToWebshop: true,
  UsesMoss: false,
});

let pages = 0;
let peak = 0;
/** What is held, without garbage. */
const note = (): void => {
  globalThis.gc?.();
  peak = Math.max(peak, process.memoryUsage().heapUsed);
};

/** As text first, as it comes over the wire. */
function page(request: VendorRequest): VendorAnswer {
  const from = Math.max(
    0,
    Date.parse(/ge (\S+)/.exec(request.query["$filter"] ?? "")?.[1] ?? "") - START,
  );
  const rows = Array.from({ length: Math.min(PAGE, articles - from) }, (_, index) =>
    article(from + index),
  );
  pages += 1;
  const last = from + rows.length >= articles;
  const text = JSON.stringify({
    Meta: {
      CurrentPage: 1,
      PageSize: PAGE,
      TotalNumberOfPages: last ? 1 : 2,
      TotalNumberOfResults: articles,
      ServerTimeUtc: new Date(START + articles).toISOString(),
    },
    Data: rows,
  });
  note();
  return { status: 200, body: JSON.parse(text), isJson: true, headers: {} };
}

const send = async (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
  const answer = page(request);
  note();
  return ok(answer);
};
const nothing = (): void => undefined;
const unexpected = (): never => {
  throw new Error("a pass doesn't ask for this");
};
let memory: Record<string, string> = {};

const products: FlowPorts["products"] = {
  stage: async (items) => {
    note();
    return ok({ differ: items.map((item) => item.product.id), open: 0 });
  },
  compare: unexpected,
  open: async () => ok(0),
  known: unexpected,
  owner: unexpected,
  unmet: async () => ok([]),
  save: nothing,
};
const remember: FlowPorts["remember"] = (key, value) => {
  memory = { ...memory, [key]: value };
};

const ports = (): FlowPorts =>
  ({
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    tenantId: "t",
    administrationId: 1,
    companyId: "c",
    key: "products",
    jobId: "j1",
    deployment: "bench",
    eventTypes: ["nightly"],
    before: null,
    settings: settingsSchema.parse({
      ...defaultSettings(),
      products: { enabled: true, vatCode: { table: { "25": "H" } } },
    }),
    lookups: {
      company: {
        companyId: "c",
        name: "C",
        organisationNumber: null,
        country: "SE",
        currency: "SEK",
        showPricesExclVatForPrivate: false,
        domesticRounding: "none",
        modules: [],
        termsOfPaymentId: null,
      },
      codings: [
        {
          id: CODING,
          name: "Goods 25",
          kind: "goods",
          vatRate: "0.25",
          active: true,
          accounts: {
            domestic: 3001,
            domesticExempt: null,
            withinEu: null,
            triangular: null,
            outsideEu: null,
            oss: null,
          },
        },
      ],
      units: [],
      terms: [],
      deliveryMethods: [],
      currencies: ["SEK"],
      systemArticles: NO_OWN_ARTICLES,
      learnt: NOTHING_LEARNT,
    },
    journalBornAt: 0,
    journal: [],
    documents: [],
    memory,
    read: send,
    lookUp: send,
    readPage: send,
    products,
    remember,
    enqueue: async () => {
      note();
      return ok(undefined);
    },
    resolve: unexpected,
    lockParty: unexpected,
    lockCustomer: unexpected,
    write: unexpected,
    settle: nothing,
    saveLink: nothing,
    correctCustomer: nothing,
    customerSeen: nothing,
    saveDocument: nothing,
    saveLists: nothing,
    person: nothing,
    note: nothing,
    recall: unexpected,
    memoryOf: unexpected,
    progress: async () => ok(undefined),
  }) as unknown as FlowPorts;

globalThis.gc?.();
const base = process.memoryUsage().heapUsed;
const end = await pullProducts(ports());
if (!end.ok) throw new Error(JSON.stringify(end.error));
console.log(JSON.stringify({ pages, baseMb: base / 1e6, peakMb: peak / 1e6 }));
