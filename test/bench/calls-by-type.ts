/**
 * Vendor calls of what an order becomes, held against the table of the design: known customers and
 * articles unless said.
 */
import type { Json } from "../../scripts/local/operator.ts";
import type { World } from "../../scripts/local/world.ts";
import { book, type Case, counted } from "./calls.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { connectedTenant, newOrders, type Tenant, USUAL_ORDER, warmDebtors } from "./shop.ts";
import type { Section } from "./table.ts";
import { READ_ORDER, WRITE_ORDER } from "./vendor-log.ts";

const DRAFT = "POST /v2/customerinvoicedrafts";
const CONVERT = "POST /v2/customerinvoicedrafts/{id}/convert";
const PAY = "POST /v2/customerinvoices/{id}/payments";
const VOUCHER = "POST /v2/vouchers";
const READ_VOUCHER = "GET /v2/vouchers/{fiscalyearid}/{voucherid}";
const ITEM = "POST /v2/customerledgeritems/customerledgeritemswithvoucher";
const CONFIRM = "POST /v2/orders/{id}/converteddrafttoorder";

const card = (price: number): Json => ({
  lineType: "GiftCard",
  description: "Gift card",
  quantity: -1,
  price,
  vatCode: "N",
});
const unknown: Json = {
  articleCode: "BENCH-NEW",
  description: "A new thing",
  quantity: 1,
  price: 10,
  vatCode: "H",
};
/** Where VAT of nine rows rounded one by one isn't the VAT of their sum. */
const NINE: Json = {
  currencyCode: "SEK",
  paymentStatus: "Open",
  lines: Array.from({ length: 9 }, () => ({ articleCode: "MUG", quantity: 1, price: 8.47 })),
};

export async function measureCallsByType(world: World): Promise<Section> {
  const { operator } = world;
  const tenant = await connectedTenant(world, "Types");
  const [known = 0] = await warmDebtors(world, tenant, 1, "Types");
  const account = await bankAccounts(world, "Types AB");
  const usual: Json = { ...USUAL_ORDER, paymentStatus: "Open" };
  const set = (orders: Json): Promise<void> =>
    operator.configure(tenant.id, {
      orders,
      lookups: { paymentMethod: { default: account(1930) }, giftCard: { default: account(2421) } },
    });
  const vouchers = async (voucher: Json): Promise<void> => {
    await operator.configure(tenant.id, {
      orders: { type: "mutation", payments: "none", voucher },
      lookups: VOUCHER_LOOKUPS,
    });
    await of(usual)();
  };
  const of = (order: Json) => async (): Promise<void> => {
    const [id = 0] = await newOrders(operator, 1, [known], order);
    await book(world, tenant, id);
  };
  const fresh = await connectedTenant(world, "First of its kind");
  const cases: readonly Case[] = [
    { name: "sales order", wanted: { [READ_ORDER]: 1, [WRITE_ORDER]: 1 }, run: of(usual) },
    {
      name: "sales order, the first of its kind of customer (and its customer)",
      wanted: {
        [READ_ORDER]: 1,
        "GET /v1/debtors": 1,
        "GET /v2/customers": 1,
        "POST /v2/customers": 1,
        [WRITE_ORDER]: 1,
        [CONFIRM]: 1,
      },
      run: first(world, fresh, known),
    },
    {
      name: "sales order, the ledger rounds otherwise than was known",
      wanted: { [READ_ORDER]: 1, [WRITE_ORDER]: 1, "PUT /v2/orders/{id}": 1 },
      before: () => otherRounding(world),
      run: of(NINE),
    },
    {
      name: "draft of an invoice",
      wanted: { [READ_ORDER]: 1, [DRAFT]: 1 },
      before: () => set({ type: "draft-invoice" }),
      run: of(usual),
    },
    {
      name: "booked invoice",
      wanted: { [READ_ORDER]: 1, [DRAFT]: 1, [CONVERT]: 1 },
      before: () => set({ type: "invoice", payments: "register" }),
      run: of(usual),
    },
    {
      name: "booked invoice, paid",
      wanted: { [READ_ORDER]: 1, [DRAFT]: 1, [CONVERT]: 1, [PAY]: 1 },
      run: of({ ...usual, paymentStatus: "Paid" }),
    },
    {
      name: "booked invoice, paid by gift card and money",
      wanted: { [READ_ORDER]: 1, [DRAFT]: 1, [CONVERT]: 1, [PAY]: 2 },
      run: of({ ...usual, paymentStatus: "Paid", lines: [...USUAL_ORDER.lines, card(5)] }),
    },
    {
      name: "an article that is made",
      wanted: {
        [READ_ORDER]: 1,
        "GET /v2/articles": 2,
        "POST /v2/articles": 1,
        [DRAFT]: 1,
        [CONVERT]: 1,
      },
      before: () => set({ missingSku: "create" }),
      run: of({ ...usual, lines: [unknown] }),
    },
    {
      name: "voucher",
      wanted: { [READ_ORDER]: 1, [VOUCHER]: 1 },
      before: () => vouchers({ paid: "receivable" }),
      run: of(usual),
    },
    {
      name: "voucher with its item in the customer ledger",
      wanted: { [READ_ORDER]: 1, [ITEM]: 1, [READ_VOUCHER]: 1 },
      before: () => vouchers({ receivable: "ledger-item", ledgerItemsFrom: 900_001 }),
      run: of(usual),
    },
    {
      name: "voucher in another currency",
      wanted: { [READ_ORDER]: 1, "GET /v2/currencies/exchangerate": 3, [VOUCHER]: 1 },
      before: () => vouchers({ receivable: "account" }),
      run: of({ ...usual, currencyCode: "EUR" }),
    },
  ];
  return counted(world, "Vendor calls by what an order becomes", cases, [
    "Articles that are cached cost no call; each that isn't costs one look-up, once. So does each account that a voucher is booked on: its VAT code is kept.",
  ]);
}

const first = (world: World, tenant: Tenant, debtor: number) => async (): Promise<void> => {
  const [id = 0] = await newOrders(world.operator, 1, [debtor]);
  await book(world, tenant, id);
};

async function otherRounding({ operator }: World): Promise<void> {
  await operator.control("eaccounting", "PUT", "/switches", { vatRounding: "row" });
}

async function bankAccounts(
  { operator }: World,
  company: string,
): Promise<(number: number) => string> {
  const { companies } = (await operator.control(
    "eaccounting",
    "GET",
    `/state?company=${encodeURIComponent(company)}`,
  )) as unknown as { companies: { bankaccounts: Json[] }[] };
  return (number) =>
    String(companies[0]?.bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
}
