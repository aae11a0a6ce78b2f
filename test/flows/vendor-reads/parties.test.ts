/**
 * A debtor or customer is looked for by what people know of it: whom each text means, and what an
 * absence is worth.
 */
import { expect, test } from "vitest";
import { BY_ID } from "../../../src/domain/ledger/names.ts";
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../src/domain/result.ts";
import { findParties, namedArticles } from "../../../src/flows/vendor-reads/parties.ts";
import { defaultSettings, settingsSchema } from "../../../src/settings/schema.ts";

type Debtor = {
  readonly id: number;
  readonly customerNumber: string | null;
  readonly name: string;
  readonly emailAddress: string | null;
};
const DEBTORS: readonly Debtor[] = [
  { id: 201, customerNumber: "1001", name: "Cafe Nord AB", emailAddress: "cafe@example.com" },
  { id: 202, customerNumber: "201", name: "Anna Berg", emailAddress: "Anna@Example.com" },
  { id: 203, customerNumber: "10010", name: "Joanna Berg", emailAddress: "joanna@example.com" },
  { id: 299, customerNumber: "GUEST", name: "Guests of the shop", emailAddress: null },
];
const rows = (count: number): readonly Debtor[] =>
  Array.from({ length: count }, (_, n) => ({
    id: 1000 + n,
    customerNumber: `N${n}`,
    name: `Berg ${n}`,
    emailAddress: null,
  }));

const refused: Failure = {
  kind: "rejected",
  vendor: "asperion",
  status: 400,
  code: null,
  message: "unknown",
  fields: [],
};

/** `how`: what becomes of the text filters. Pages of two. */
function shop(how: "works" | "refused" | "ignored", debtors = DEBTORS) {
  const asked: string[] = [];
  const send = async ({ path, query }: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
    asked.push(
      `${path} ${["CustomerNumber", "EmailAddress", "Name", "Id"].filter((name) => query[name] !== undefined).join()}`.trim(),
    );
    const filtered = (name: string, read: (debtor: Debtor) => string | null) => (debtor: Debtor) =>
      query[name] === undefined ||
      how === "ignored" ||
      (read(debtor) ?? "").toLowerCase().includes(query[name].toLowerCase());
    if (
      how === "refused" &&
      ["CustomerNumber", "EmailAddress", "Name"].some((name) => query[name] !== undefined)
    )
      return err(refused);
    const single = /^\/v1\/debtors\/(\d+)$/.exec(path)?.[1];
    if (single !== undefined) {
      const one = debtors.find(({ id }) => id === Number(single));
      return one === undefined
        ? err({ kind: "not-found", vendor: "asperion", what: path })
        : ok({ status: 200, body: one, isJson: true, headers: {} });
    }
    const found = debtors
      .filter(filtered("CustomerNumber", (one) => one.customerNumber))
      .filter(filtered("EmailAddress", (one) => one.emailAddress))
      .filter(filtered("Name", (one) => one.name))
      .filter(({ id }) => query["Id"] === undefined || id === Number(query["Id"]));
    const page = Number(query["page"]);
    const body = {
      _data: found.slice((page - 1) * 2, page * 2),
      _meta: {
        administrationId: 123,
        totalCount: found.length,
        nextPage: page * 2 < found.length ? `https://x/?page=${page + 1}` : null,
      },
    };
    return ok({ status: 200, body, isJson: true, headers: {} });
  };
  const find = async (text: string) => {
    const found = await findParties(send, 123, "asperion.debtors", text);
    if (!found.ok) throw new Error(found.error.kind);
    return found.value.kind === "found"
      ? [...found.value.entries.map(({ id }) => id), ...(found.value.more ? ["more"] : [])]
      : found.value.kind;
  };
  return { asked, find };
}

test("a debtor is found by its number, its e-mail address, a part of its name, and its id", async () => {
  const { find } = shop("works");
  expect([
    await find("1001"),
    await find("guest"),
    await find("ANNA@example.com"),
    await find("nord"),
    await find("299"),
  ]).toEqual([["201"], ["299"], ["202"], ["201"], ["299"]]);
});

