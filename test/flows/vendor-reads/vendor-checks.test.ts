/** What a run of the checks makes of answers, refusals and silence. The checks: test/probe. */
import { expect, test } from "vitest";
import {
  type ChecksByVendor,
  differs,
  holds,
  type WorkObservations,
} from "../../../src/domain/vendors/checks.ts";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../../src/domain/result.ts";
import { checkVendors } from "../../../src/flows/vendor-reads/vendor-checks.ts";
import { everyOf } from "../../support/every-of.ts";

const down: Failure = { kind: "transient", vendor: "asperion", cause: "503" };
const refused = (code: number | null): Failure => ({
  kind: "rejected",
  vendor: "eaccounting",
  status: 400,
  code,
  message: "",
  fields: [],
});

const EMPTY = { _meta: {}, _data: [], Meta: { TotalNumberOfResults: 0 }, Data: [] };

/** `answer`: a body, or a failure. */
async function ask(
  answer: (request: VendorRequest) => object,
  seenAtWork: WorkObservations = {},
  collectiveDebtors: number[] = [],
) {
  const asked: VendorRequest[] = [];
  let kept: ChecksByVendor | undefined;
  const end = await checkVendors({
    now: () => 7,
    settings: { orders: { collectiveDebtors } },
    lists: { seenAtWork },
    saveLists: (patch) => void (kept = patch.vendorChecks),
    readPage: async (request) => {
      asked.push(request);
      const said = answer(request);
      return "kind" in said
        ? err(said as Failure)
        : ok({ status: 200, body: said, isJson: true, headers: {} });
    },
  });
  const of = (id: string) =>
    [...(kept?.asperion?.rows ?? []), ...(kept?.eaccounting?.rows ?? [])].find(
      (row) => row.id === id,
    );
  return { end, asked, of, kept };
}

test("an empty shop and an empty ledger tell little, harm nobody, and are read alone", async () => {
  const { end, asked, kept } = await ask(() => EMPTY);
  expect(end).toMatchObject({ ok: true, value: { outcome: "updated", reasons: [] } });
  expect(kept?.asperion?.rows.filter(({ verdict }) => verdict === "differs")).toEqual([]);
  expect(everyOf(asked, ({ method }) => method === "GET")).toBe(true);
  // What several checks look at is read once.
  const calls = asked.map(({ path, query }) => JSON.stringify([path, query]));
  expect(new Set(calls).size).toBe(calls.length);
});

test("a refusal is an answer: the usual one needs nobody, another one does", async () => {
  const onReference =
    (code: number) =>
    ({ query }: VendorRequest) =>
      (query["$filter"] ?? "").includes("YourReference") ? refused(code) : EMPTY;
  const usual = await ask(onReference(6000));
  expect(usual.of("E5:YourReference")).toMatchObject({
    verdict: "differs",
    facts: { filterYourReference: "no" },
  });
  expect(usual.end).toMatchObject({ value: { outcome: "updated" } });
  const other = await ask(onReference(2000));
  expect(other.of("E5:YourReference")).toMatchObject({
    verdict: "differs",
    facts: { refused: "2000, 2000, 2000" },
  });
  expect(other.end).toMatchObject({
    value: {
      outcome: "needs-attention",
      reasons: [{ code: "vendor-otherwise", params: { system: "eaccounting", rows: "E5" } }],
    },
  });
});

test("a list that this sign-in may not see closes nothing and is told as such", async () => {
  const noAccess = (vendor: "asperion" | "eaccounting"): Failure => ({
    kind: "no-access",
    vendor,
    capability: "x",
    code: 4006,
    message: "",
  });
  const { end, of, asked } = await ask(({ path }) =>
    path === "/vouchers" ? noAccess("eaccounting") : EMPTY,
  );
  expect(end).toMatchObject({ value: { outcome: "updated", reasons: [] } });
  expect(of("E5:VoucherText")).toMatchObject({ verdict: "unclear" });
  expect(new Set(asked.map(({ capability }) => capability))).toEqual(new Set(["checks"]));
});

