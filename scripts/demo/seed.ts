/** Debtors and articles of the demo shop, and its articles in the ledger. */
import type { Json, Operator } from "../local/operator.ts";
import { t } from "../terminal.ts";
import { type Buyer, COMPANY, GUESTS, PERSON } from "./stories.ts";

/** Debtor ids in the shop; `null` for the guest, who has none. */
export type Debtors = Readonly<Record<Buyer, number | null>>;

export const ADMINISTRATION = 123;

const ARTICLES = [
  { code: "LAMP", name: "Desk lamp", price: 349, vatCode: "H", coding: "Goods 25" },
  { code: "COFFEE", name: "Coffee, 500 g", price: 89.5, vatCode: "M", coding: "Goods 12" },
] as const;

export async function seedShop(operator: Operator): Promise<{ debtors: Debtors; seeded: string }> {
  const company = await debtor(operator, {
    name: COMPANY,
    cocNumber: "556012-5790",
    emailAddress: "inkop@fjallbutiken.example",
    attentionTo: "Nils Fjäll",
    address: "Fjällgatan 3",
    postCode: "831 31",
    city: "Östersund",
    paymentConditionId: 3,
  });
  const person = await debtor(operator, {
    name: PERSON,
    emailAddress: "lena.lindqvist@example.com",
    address: "Björkvägen 12",
    postCode: "756 45",
    city: "Uppsala",
    paymentConditionId: 1,
  });
  for (const article of ARTICLES) {
    await operator.control("asperion", "POST", "/articles", {
      articleCode: article.code,
      description: article.name,
      salesPrice: article.price,
      vatCode: article.vatCode,
    });
    await operator.control("eaccounting", "POST", "/articles", {
      Number: article.code,
      Name: article.name,
      CodingName: article.coding,
      NetPrice: article.price,
    });
  }
  await operator.control("asperion", "POST", "/articles", {
    articleCode: "NL21",
    description: "Tulip bulbs",
    salesPrice: 82.64,
    vatCode: "NL21",
  });
  // 203 is in the sandbox's own start: a Swedish company.
  return {
    debtors: { company, person, "second-company": 203, guest: null },
    seeded: t("cli.demo.seededWhat", {
      company,
      person,
      articles: ARTICLES.map((article) => article.code).join(", "),
    }),
  };
}

async function debtor(operator: Operator, fields: Json): Promise<number> {
  return Number(
    (
      await operator.control("asperion", "POST", "/debtors", {
        countryCode: "SE",
        notify: false,
        ...fields,
      })
    )["id"],
  );
}

/** The ledger's customer for guests. */
export async function guestCustomer(operator: Operator): Promise<string> {
  const { companies } = (await operator.control("eaccounting", "GET", "/state")) as {
    companies: { customers: Json[] }[];
  };
  const found = companies[0]?.customers.find((customer) => customer["Name"] === GUESTS);
  if (found === undefined) throw new Error(`the ledger has no customer "${GUESTS}"`);
  return String(found["Id"]);
}
