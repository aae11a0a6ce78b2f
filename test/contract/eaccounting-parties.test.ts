/**
 * The eAccounting client against the sandbox, over HTTP: customers, articles, labels, and what is
 * refused.
 */
import { describe, expect, test } from "vitest";
import { err } from "../../src/domain/result.ts";
import {
  articleByNumber,
  createArticle,
  readArticlesByNumber,
  readChangedArticles,
  readWrittenArticle,
} from "../../src/eaccounting/articles.ts";
import { companySettings, readCompany } from "../../src/eaccounting/company.ts";
import {
  createCustomer,
  customerById,
  customersBy,
  readCustomer,
  readCustomersBy,
  readWrittenCustomer,
  updateCustomer,
} from "../../src/eaccounting/customers.ts";
import { findDocuments } from "../../src/eaccounting/documents.ts";
import {
  createCustomerLabel,
  customerLabels,
  readWrittenLabel,
} from "../../src/eaccounting/labels.ts";
import * as lookups from "../../src/eaccounting/reference-lists.ts";
import * as oauth from "../../src/eaccounting/oauth.ts";
import type { NameListName } from "../../src/domain/ledger/names.ts";
import { readAll } from "../../src/eaccounting/paging.ts";
import { listed, READ_NAMES } from "../../src/flows/vendor-reads/lists.ts";
import { findParties } from "../../src/flows/vendor-reads/parties.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { customer } from "../eaccounting/fixtures.ts";
import {
  clientFaults,
  must,
  read,
  sandbox,
  search,
  setting,
  switches,
  useToken,
  write,
  useLedger,
} from "../support/ledger-client.ts";

useLedger();

describe("a customer", () => {
  test("is created with our number, which is refused a second time as a conflict, whatever its status", async () => {
    const { terms } = await setting();
    for (const status4000 of ["409", "400"]) {
      await switches({ status4000 });
      expect(await write(createCustomer(customer({ termsOfPaymentId: terms.id })))).toMatchObject({
        ok: false,
        error: { kind: "conflict", code: 4000 },
      });
    }
    expect(await clientFaults()).toEqual([]);
  });

  test("is found by each of its identities, case and hyphens aside, and not by a part of one", async () => {
    await switches({ filterText: "case-sensitive" });
    const { terms } = await setting();
    const fields = customer({
      kind: "company",
      number: "AS-9",
      name: "Firm AB",
      email: "post@firm.example",
      organisationNumber: "556677-8899",
      vatNumber: "SE556677889901",
      termsOfPaymentId: terms.id,
    });
    const made = must(readWrittenCustomer(must(await write(createCustomer(fields)))));
    for (const [by, value] of [
      ["email", "POST@firm.example"],
      ["customer-number", "AS-9"],
      ["organisation-number", "5566778899"],
      ["vat-number", "SE 556677-8899 01"],
    ] as const) {
      const found = must(readCustomersBy(must(await read(customersBy(by, value))), by, value));
      expect([by, found.customers.map((one) => one.id)]).toEqual([by, [made.id]]);
    }
    for (const value of ["st@firm.example", "post@firm.exampl", "o'neil@firm.example"])
      expect(
        must(readCustomersBy(must(await read(customersBy("email", value))), "email", value))
          .customers,
      ).toEqual([]);
  });

  test("is looked for as a person knows it: by number, e-mail address, part of the name and id, whether or not capitals count", async () => {
    const { terms } = await setting();
    const made = must(
      readWrittenCustomer(
        must(
          await write(
            createCustomer(
              customer({
                kind: "company",
                number: "AS-77",
                name: "O'Neil & Lund AB",
                email: "post@lund.example",
                termsOfPaymentId: terms.id,
              }),
            ),
          ),
        ),
      ),
    );
    for (const filterText of ["case-sensitive", "case-insensitive"]) {
      await switches({ filterText });
      for (const text of [
        "AS-77",
        "POST@lund.example",
        "lund",
        "O'Neil & L",
        made.id.toUpperCase(),
        `id:${made.id}`,
      ])
        expect([text, await findParties(read, 0, "eaccounting.customers", text)]).toEqual([
          text,
          {
            ok: true,
            value: {
              kind: "found",
              entries: [{ id: made.id, name: "O'Neil & Lund AB", note: "AS-77" }],
              more: false,
            },
          },
        ]);
      expect(await findParties(read, 0, "eaccounting.customers", "nobody of that name")).toEqual({
        ok: true,
        value: { kind: "found", entries: [], more: false },
      });
    }
    expect(await clientFaults()).toEqual([]);
  });

  test("keeps through an update what a person and the vendor put on it", async () => {
    await switches({ extraFields: "on" });
    const { made, terms } = await setting();
    await sandbox.control("PATCH", `/customers/${made.id}`, {
      Note: "Calls on Mondays",
      DiscountPercentage: 0.1,
      EdiGlnNumber: "7300000000000",
      AddedInTheOffice: 5,
    });
    const before = must(readCustomer(must(await read(customerById(made.id)))));
    const fields = customer({ termsOfPaymentId: terms.id, city: "Uppsala" });
    const request = updateCustomer(made.id, before.raw, fields);
    if (request === null) throw new Error("no update");
    must(readWrittenCustomer(must(await write(request))));
    const after = must(readCustomer(must(await read(customerById(made.id)))));
    expect(after.raw).toEqual({
      ...before.raw,
      InvoiceCity: "Uppsala",
      ChangedUtc: after.raw["ChangedUtc"],
    });
    expect(updateCustomer(made.id, after.raw, fields)).toBeNull();
    expect(await clientFaults()).toEqual([]);
  });

  test("whose VAT number is refused by the register is a refusal, and a register that can't be reached is none, by its status", async () => {
    const { terms } = await setting();
    const fields = customer({
      kind: "company",
      number: "AS-9",
      vatNumber: "SE556677889901",
      termsOfPaymentId: terms.id,
    });
    await switches({ vies: "invalid" });
    expect(await write(createCustomer(fields))).toMatchObject({
      ok: false,
      error: { kind: "rejected", code: 4025 },
    });
    await switches({ vies: "down" });
    expect(await write(createCustomer(fields))).toMatchObject({
      ok: false,
      error: { kind: "transient" },
    });
    await switches({ status4100: "503" });
    expect(await write(createCustomer(fields))).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
  });
});

