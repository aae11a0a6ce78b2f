/**
 * Rules of customers, products and stock tried on real records, over a fake of the tenant's object:
 * what is kept comes first, a vendor is asked for one record by its number and only when a person
 * says so, and an absence or a silence is said beside the example.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { article, CODING, CONTEXT } from "../flows/products/kit.ts";
import { inLedger } from "../flows/stock/kit.ts";
import { remembered } from "../support/remembered-orders.ts";
import { signedIn } from "./browser.ts";
import { company } from "./world.ts";

const HOSTILE = `<script>alert("1")</script>`;
const debtor = (id: number, customerNumber: string, name: string) => ({
  id,
  administrationId: 123,
  customerNumber,
  name,
  emailAddress: "cafe@example.com",
  countryCode: "SE",
});
const job = (id: string, key: string, label: string) => ({ id, key, flow: "customers", label });
const JOBS = [job("c2", "debtor:202", "1002"), job("c1", "debtor:201", "1001")];

const readOf = (source: { readonly id: number }) => ({
  at: 1,
  what: "read",
  title: "GET /v1/debtors",
  detail: {
    vendor: "asperion",
    query: { Id: String(source.id), page: "1", pageSize: "10" },
    status: 200,
    body: {
      _data: [source],
      _meta: { administrationId: 123, totalCount: 1, nextPage: null },
    },
  },
});

let addresses = 0;

async function shop(over: { jobs?: readonly unknown[]; kept?: boolean; answers?: object } = {}) {
  const read: unknown[] = [];
  const jobs = over.jobs ?? JOBS;
  const kept = over.kept ?? true;
  const debtors: Readonly<Record<string, object>> = {
    c1: debtor(201, "1001", "Cafe Nord AB"),
    c2: debtor(202, "1002", HOSTILE),
  };
  const CAP = article({ name: HOSTILE });
  const { world, user } = await signedIn(
    {
      ...remembered,
      "reads.ledger": {
        ...remembered["reads.ledger"],
        company: company("c", "Shop AB"),
        codings: CONTEXT.codings,
      },
      "reads.names": {},
      "reads.orderValues": [],
      "reads.article": (_: string, number: string | null) =>
        kept && (number === null || number === "CAP") ? CAP : null,
      "reads.readRecord": (_: string, asked: { of: string; number: string }) => {
        read.push(asked);
        if (asked.number === "AWAY") return { kind: "later" };
        if (asked.of === "debtor" && asked.number === "1009")
          return { kind: "debtor", debtor: { ...NINE } };
        if (asked.of === "article" && ["CAP", "HAT"].includes(asked.number))
          return {
            kind: "article",
            product: article({ number: asked.number, name: `The ${asked.number}` }),
            stock: inLedger(asked.number, "20", "5"),
          };
        return { kind: "none" };
      },
      "jobs.list": (_: string, query: { flow?: string; label?: string }) => ({
        jobs:
          query.flow === "customers"
            ? jobs.filter((one) => (one as { label: string }).label.includes(query.label ?? ""))
            : [],
        cursor: null,
      }),
      "jobs.timeline": (_: string, id: string) => ({
        job: JOBS.find((one) => one.id === id),
        operations: [],
        timeline: [readOf(debtors[id] as { id: number })],
      }),
      ...over.answers,
    },
    `203.0.113.${230 + (addresses += 1)}`,
  );
  const id = await world.makeTenant();
  const path = (rest: string): string => `/admin/tenants/${id}${rest}`;
  const post = async (rest: string, form: Record<string, string>) =>
    user.post(path(rest), { ...form, csrf: await user.csrf(path(rest)) });
  const rule = (expression: string, more: Record<string, string> = {}) =>
    post("/mapping", {
      version: "1",
      "customers.target": "WwwAddress",
      "customers.field": "",
      "customers.expression": expression,
      "customers.default": "",
      action: "try",
      ...more,
    });
  return { world, user, id, path, post, rule, read };
}

const NINE = {
  id: 209,
  customerNumber: "1009",
  name: "Nine & Co",
  attentionTo: null,
  email: "nine@example.com",
  phone: null,
  mobile: null,
  address: { name: null, street: null, street2: null, postCode: null, city: null, country: "SE" },
  organisationNumber: "556000-0009",
  vatNumber: null,
  paymentConditionId: null,
  kindId: null,
  characteristic4: null,
  characteristic5: null,
  blocked: false,
};

test("rules of customers are tried on the newest debtor that is kept, by its name, and no vendor is asked", async () => {
  const { user, path, rule, read } = await shop();
  for (const language of LANGUAGES) {
    const { status, text } = await user.go(path("/mapping"), {
      headers: { "accept-language": language },
    });
    expect([language, status, text.includes("1002")]).toEqual([language, 200, true]);
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain(HOSTILE);
  }
  expect((await rule('coalesce(customer.name, "-")')).text).toContain("&lt;script&gt;alert");
  expect((await rule('"no. " + coalesce(customer.debtorId, "-")')).text).toContain("no. 202");
  expect(read).toEqual([]);
});

test("a debtor of a number comes from what is kept, else is read once, when rules are tested", async () => {
  const { rule, read } = await shop();
  const kept = await rule('upper(coalesce(customer.name, "-"))', { debtor: "1001" });
  expect(kept.text).toContain("CAFE NORD AB");
  expect(kept.text).toContain('name="debtor" value="1001"');
  expect(read).toEqual([]);
  const asked = await rule('upper(coalesce(customer.name, "-"))', { debtor: " 1009 " });
  expect(asked.text).toContain("NINE &amp; CO");
  expect(read).toEqual([{ of: "debtor", number: "1009" }]);
  // A number that is only part of a kept one is another.
  await rule('"a"', { debtor: "100" });
  expect(read).toHaveLength(2);
  await rule('"a"', { debtor: "1009", action: "compare" });
  expect(read).toHaveLength(2);
});

test.each([
  ["AWAY", "Asperion didn&#39;t answer for customer"],
  ["4711", "There is no customer"],
])("debtor %s that isn't read is said, and another record is named", async (number, says) => {
  const { rule } = await shop({ jobs: [] });
  const { status, text } = await rule('"x" + coalesce(customer.name, "-")', { debtor: number });
  expect(status).toBe(200);
  expect(text).toContain(says);
  expect(text).toContain("Customer rules are tested on the record named below instead.");
  expect(text).toContain("No customer has been synced yet");
  expect(text).toMatch(
    /<input [^>]*aria-describedby="debtor-fault debtor-hint" aria-invalid="true"/,
  );
  expect(text).toContain('id="debtor-fault"');
  expect(text).toContain("xShop AB");
});

test("the API tries a rule of customers on a debtor, and refuses one that it can't have", async () => {
  const { world, id } = await shop();
  const attempt = (debtorNumber?: string) =>
    world.api("POST", `/tenants/${id}/mapping/try`, {
      part: "customers",
      target: "WwwAddress",
      expression: 'lower(coalesce(customer.name, "-"))',
      ...(debtorNumber === undefined ? {} : { debtor: debtorNumber }),
    });
  expect((await attempt("1001")).body).toMatchObject({
    result: { value: "cafe nord ab" },
    on: "1001",
  });
  expect((await attempt()).body).toMatchObject({ on: "1002" });
  const gone = await attempt("4711");
  expect([gone.status, gone.body["kind"]]).toEqual([404, "debtor-none"]);
  const away = await attempt("AWAY");
  expect([away.status, away.body["kind"]]).toEqual([409, "debtor-later"]);
});

const products = {
  version: "1",
  action: "try",
  "products.fields.name.when": "update",
  "products.fields.name.from": "name",
  "products.fields.name.expression": "",
};
const named = (from: string, expression: string) => ({
  ...products,
  "products.fields.name.from": from,
  "products.fields.name.expression": expression,
});

test("product settings are tried as they are typed, on the newest article that is kept, and nothing is saved", async () => {
  const { world, id, post, read, user, path } = await shop();
  const shown = await post("/settings/products", {
    ...named("none", 'upper(number) + "!"'),
  });
  expect(shown.status).toBe(200);
  expect(shown.text).toContain("CAP!");
  expect(shown.text).toContain("&lt;script&gt;");
  expect(shown.text).not.toContain(HOSTILE);
  expect(read).toEqual([]);
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({ version: 1 });
  for (const language of LANGUAGES) {
    const opened = await user.go(path("/settings/products"), {
      headers: { "accept-language": language },
    });
    expect([language, opened.text.includes('name="tried.article"')]).toEqual([language, true]);
  }
});

test("an article that isn't kept is read once; one that a filter leaves out or that is held says why", async () => {
  const { post, read } = await shop();
  const hat = await post("/settings/products", {
    ...named("none", "lower(name)"),
    "tried.article": "HAT",
  });
  expect(read).toEqual([{ of: "article", number: "HAT" }]);
  expect(hat.text).toContain("the hat");
  expect(hat.text).toContain("The HAT");
  const out = await post("/settings/products", {
    ...products,
    "products.filter.numbers": "SHOE*",
  });
  expect(out.text).toContain("the article wouldn&#39;t be sent to Asperion");
  const bad = await post("/settings/products", named("none", "uper(name)"));
  expect(bad.status).toBe(400);
  expect(bad.text).not.toContain("tried-head");
});

test.each([
  ["AWAY", "eAccounting didn&#39;t answer."],
  ["4711", "There is no article"],
])("article %s that isn't read is said, and the example is named", async (number, says) => {
  const { post } = await shop();
  for (const section of ["products", "stock"]) {
    const { status, text } = await post(`/settings/${section}`, {
      version: "1",
      action: "try",
      "tried.article": number,
    });
    expect([section, status]).toEqual([section, 200]);
    expect(text).toContain(says);
    expect(text).toContain("Tested on an example article, not on one of yours.");
    // At the field, too.
    const [field = ""] = /<input [^>]*name="tried.article"[^>]*>/.exec(text) ?? [];
    expect(field).toContain('aria-describedby="tried-not-read tried.article-hint"');
    expect(field.includes('aria-invalid="true" autofocus=""')).toBe(number === "4711");
    expect(/id="tried-not-read">(.*?)<\/p>/.exec(text)?.[1]).toContain(says);
  }
});

test("stock is tried with figures that are read anew: of the number, else of the newest article", async () => {
  const { post, read } = await shop();
  const form = { version: "1", action: "try", "stock.calculation": "margin", "stock.margin": "4" };
  const newest = await post("/settings/stock", form);
  expect(read).toEqual([{ of: "article", number: "CAP" }]);
  // 20 in stock, 5 reserved, 4 kept back.
  expect(newest.text).toMatch(/Stock in Asperion<\/dt>\s*<dd[^>]*>.*?11/s);
  await post("/settings/stock", { ...form, "tried.article": "HAT" });
  expect(read.at(-1)).toEqual({ of: "article", number: "HAT" });
});

test("without any article, and where the shop can't be reached, the example is tried, and which of both is said", async () => {
  const none = await shop({ kept: false });
  const example = await none.post("/settings/products", products);
  expect(example.text).toContain("Tested on an example article");
  expect(example.text).not.toContain("eAccounting didn&#39;t answer.");
  const stock = await none.post("/settings/stock", { version: "1", action: "try" });
  expect(stock.text).toContain("Tested on an example article");
  expect(none.read).toEqual([]);
  const away = await shop({
    answers: {
      "reads.article": () => {
        throw new Error("out of reach");
      },
    },
  });
  for (const section of ["products", "stock"])
    expect(
      (await away.post(`/settings/${section}`, { version: "1", action: "try" })).text,
    ).toContain("eAccounting didn&#39;t answer.");
});

test("codings are the ledger's own: an article on another one is held", async () => {
  const { post } = await shop({
    answers: { "reads.article": () => article({ codingId: `${CODING.slice(0, -1)}9` }) },
  });
  expect((await post("/settings/products", products)).text).toContain(
    "the article would be put on hold",
  );
});
