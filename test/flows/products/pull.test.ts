/** Passes over a ledger that moves meanwhile, with what the tenant's object would remember. */
import { beforeEach, describe, expect, test } from "vitest";
import { NOTHING_LEARNT } from "../../../src/domain/ledger/ledger.ts";
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../src/domain/result.ts";
import type { FlowPorts, WorkItem } from "../../../src/flows/port.ts";
import type { Progress } from "../../../src/flows/progress.ts";
import { pullProducts } from "../../../src/flows/products/pull.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { CODING, CONTEXT } from "./kit.ts";
import { everyOf } from "../../support/every-of.ts";

type Row = { readonly Id: string; readonly Number: string; readonly ChangedUtc: string } & Readonly<
  Record<string, unknown>
>;

const NOW = Date.parse("2026-11-24T12:00:00Z");
const MINUTE = 60_000;
const PAGE = 1_000;

let ledger: Row[];
let clock: number;
let memory: Record<string, string>;
let open: number;
let done: string[];
let jobs: WorkItem[];
let knownState: Set<string>;
let asked: string[];
/** What happens at the ledger after the n-th read. */
let meanwhile: Map<number, () => void>;
let refuse: "enqueue" | null;
let told: Progress[];
let cancelled: boolean;

beforeEach(() => {
  [ledger, clock, memory, open, done, jobs, knownState, asked, meanwhile, refuse, told, cancelled] =
    [[], NOW, {}, 0, [], [], new Set(), [], new Map(), null, [], false];
});

const row = (n: number, at: number): Row => ({
  Id: `id-${String(n).padStart(6, "0")}`,
  Number: `A${n}`,
  Name: `Article ${n}`,
  NetPrice: n,
  GrossPrice: null,
  CodingId: CODING,
  IsActive: true,
  ChangedUtc: new Date(at).toISOString(),
});

/** Sorted by stamp and id, paged by number, as it stands at each read. */
function read(request: VendorRequest): VendorAnswer {
  asked.push(`${request.query["$filter"]} ${request.query["$page"]}`);
  const from = Date.parse(/ge (\S+)/.exec(request.query["$filter"] ?? "")?.[1] ?? "");
  const rows = ledger
    .filter((one) => Date.parse(one.ChangedUtc) >= from)
    .toSorted((a, b) => (a.ChangedUtc + a.Id < b.ChangedUtc + b.Id ? -1 : 1));
  const page = Number(request.query["$page"]);
  const body = {
    Meta: {
      CurrentPage: page,
      TotalNumberOfPages: Math.max(1, Math.ceil(rows.length / PAGE)),
      TotalNumberOfResults: rows.length,
      PageSize: PAGE,
      ServerTimeUtc: new Date(clock).toISOString(),
    },
    Data: rows.slice((page - 1) * PAGE, page * PAGE),
  };
  meanwhile.get(asked.length)?.();
  return { status: 200, body, isJson: true, headers: {} };
}