test("articles, codings, units, terms, delivery methods, currencies and the company are read", async () => {
  const company = must(readCompany(must(await read(companySettings())), "x")).company;
  expect(company).toMatchObject({
    name: "Demo AB",
    country: "SE",
    currency: "SEK",
    domesticRounding: "none",
    showPricesExclVatForPrivate: false,
  });
  const codings = must(await readAll(read, lookups.codings));
  expect(codings.find((one) => one.name === "Services 6")).toMatchObject({
    kind: "service",
    vatRate: "0.06",
    accounts: { domestic: 3043 },
  });
  expect(must(await readAll(read, lookups.units)).map((one) => one.name)).toContain("Styck");
  expect(must(await readAll(read, lookups.deliveryMethods))).toContainEqual(
    expect.objectContaining({ name: "Post", code: "POST" }),
  );
  expect(must(await readAll(read, lookups.currencies))).toContain("EUR");
  const changed = must(await readChangedArticles(read, Date.now() - 3_600_000));
  expect(changed.articles.map((one) => one.number)).toContain("TSHIRT");
  expect(changed.serverTimeUtc).not.toBeNull();
  expect(must(readArticlesByNumber(must(await read(articleByNumber("tshirt"))), "tshirt"))).toEqual(
    [],
  );
});

test("an article of our own and a label are made without a note, and the label can be taken away", async () => {
  const [unit] = must(await readAll(read, lookups.units));
  const coding = must(await readAll(read, lookups.codings)).find((one) => one.name === "Goods 25");
  if (unit === undefined || coding === undefined) throw new Error("the seed has changed");
  const article = must(
    readWrittenArticle(
      must(
        await write(
          createArticle({
            number: "AS-SHIP-25",
            name: "Shipping 25 %",
            codingId: coding.id,
            unitId: unit.id,
            usesOss: false,
          }),
        ),
      ),
    ),
  );
  expect(article).toMatchObject({
    number: "AS-SHIP-25",
    codingId: coding.id,
    stock: false,
    active: true,
  });
  const label = must(
    readWrittenLabel(must(await write(createCustomerLabel("bridge", "deployment 1")))),
  );
  expect(must(await readAll(read, customerLabels))).toContainEqual({
    id: label.id,
    name: "bridge",
    description: "deployment 1",
  });
  expect(await clientFaults()).toEqual([]);
});