test("a figure that is one's number and another's id offers both, and an id that is meant as one is no number", async () => {
  const { find } = shop("works");
  expect([await find("201"), await find(`${BY_ID}201`)]).toEqual([["202", "201"], ["201"]]);
});

test("who merely has the text within the number or address isn't meant by it", async () => {
  const { find } = shop("works");
  expect([await find("100"), await find("a@example.com"), await find("nobody")]).toEqual([
    [],
    [],
    [],
  ]);
});

test("of many ten are offered, and that there are more is said", async () => {
  expect(await shop("works", rows(30)).find("berg")).toEqual([
    ...Array.from({ length: 6 }, (_, n) => String(1000 + n)),
    "more",
  ]);
  expect(await shop("works", DEBTORS).find("berg")).toEqual(["202", "203"]);
});

test("where the vendor won't be asked so, or takes the filter without effect, nothing is concluded from an absence; an id still finds its own", async () => {
  for (const how of ["refused", "ignored"] as const) {
    const { find } = shop(how, [...rows(8), ...DEBTORS]);
    expect([how, await find("cafe@example.com"), await find("guests"), await find("299")]).toEqual([
      how,
      "unsearchable",
      "unsearchable",
      ["299"],
    ]);
  }
  // All of them were read, so the absence is one.
  expect(await shop("ignored", DEBTORS).find("nobody")).toEqual([]);
});

const CUSTOMER = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
type Customer = {
  readonly Id: string;
  readonly CustomerNumber: string;
  readonly Name: string;
  readonly EmailAddress: string;
  readonly IsPrivatePerson: boolean;
  readonly IsActive: boolean;
};
const customer = (
  Id: string,
  CustomerNumber: string,
  Name: string,
  EmailAddress: string,
  IsActive = true,
): Customer => ({ Id, CustomerNumber, Name, EmailAddress, IsPrivatePerson: false, IsActive });
const CUSTOMERS = [
  customer(CUSTOMER, "1004", "Web sales", "web@example.com"),
  customer(
    "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c12",
    "1005",
    "Web sales abroad",
    "abroad@example.com",
  ),
  customer(
    "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c13",
    "1006",
    "Web sales, old",
    "old@example.com",
    false,
  ),
];

/** `names`: whether the filter by name is taken. */
function ledger(names = true) {
  const send = async ({ path, query }: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
    const id = /^\/customers\/(.+)$/.exec(path)?.[1];
    const one = CUSTOMERS.find(({ Id }) => Id === id);
    if (id !== undefined)
      return one === undefined
        ? err({ kind: "not-found", vendor: "eaccounting", what: path })
        : ok({ status: 200, body: one, isJson: true, headers: {} });
    const filter = query["$filter"] ?? "";
    if (filter.startsWith("contains(") && !names)
      return err({
        kind: "rejected",
        vendor: "eaccounting",
        status: 400,
        code: 6000,
        message: "",
        fields: [],
      });
    const [, field = "", text = ""] =
      /^(?:contains\((\w+),|(?:\w+) eq )'([^']*)'/.exec(filter) ?? [];
    const Data = CUSTOMERS.filter((row) =>
      field === "Name"
        ? row.Name.toLowerCase().includes(text.toLowerCase())
        : filter.includes(`'${row.CustomerNumber}'`) || filter.includes(`'${row.EmailAddress}'`),
    );
    return ok({
      status: 200,
      body: {
        Meta: {
          CurrentPage: 1,
          TotalNumberOfPages: 1,
          TotalNumberOfResults: Data.length,
          ServerTimeUtc: null,
        },
        Data,
      },
      isJson: true,
      headers: {},
    });
  };
  return async (text: string) => {
    const found = await findParties(send, 123, "eaccounting.customers", text);
    if (!found.ok) throw new Error(found.error.kind);
    return found.value.kind === "found"
      ? found.value.entries.map(({ name, note }) => `${name} ${note}`)
      : found.value.kind;
  };
}