test("one read without an answer leaves its check open; a vendor that is silent ends the run", async () => {
  const once = await ask(({ query }) => (query["$filter"]?.includes("Name") ? down : EMPTY));
  expect(once.end.ok).toBe(true);
  expect(once.of("E171")).toMatchObject({ verdict: "unclear", facts: {} });
  const silent = await ask(() => down);
  expect(silent.end).toEqual(err(down));
  expect(silent.kept).toBeUndefined();
  expect(silent.asked).toHaveLength(3);
});

test("a limit or a sign-in that is over ends the run at once", async () => {
  const gone: Failure = { kind: "needs-login", vendor: "asperion" };
  const { end, asked } = await ask(() => gone);
  expect(end).toEqual(err(gone));
  expect(asked).toHaveLength(1);
});

test("what answers to writes showed is told with it, as long as it is so", async () => {
  const harmful = await ask(() => EMPTY, { E118: differs({ missing: "2611" }), E91: differs() });
  expect(harmful.end).toMatchObject({
    value: { reasons: [{ code: "vendor-otherwise", params: { rows: "E118" } }] },
  });
  const over = await ask(() => EMPTY, { E118: holds(), E91: differs() });
  expect(over.end).toMatchObject({ value: { outcome: "updated", reasons: [] } });
});

test("a debtor of several buyers asks for a person until it is named in the settings", async () => {
  const order = (id: number, debtorId: number | null, name: string, more: object = {}) => ({
    id,
    debtorId,
    emailAddress: `${name}@example.com`,
    invoiceAddress: { name, address: `${name} street`, postCode: "111 22" },
    lines: { _data: [{}] },
    ...more,
  });
  const company = { companyName: "Company" };
  const sold = [
    order(1, 7, "ada"),
    order(2, 7, "cem"),
    // Somebody else once, and the card's own name.
    order(3, 8, "eva"),
    order(4, 8, "bo"),
    order(5, 9, "ida", company),
    order(6, 9, "ulf", company),
  ];
  const shop =
    (orders: readonly object[]) =>
    ({ path }: VendorRequest): object =>
      path === "/v1/SalesOrderWithLines"
        ? { _meta: {}, _data: orders }
        : path === "/v1/debtors/7"
          ? { name: "Web shop", emailAddress: null }
          : path === "/v1/debtors/8"
            ? { name: "Eva", emailAddress: "eva@example.com" }
            : EMPTY;
  const seen = await ask(shop(sold));
  expect(seen.of("P12")).toEqual({
    id: "P12",
    verdict: "differs",
    facts: { guestDebtor: "collective", debtors: "7", buyers: 2 },
  });
  const rowsOf = ({ end }: Awaited<ReturnType<typeof ask>>) =>
    (end.ok ? end.value.reasons : []).map(({ params }) => params["rows"]);
  expect(rowsOf(seen)[0]).toContain("P12");
  expect(String(rowsOf(await ask(shop(sold), {}, [7]))[0])).not.toContain("P12");
  expect((await ask(shop([order(1, 7, "ada"), order(2, 0, "cem")]))).of("P12")).toMatchObject({
    verdict: "holds",
    facts: { guestDebtor: "zero" },
  });
  expect((await ask(shop([order(1, 7, "ada")]))).of("P12")).toMatchObject({ verdict: "unclear" });
});

test("stock that doesn't add up asks for a person, and other articles' figures don't count", async () => {
  const article = (available: number, shown = true) => ({
    ShowStockInformation: shown,
    StockBalance: 5.3,
    StockBalanceReserved: 0.1,
    StockBalanceAvailable: available,
  });
  const stock = async (...articles: object[]) => {
    const seen = await ask(({ path }) =>
      path === "/articles" ? { Meta: {}, Data: articles } : EMPTY,
    );
    const rows = (seen.end.ok ? seen.end.value.reasons : []).map(({ params }) => params["rows"]);
    return [seen.of("E35")?.verdict, rows.join().includes("E35")];
  };
  expect(await stock(article(5.2), article(9, false))).toEqual(["holds", false]);
  expect(await stock(article(5.2), article(5.3))).toEqual(["differs", true]);
  expect(await stock(article(9, false))).toEqual(["unclear", false]);
});