async function pass(
  eventTypes: readonly string[] = ["schedule"],
  products: Record<string, unknown> = {},
): Promise<Result<{ outcome: string }, Failure>> {
  const never = (): never => {
    throw new Error("a pass doesn't ask for this");
  };
  const send = async (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> =>
    ok(read(request));
  const part: Partial<FlowPorts> = {
    now: () => clock,
    key: "products",
    eventTypes,
    memory: { ...memory },
    settings: settingsSchema.parse({
      products: { enabled: true, vatCode: { table: { "25": "H" } }, ...products },
    }),
    lists: {
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
      codings: CONTEXT.codings,
      units: [],
      terms: [],
      deliveryMethods: [],
      currencies: [],
      systemArticles: CONTEXT.systemArticles,
      learnt: NOTHING_LEARNT,
    },
    readPage: send,
    products: {
      stage: async (items, number) => {
        if (number !== null) for (const { product } of items) knownState.add(product.id);
        return ok({
          differ: items
            .map(({ product, desired }) => `${product.id}=${desired}`)
            .filter((state) => !done.includes(state))
            .map((state) => state.split("=")[0] ?? ""),
          open,
        });
      },
      compare: never,
      open: async () => ok(open),
      known: never,
      owner: never,
      unmet: async (_number, after) =>
        ok(
          done
            .map((state) => state.split("=")[0] ?? "")
            .filter((id) => !knownState.has(id) && id > after)
            .toSorted()
            .slice(0, 500),
        ),
      save: never,
    },
    enqueue: async (items) => {
      if (refuse === "enqueue")
        return err({
          kind: "transient",
          vendor: "eaccounting",
          cause: "the engine halted this run",
        });
      jobs.push(...items);
      return ok(undefined);
    },
    progress: async (progress) => {
      told.push(progress);
      return cancelled
        ? err({ kind: "stopped", vendor: "eaccounting", cause: "the engine halted this run" })
        : ok(undefined);
    },
    remember: (key, value) => {
      memory[key] = value;
    },
  };
  return pullProducts(part as FlowPorts);
}

const handed = (): readonly string[] =>
  jobs.filter((job) => job.key !== "products").map((job) => job.key.slice("product:".length));

test("thousands of articles of one stamp are all met, and an article that changes meanwhile is met as well", async () => {
  ledger = [
    ...Array.from({ length: 2_500 }, (_, n) => row(n, NOW - 2_000_000)),
    ...Array.from({ length: 600 }, (_, n) => row(3_000 + n, NOW - 1_000_000 + n)),
  ];
  // The first one moves to the end while the second page is read: the others move up a place.
  meanwhile.set(1, () => {
    ledger = ledger.map((one) => (one.Number === "A0" ? row(0, NOW) : one));
  });
  expect(await pass()).toMatchObject({ ok: true, value: { outcome: "updated" } });
  expect(new Set(handed()).size).toBe(3_100);
  expect(handed()).toContain("id-001000");
});

test("the next pass begins ten minutes before the ledger's clock of the first page, and reads what changed alone", async () => {
  ledger = [row(1, NOW - 30 * MINUTE), row(2, NOW - 5 * MINUTE)];
  await pass();
  jobs = [];
  clock += 15 * MINUTE;
  await pass();
  expect(asked.at(-1)).toBe(`ChangedUtc ge ${new Date(NOW - 10 * MINUTE).toISOString()} 1`);
  expect(handed()).toEqual(["id-000002"]);
});

test.each([["nightly"], ["by-hand"]])(
  "a %s run compares everything and asks for what it didn't meet",
  async (type) => {
    ledger = [row(1, NOW - 30 * MINUTE)];
    await pass();
    done = ["id-000001=never", "id-000009=gone"];
    jobs = [];
    knownState = new Set();
    await pass([type]);
    expect(asked.at(-1)).toBe("ChangedUtc ge 1970-01-01T00:00:00.000Z 1");
    expect(jobs.map(({ key, type: event }) => [key, event])).toEqual([
      ["product:id-000001", "changed"],
      ["product:id-000009", "unmet"],
    ]);
  },
);

test("other settings compare everything; so does going live after a trial", async () => {
  ledger = [row(1, NOW - 30 * MINUTE)];
  await pass();
  await pass(["schedule"], { priceDecimals: 3 });
  expect(asked.at(-1)).toBe("ChangedUtc ge 1970-01-01T00:00:00.000Z 1");
  await pass(["schedule"], { priceDecimals: 3 });
  expect(asked.at(-1)).toBe(`ChangedUtc ge ${new Date(NOW - 10 * MINUTE).toISOString()} 1`);
});

test("nothing is remembered of a page whose jobs were not taken", async () => {
  ledger = [row(1, NOW - 30 * MINUTE)];
  refuse = "enqueue";
  expect((await pass()).ok).toBe(false);
  expect(memory).toEqual({});
});

test("without a single VAT code or sales type in the settings nothing is read: it is said once, and not of each article", async () => {
  expect(await pass(["schedule"], { vatCode: {} })).toMatchObject({
    ok: true,
    value: { outcome: "held", reasons: [{ code: "product-tax-not-mapped" }] },
  });
  expect(asked).toEqual([]);
  await pass(["schedule"], { vatCode: {}, fields: { tax: { send: false } } });
  expect(asked).toHaveLength(1);
});

describe("a pass that is too long for one run", () => {
  beforeEach(() => {
    ledger = Array.from({ length: 2_200 }, (_, n) => row(n, NOW - 5_000_000 + n));
  });

  test("goes on where it stood", async () => {
    meanwhile.set(1, () => {
      clock += 20_000;
    });
    await pass();
    expect(jobs.at(-1)).toMatchObject({ key: "products", type: "go-on" });
    expect(new Set(handed()).size).toBe(1_000);
    await pass(["go-on"]);
    expect(new Set(handed()).size).toBe(2_200);
    expect(asked).toHaveLength(3);
    expect(memory["products-since"]).toBe(String(NOW));
  });

  test("and begins anew when the settings became others meanwhile", async () => {
    meanwhile.set(1, () => {
      clock += 20_000;
    });
    await pass();
    await pass(["go-on"], { priceDecimals: 0 });
    expect(asked[1]).toBe("ChangedUtc ge 1970-01-01T00:00:00.000Z 1");
  });
});

test("while thousands of jobs wait, nothing more is read; what is handed in keeps the shop's pace", async () => {
  ledger = Array.from({ length: 100 }, (_, n) => row(n, NOW - 5_000_000 + n));
  open = 2_001;
  expect(await pass()).toMatchObject({
    ok: false,
    error: { kind: "rate-limited", vendor: "asperion" },
  });
  expect(asked).toEqual([]);
  open = 500;
  await pass();
  const starts = jobs.map((job) => (job.notBefore ?? 0) - NOW);
  // Two calls each, and a fifth of the limit of ten a second is left to others.
  expect([starts[0], starts[99]]).toEqual([490 * 250, 589 * 250]);
});

test("how far it is is told of each page: what was read of how many, and what differs", async () => {
  ledger = Array.from({ length: 2_500 }, (_, n) => row(n, NOW - 2_000_000 + n));
  await pass();
  // Each page begins with the article that ended the one before.
  expect(told.map(({ read, readTotal, found }) => [read, readTotal, found])).toEqual([
    [1_000, 2_500, 1_000],
    [2_000, 2_500, 2_000],
    [2_502, 2_502, 2_502],
  ]);
  expect(everyOf(told, ({ whole, written }) => whole && written === null)).toBe(true);
});

test("a pass that was cancelled reads no further and remembers nothing of itself", async () => {
  ledger = Array.from({ length: 2_500 }, (_, n) => row(n, NOW - 2_000_000 + n));
  cancelled = true;
  expect(await pass()).toMatchObject({ ok: false });
  expect([asked.length, memory]).toEqual([1, {}]);
});