test("a customer of the ledger is found by number, e-mail address, name and id; one that is put away isn't offered", async () => {
  const find = ledger();
  expect([
    await find("1004"),
    await find("web@example.com"),
    await find(CUSTOMER.toUpperCase()),
    await find(`${BY_ID}${CUSTOMER}`),
  ]).toEqual(Array.from({ length: 4 }, () => ["Web sales 1004"]));
  expect([
    await find("web SALES"),
    await find("1006"),
    await find("nobody"),
    await find("nobody@example.com"),
  ]).toEqual([["Web sales 1004", "Web sales abroad 1005"], [], [], []]);
});

test("a ledger that won't be asked by name says so, and is asked by number all the same", async () => {
  const find = ledger(false);
  expect([await find("web"), await find("1005")]).toEqual([
    "unsearchable",
    ["Web sales abroad 1005"],
  ]);
});

/** Answers whatever is asked with these articles, as a vendor would that filters nothing. */
function articles(how: "works" | "refused" = "works") {
  const asked: string[] = [];
  const article = (number: string, name: string, active = true) => ({
    Id: "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11",
    Number: number,
    Name: name,
    CodingId: "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c12",
    IsActive: active,
  });
  const Data = [
    article("mug-1", "Mug, red"),
    article("mug-10", "Mug, blue"),
    article("L1", "Lamp for a mug"),
    article("mug-2", "Mug, green", false),
    article("X", "Chair"),
  ];
  const send = async ({ path, query }: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
    asked.push(`${path} ${query["$filter"] ?? ""}`);
    if (how === "refused")
      return err({ ...refused, vendor: "eaccounting", code: 6000, message: "unknown function" });
    const Meta = {
      CurrentPage: 1,
      PageSize: 20,
      TotalNumberOfPages: 1,
      TotalNumberOfResults: Data.length,
    };
    return ok({ status: 200, body: { Meta, Data }, isJson: true, headers: {} });
  };
  const find = async (text: string) => {
    const found = await findParties(send, 123, "eaccounting.articles", text);
    if (!found.ok) throw new Error(found.error.kind);
    return found.value.kind === "found" ? found.value.entries : found.value.kind;
  };
  return { asked, find, send };
}

test("an article is found by how its number begins and by a part of its name, in one question; those out of use aren't", async () => {
  const { asked, find } = articles();
  expect(await find("mug")).toEqual([
    { id: "mug-1", name: "mug-1 Mug, red", note: null },
    { id: "mug-10", name: "mug-10 Mug, blue", note: null },
    { id: "L1", name: "L1 Lamp for a mug", note: null },
  ]);
  expect(asked).toEqual([
    "/articles startswith(Number,'mug') or startswith(Number,'MUG') or " +
      "contains(Name,'mug') or contains(Name,'Mug')",
  ]);
  const whole = await find(`${BY_ID}mug-1`);
  expect([whole, asked[1]]).toEqual([
    [{ id: "mug-1", name: "mug-1 Mug, red", note: null }],
    "/articles Number eq 'mug-1'",
  ]);
  expect(await articles("refused").find("mug")).toBe("unsearchable");
});

test("articles that the settings name are read by their numbers at once, and codings aren't", async () => {
  const { asked, send } = articles();
  const coding = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c12";
  const set = settingsSchema.parse({
    lookups: {
      article: { default: "L1", table: { RED: "mug-1", OLD: "gone" } },
      vat: { table: { "25": coding, "12": "X" } },
    },
  });
  const named = await namedArticles(send, set);
  expect(named.ok && named.value.map(({ id }) => id)).toEqual(["mug-1", "L1", "X"]);
  expect(asked).toEqual([
    "/articles Number eq 'L1' or Number eq 'mug-1' or Number eq 'gone' or Number eq 'X'",
  ]);
  expect(await namedArticles(send, defaultSettings())).toEqual(ok([]));
  expect(asked).toHaveLength(1);
});