test("a limit, a lost scope and a dead token are told apart", async () => {
  await sandbox.control("PUT", "/limits", { perMinute: 1 });
  must(await read(companySettings()));
  const limited = await read(companySettings());
  expect(limited).toMatchObject({
    ok: false,
    error: { kind: "rate-limited", endpoint: "/companysettings" },
  });
  expect(
    !limited.ok && limited.error.kind === "rate-limited" && limited.error.retryAfterMs,
  ).toBeGreaterThan(50_000);
  await sandbox.control("PUT", "/limits", { perMinute: 600 });
  useToken(sandbox.token({ scope: "ea:api ea:sales" }));
  expect(await findDocuments(read, search({ kind: "voucher" }))).toMatchObject({
    ok: false,
    error: { kind: "no-access", capability: "vouchers", code: 4006 },
  });
  useToken("stale");
  expect(await read(companySettings())).toMatchObject({
    ok: false,
    error: { kind: "unauthorized" },
  });
});

test.each(["rotating", "reusable"])(
  "a grant is made by code and PKCE, and refreshed where tokens are %s",
  async (refreshMode) => {
    await switches({ refreshMode });
    const client = {
      identityUrl: sandbox.url,
      clientId: "sandbox-client",
      clientSecret: "sandbox-secret",
    };
    const tokenCall = { http: { fetch }, client, timeoutMs: 5000, now: 0 };
    const input = {
      redirectUri: "https://bridge.test/callback",
      state: "s",
      codeVerifier: "v".repeat(43),
    };
    const authorize = async () => {
      const redirect = await fetch(await oauth.authorizeUrl(client, input), { redirect: "manual" });
      return new URL(redirect.headers.get("location") ?? "").searchParams.get("code") ?? "";
    };
    expect(
      await oauth.exchangeCode(tokenCall, {
        ...input,
        code: await authorize(),
        codeVerifier: "w".repeat(43),
      }),
    ).toMatchObject({ ok: false, error: { kind: "needs-login" } });
    const first = must(await oauth.exchangeCode(tokenCall, { ...input, code: await authorize() }));
    expect(first).toMatchObject({
      expiresAt: 3_600_000,
      companyId: expect.any(String),
      refreshToken: expect.any(String),
    });
    useToken(first.accessToken);
    expect(
      must(readCompany(must(await read(companySettings())), first.companyId ?? "")).company.name,
    ).toBe("Demo AB");
    const second = must(await oauth.refreshTokens(tokenCall, first.refreshToken ?? ""));
    expect(second.companyId).toBe(first.companyId);
    expect(second.refreshToken === first.refreshToken).toBe(refreshMode === "reusable");
    await sandbox.control("POST", "/oauth/revoke-grants");
    expect(await oauth.refreshTokens(tokenCall, second.refreshToken ?? "")).toEqual(
      err({ kind: "needs-login", vendor: "eaccounting" }),
    );
  },
);

test("what field rules choose from is listed by name, and an article is found by its number or name", async () => {
  const names = async (list: NameListName) =>
    listed(must(await READ_NAMES[list](read, 1, defaultSettings(), () => undefined))).entries.map(
      ({ name }) => name,
    );
  expect(await names("eaccounting.deliveryTerms")).not.toEqual([]);
  expect(await names("eaccounting.backgrounds")).toEqual(["Web shop"]);
  expect(await names("eaccounting.suppliers")).toEqual(["1 Pottery AB"]);
  const found = must(await findParties(read, 1, "eaccounting.articles", "mug"));
  expect(found).toMatchObject({ kind: "found", entries: [{ id: "MUG", name: "MUG Mug" }] });
  expect(await clientFaults()).toEqual([]);
});
