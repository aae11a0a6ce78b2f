/**
 * Our client against the sandbox over real HTTP, under every position of its switches that a read
 * can meet.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findProduct } from "../../src/asperion/products.ts";
import { classifyRead } from "../../src/asperion/errors.ts";
import * as lookups from "../../src/asperion/reference-lists.ts";
import * as oauth from "../../src/asperion/oauth.ts";
import { sweepChanged, sweepDated, type SweepInput } from "../../src/asperion/order-sweep.ts";
import { asperionHttp } from "../../src/asperion/request.ts";
import { send } from "../../src/domain/vendors/http.ts";
import type { SendRead } from "../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";
import { findParties } from "../../src/flows/vendor-reads/parties.ts";
import { pullOrder } from "../../src/flows/orders/intake/fetch.ts";
import { pullDebtor } from "../../src/flows/parties/pull-debtor.ts";
import { startAsperion, type StartedAsperion } from "../sandbox/asperion/start.ts";

const SHOP = 123;
const OTHER = 456;

let sandbox: StartedAsperion;
let token: string;
let administrationId: number | null = SHOP;
let reads: string[] = [];

beforeAll(async () => {
  sandbox = await startAsperion();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control("POST", "/reset", {});
  token = grant("shopkeeper");
  administrationId = SHOP;
  reads = [];
});

function grant(subject: string): string {
  const { grants } = sandbox.sandbox.oauth;
  return grants.issue(grants.open({ clientId: "asperion-client", subject, scope: "" })).accessToken;
}

const read: SendRead = async (request) => {
  reads.push(request.endpoint);
  const outcome = await send(
    { fetch },
    asperionHttp(sandbox.url, request, { accessToken: token, administrationId }),
    5000,
  );
  const failure = classifyRead(request, outcome, 1);
  if (failure !== null) return err(failure);
  if (!outcome.ok) throw new Error("unclassified");
  return outcome;
};

function must<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const switches = (values: Record<string, string | number>) =>
  sandbox.control("PUT", "/switches", values);
const place = (body: object) =>
  sandbox.control("POST", "/orders", {
    notify: false,
    lines: [{ articleCode: "TSHIRT", quantity: 2, price: 20, vatPercentage: 25, vatCode: "H" }],
    ...body,
  });

describe.each(["works", "refused", "ignored"])("where the id filter is: %s", (idFilter) => {
  describe.each(["yes", "no"])("and lists carry lines: %s", (listsCarryLines) => {
    beforeEach(async () => {
      await switches({ idFilter, listsCarryLines });
      await place({ id: 1 });
      await place({ id: 10 });
      await place({ id: 1001, orderNumber: "W1001", pricesIncludeVat: false });
    });

    test("an order is read with its lines, in two reads at the most once the way is learnt", async () => {
      const first = must(await pullOrder(read, 1001, SHOP, "list"));
      expect(first.order).toMatchObject({
        id: "1001",
        number: "W1001",
        gross: "50.00",
        net: "40.00",
        vat: "10.00",
        lines: [{ sku: "TSHIRT", quantity: "2", vatRate: "0.25", gross: "50.00" }],
      });
      reads = [];
      const second = must(await pullOrder(read, 1001, SHOP, first.mode));
      expect(second.order).toEqual(first.order);
      expect(reads).toHaveLength(idFilter === "works" && listsCarryLines === "yes" ? 1 : 2);
    });

    test("an order that isn't there is not found, whatever else the list shows", async () => {
      expect(await pullOrder(read, 77, SHOP, "list")).toMatchObject({
        ok: false,
        error: { kind: "not-found" },
      });
      expect(await pullOrder(read, 77, SHOP, "single")).toMatchObject({
        ok: false,
        error: { kind: "not-found" },
      });
    });

    test("an order of the default administration is never taken for ours", async () => {
      await place({ id: 1001, administrationId: OTHER, orderNumber: "FOREIGN" });
      token = grant("assistant");
      for (const mode of ["list", "single"] as const)
        expect(await pullOrder(read, 1001, SHOP, mode)).toEqual(
          err({ kind: "wrong-administration", expected: SHOP, got: OTHER }),
        );
    });
  });
});

test("a single read that names its administration is held to it", async () => {
  await switches({ idFilter: "refused", singleReadMeta: "present" });
  await place({ id: 1001 });
  expect(must(await pullOrder(read, 1001, SHOP, "list")).mode).toBe("single");
});

test("a concept without a number, a credit of either sign and a guest are read as they are", async () => {
  await place({ id: 2000 });
  for (const creditSign of ["negative", "positive"]) {
    await switches({ orderNumberInConcept: "null", creditSign });
    await place({ id: 1, status: 1 });
    await place({ id: 2, debtorId: null });
    await place({
      id: 3,
      creditsOrderId: 2000,
      lines: [{ articleCode: "TSHIRT", quantity: -1, price: 20, vatPercentage: 25, vatCode: "H" }],
    });
    expect(must(await pullOrder(read, 1, SHOP, "list")).order).toMatchObject({
      number: null,
      state: "concept",
    });
    expect(must(await pullOrder(read, 2, SHOP, "list")).order.debtorId).toBeNull();
    expect(must(await pullOrder(read, 3, SHOP, "list")).order).toMatchObject({
      creditsOrderId: "2000",
      gross: creditSign === "negative" ? "-25.00" : "25.00",
    });
  }
});

test("a debtor is read, and an unknown one isn't found", async () => {
  expect(must(await pullDebtor(read, 201, SHOP, "list"))).toMatchObject({
    mode: "list",
    debtor: { id: 201, address: { country: "NL" }, blocked: false },
  });
  expect(await pullDebtor(read, 999, SHOP, "list")).toMatchObject({
    ok: false,
    error: { kind: "not-found" },
  });
});

test("an article is found by its whole code, inactive ones among them, though others contain it", async () => {
  for (const articleCode of ["ZZ-100", "AZZ-10", "ZZ-10"])
    await sandbox.control("POST", "/articles", { articleCode, active: articleCode !== "ZZ-10" });
  expect(must(await findProduct(read, "ZZ-10", SHOP))).toMatchObject({
    product: { sku: "ZZ-10", active: false },
  });
  expect(must(await findProduct(read, "ZZ-1", SHOP))).toBeNull();
});

test("administrations and look-ups are read", async () => {
  administrationId = null;
  expect(
    must(
      lookups.administrations.read(must(await read(lookups.administrations.pageAt(1))), null),
    ).items.map((one) => one.id),
  ).toEqual([SHOP, OTHER]);
  administrationId = SHOP;
  expect(
    must(lookups.vatCodes.read(must(await read(lookups.vatCodes.pageAt(1))), SHOP)).items,
  ).toContainEqual({ id: "H", description: "VAT high 25 %", rate: "0.25", country: "SE" });
  for (const choices of [
    lookups.paymentConditions,
    lookups.paymentMethods,
    lookups.deliveryMethods,
  ])
    expect(
      must(choices.read(must(await read(choices.pageAt(1))), SHOP)).items.length,
    ).toBeGreaterThan(0);
});

describe("a sweep", () => {
  let ids: number[] = [];
  beforeEach(() => {
    ids = [];
  });
  const input = (from: string): SweepInput => ({
    send: read,
    administrationId: SHOP,
    from,
    visit: async (orders) => {
      ids.push(...orders.map((one) => one.id));
      return ok({ allKnown: false });
    },
  });

  test.each(["works", "by-day"])(
    "finds every changed order, many with one stamp, where the filter %s",
    async (changeFilter) => {
      await switches({ changeFilter });
      await place({ id: 1, dateLastChange: "2026-11-24T01:00:00" });
      for (let id = 1000; id < 1205; id += 1)
        await place({
          id,
          dateLastChange: id < 1150 ? "2026-11-24T11:00:00" : "2026-11-24T12:00:00",
        });
      const swept = must(await sweepChanged(input("2026-11-24T10:00:00")));
      if (swept.filter !== "works") throw new Error("unusable");
      expect(
        Array.from({ length: 205 }, (_, n) => 1000 + n).filter((id) => !ids.includes(id)),
      ).toEqual([]);
      expect(ids.includes(1)).toBe(changeFilter === "by-day");
      expect(swept.serverTime).toEqual(expect.any(Number));
    },
  );

  test.each(["refused", "ignored"])(
    "goes by date where the change filter is %s",
    async (changeFilter) => {
      await switches({ changeFilter });
      await place({ id: 1, date: "2026-11-24T11:00:00", dateLastChange: null });
      expect(must(await sweepChanged(input("2026-11-24T10:00:00")))).toEqual({
        filter: "unusable",
      });
      must(await sweepDated(input("2026-11-24T10:00:00")));
      expect(ids).toContain(1);
    },
  );
});

describe.each(["works", "refused", "ignored"])(
  "where text filters of debtors are: %s",
  (debtorSearch) => {
    test("a debtor is found by what people know of it, or by its id alone", async () => {
      await switches({ debtorSearch });
      await sandbox.control("POST", "/debtors", {
        id: 777,
        customerNumber: "K-77",
        name: "Åsa Öbergius",
        emailAddress: "Asa@Example.com",
        notify: false,
      });
      await sandbox.control("POST", "/seed/orders", { count: 320, customers: 320 });
      const searched = async (text: string) => {
        const found = must(await findParties(read, SHOP, "asperion.debtors", text));
        return found.kind === "found" ? found.entries.map(({ id }) => id) : found.kind;
      };
      expect(await searched("777")).toEqual(["777"]);
      for (const text of ["k-77", "asa@example.com", "öbergius"])
        expect([text, await searched(text)]).toEqual([
          text,
          debtorSearch === "refused" ? "unsearchable" : ["777"],
        ]);
      expect(await searched("nobody@example.com")).toEqual(
        debtorSearch === "works" ? [] : "unsearchable",
      );
    });
  },
);

test("a limit, a dead token and an unreachable administration are told apart", async () => {
  await sandbox.control("PUT", "/clock", { frozen: true });
  await switches({ requestsPerSecond: 1, errorContentType: "problem+json" });
  const answers = [await read(lookups.vatCodes.pageAt(1)), await read(lookups.vatCodes.pageAt(1))];
  expect(answers.find((one) => !one.ok)).toMatchObject({
    error: { kind: "rate-limited", retryAfterMs: 1000 },
  });
  await switches({ requestsPerSecond: 0, unknownAdministration: "refused" });
  administrationId = 999;
  expect(await read(lookups.vatCodes.pageAt(1))).toMatchObject({
    error: { kind: "no-access", capability: "reference-data" },
  });
  token = "stale";
  expect(await read(lookups.vatCodes.pageAt(1))).toMatchObject({ error: { kind: "unauthorized" } });
});

test("a grant is made by code and PKCE, and its refresh token rotates", async () => {
  const client = {
    identityUrl: sandbox.url,
    clientId: "asperion-client",
    clientSecret: "asperion-secret",
  };
  const call = { http: { fetch }, client, timeoutMs: 5000, now: 0 };
  const input = {
    redirectUri: "https://bridge.test/callback",
    state: "s",
    codeVerifier: "v".repeat(43),
  };
  const redirect = await fetch(await oauth.authorizeUrl(client, input), { redirect: "manual" });
  const code = new URL(redirect.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const first = must(await oauth.exchangeCode(call, { ...input, code }));
  token = first.accessToken;
  must(await read(lookups.vatCodes.pageAt(1)));
  const second = must(await oauth.refreshTokens(call, first.refreshToken ?? ""));
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(await oauth.refreshTokens(call, first.refreshToken ?? "")).toEqual(
    err({ kind: "needs-login", vendor: "asperion" }),
  );
  expect(
    await oauth.refreshTokens(
      { ...call, client: { ...client, clientSecret: "wrong" } },
      second.refreshToken ?? "",
    ),
  ).toMatchObject({ error: { kind: "client-refused" } });
});
