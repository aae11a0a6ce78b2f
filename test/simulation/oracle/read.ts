/** What both vendors hold, from their own state and past the product, in whole cents. */
import { ACCOUNTS, kindOf } from "../../chaos/profiles.ts";
import type { Shop } from "../../chaos/shop.ts";
import type { Json, Operator } from "../../../scripts/local/operator.ts";
import { cents, converted } from "./cents.ts";
import { type BookedDay, type Day, documentsOf } from "./days.ts";
import type { Held, HeldDocument, Item, Sale, Voucher } from "./judge.ts";
import type { BookedPayout, ClearingSaid } from "./payouts.ts";

const CANCELLED = 9;
const HOME = "SEK";
/** Our marker, last in a reference, first in a voucher's text. */
const REFERENCE = /(?:^|\W)(\S+) #([A-Z2-7]{8})$/;
const VOUCHER_TEXT = /^(\S+) #([A-Z2-7]{8})(?:\W|$)/;
/** What stands before the marker where a voucher is no order's. */
const OF_DAY = /^\d{4}-\d{2}-\d{2}-\d+$/;
const OF_PAYOUT = /^po_/;

const rows = (of: Json | undefined, name: string): readonly Json[] =>
  (of?.[name] as readonly Json[] | undefined) ?? [];

/** `received`: by order's number what the ledger is to know as received; `null`: what the shop says. */
export async function readSales(
  operator: Operator,
  { profile, ids, edited, refused }: Shop,
  received: ReadonlyMap<string, number> | null,
): Promise<readonly Sale[]> {
  const path = `/state?administrationId=${profile.administrationId}`;
  const { administrations } = (await operator.control("asperion", "GET", path)) as {
    administrations: { orders: Json[] }[];
  };
  const orders = (administrations[0]?.orders ?? []).filter(({ id }) => ids.has(Number(id)));
  const numbers = new Map(orders.map(({ id, orderNumber }) => [id, String(orderNumber)]));
  return orders.map((order): Sale => {
    const id = Number(order["id"]);
    const kind = kindOf(profile, String(order["paymentMethodId"]));
    const currency = String(order["currencyCode"]);
    const isForeign = currency !== HOME;
    const inLedger = (name: string): number => {
      const amount = cents(order[name]) ?? NaN;
      return kind === "voucher" && isForeign ? converted(amount, order["currencyRate"]) : amount;
    };
    const lines = rows(order["lines"] as Json, "_data").length;
    return {
      id,
      kind,
      number: String(order["orderNumber"]),
      isLive: order["status"] !== CANCELLED && !refused.has(id),
      isRefused: refused.has(id) && order["status"] !== CANCELLED,
      currency: kind === "voucher" ? HOME : currency,
      gross: inLedger("amountInclVat"),
      vat: inLedger("vatAmount"),
      // Half a cent of each row and rate; a voucher's rows are ours, but for what converting rounds.
      vatSlack: kind === "voucher" ? (isForeign ? 3 : 0) : lines + 2,
      paid:
        received !== null
          ? (received.get(String(order["orderNumber"])) ?? 0)
          : kind === "invoice" || kind === "voucher"
            ? inLedger("amountPaid")
            : null,
      isEdited: edited.has(id),
      credits: numbers.get(order["creditsOrderId"]) ?? null,
      foreign:
        kind === "voucher" && isForeign
          ? { cents: cents(order["amountInclVat"]) ?? NaN, rate: order["currencyRate"] }
          : null,
    };
  });
}

export type Ledger = Held & {
  readonly payouts: readonly BookedPayout[];
  readonly booked: readonly BookedDay[];
  /** What vouchers of orders and days moved on the account of card money. */
  readonly cleared: number;
  /** What is left there, whoever moved it. */
  readonly balance: number;
};

/** `days`: as their pages have them, of a shop whose orders are booked by the day. */
export async function readLedger(
  operator: Operator,
  company: string,
  days: readonly Day[] = [],
): Promise<Ledger> {
  const path = `/state?company=${encodeURIComponent(company)}`;
  const { companies } = (await operator.control("eaccounting", "GET", path)) as {
    companies: Json[];
  };
  const [state] = companies;
  if (state === undefined) throw new Error(`the ledger has no company ${company}`);
  const odd: string[] = [];
  const amount = (of: Json, name: string): number => {
    const whole = cents(of[name]);
    if (whole === null) odd.push(`${name} ${String(of[name])} of ${String(of["Id"])}`);
    return whole ?? NaN;
  };
  // Above nought for a sale, whichever sign the ledger shows a credit with.
  const signed = (of: Json, name: string): number =>
    Math.abs(amount(of, name)) * (of["IsCreditInvoice"] === true ? -1 : 1);
  const vouchers = rows(state, "vouchers").map((voucher): Voucher & { readonly source: Json } => ({
    source: voucher,
    name: String(voucher["NumberAndNumberSeries"]),
    rows: rows(voucher, "Rows").map((row) => ({
      account: Number(row["AccountNumber"]),
      debit: amount(row, "DebitAmount"),
      credit: amount(row, "CreditAmount"),
    })),
  }));
  const moved = (voucher: Voucher | undefined, accounts: readonly number[]): number =>
    (voucher?.rows ?? [])
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { debit, credit }) => sum + debit - credit, 0);
  const kept = (of: Voucher["rows"]) => ({
    currency: HOME,
    gross: moved({ name: "", rows: of }, [ACCOUNTS.receivable, ACCOUNTS.clearing]),
    vat: -moved({ name: "", rows: of }, ACCOUNTS.vat),
    paid: moved({ name: "", rows: of }, [ACCOUNTS.clearing]),
  });
  const nameOf = ({ source }: (typeof vouchers)[number]): string =>
    VOUCHER_TEXT.exec(String(source["VoucherText"]))?.[1] ?? "";
  const named = (pattern: RegExp) =>
    vouchers
      .filter((voucher) => pattern.test(nameOf(voucher)))
      .map((voucher) => ({ id: nameOf(voucher), rows: voucher.rows }));
  const [payouts, booked] = [named(OF_PAYOUT), named(OF_DAY)];
  const ofOrders = vouchers.filter(
    (voucher) => !OF_PAYOUT.test(nameOf(voucher)) && !OF_DAY.test(nameOf(voucher)),
  );
  const paid = new Map<string, number>();
  for (const transaction of rows(state, "banktransactions"))
    for (const row of rows(transaction, "Rows")) {
      const of = String(row["SourceId"]);
      paid.set(of, (paid.get(of) ?? 0) + amount(row, "AmountTransactionCurrency"));
    }
  const invoices = rows(state, "customerinvoices");
  const documents = [
    ...marked(rows(state, "orders"), "OurReference", REFERENCE, (order) => ({
      kind: "sales-order",
      currency: String(order["CurrencyCode"]),
      gross: amount(order, "Amount") + amount(order, "VatAmount"),
      vat: amount(order, "VatAmount"),
      paid: null,
    })),
    ...marked(rows(state, "customerinvoicedrafts"), "OurReference", REFERENCE, (draft) => ({
      kind: "draft-invoice",
      currency: String(draft["InvoiceCurrencyCode"]),
      gross: signed(draft, "TotalAmount"),
      vat: signed(draft, "TotalVatAmount"),
      paid: null,
    })),
    ...marked(invoices, "OurReference", REFERENCE, (invoice) => ({
      kind: "invoice",
      currency: String(invoice["CurrencyCode"]),
      gross: signed(invoice, "TotalAmountInvoiceCurrency"),
      vat: signed(invoice, "TotalVatAmountInvoiceCurrency"),
      paid: paid.get(String(invoice["Id"])) ?? 0,
    })),
    ...ofOrders.flatMap((voucher) =>
      marked([voucher.source], "VoucherText", VOUCHER_TEXT, () => ({
        kind: "voucher",
        ...kept(voucher.rows),
      })),
    ),
    ...documentsOf(days, booked, kept),
  ];
  const items = rows(state, "customerledgeritems").map((item): Item => ({
    name: String(item["InvoiceNumber"]),
    owed: converted(amount(item, "TotalAmountInvoiceCurrency"), item["CurrencyRate"]),
    posted: moved(
      vouchers.find(({ source }) => source["Id"] === item["VoucherId"]),
      [ACCOUNTS.receivable],
    ),
  }));
  return {
    payouts,
    booked,
    cleared: documents
      .filter(({ kind }) => kind === "voucher")
      .reduce((sum, document) => sum + (document.paid ?? 0), 0),
    balance: vouchers.reduce((sum, voucher) => sum + moved(voucher, [ACCOUNTS.clearing]), 0),
    documents,
    items,
    vouchers,
    vatAccounts: ACCOUNTS.vat,
    customers: rows(state, "customers")
      .filter((customer) => Boolean(customer["EmailAddress"]))
      .map(
        (customer) =>
          `${String(customer["EmailAddress"] as string).toLowerCase()} ${String(customer["CurrencyCode"])}`,
      ),
    // A quick invoice is an item of the customer ledger, whose VAT its voucher has.
    invoicedVat: invoices
      .filter((invoice) => invoice["IsQuickInvoice"] !== true)
      .reduce((sum, invoice) => sum + signed(invoice, "TotalVatAmount"), 0),
    problems: [
      ...(state["books"] as { readonly problems: readonly string[] }).problems,
      ...odd.map((what) => `${what} has fractions of a cent`),
    ],
  };
}

function marked(
  documents: readonly Json[],
  field: string,
  pattern: RegExp,
  told: (document: Json) => Omit<HeldDocument, "id" | "order" | "code">,
): readonly HeldDocument[] {
  return documents.flatMap((document) => {
    const [, order, code] = pattern.exec(String(document[field])) ?? [];
    return order === undefined || code === undefined
      ? []
      : [{ id: String(document["Id"]), order, code, ...told(document) }];
  });
}

type ShownRow = { readonly account: number; readonly debit: string; readonly credit: string };

export const rowsIn = (shown: readonly ShownRow[]): Voucher["rows"] =>
  shown.map(({ account, debit, credit }) => ({
    account,
    debit: cents(debit) ?? NaN,
    credit: cents(credit) ?? NaN,
  }));

/** Vouchers of days with all of their orders, as their pages have them. */
export async function readDays(operator: Operator, tenantId: string): Promise<readonly Day[]> {
  const at = `/tenants/${tenantId}/days`;
  const { vouchers } = (await operator.ask("GET", at)) as unknown as {
    readonly vouchers: readonly { readonly id: string; readonly closed: boolean }[];
  };
  const days: Day[] = [];
  for (const { id, closed } of vouchers) {
    const shares: Day["shares"][number][] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const page = (await operator.ask("GET", `${at}/${id}${query}`)) as unknown as {
        readonly orders: readonly {
          readonly order: string;
          readonly role: string;
          readonly n: number;
          readonly rows: readonly ShownRow[];
        }[];
        readonly cursor: string | null;
      };
      for (const { order, role, n, rows: shown } of page.orders)
        shares.push({ order, role: `${role} ${n}`, rows: rowsIn(shown) });
      cursor = page.cursor;
    } while (cursor !== null);
    days.push({ id, isClosed: closed, shares });
  }
  return days;
}

const MOST_LOOKS = 5;

/** The account of card money as its page has it; `null`: nothing was booked on it. */
export async function readClearing(
  operator: Operator,
  tenantId: string,
): Promise<ClearingSaid | "never-compared" | null> {
  type Answer = {
    readonly agrees: boolean;
    readonly methods: readonly { readonly account: number; readonly sold: string }[];
    readonly ledger?: {
      readonly state: string;
      readonly accounts: readonly {
        readonly account: number;
        readonly other: string;
        readonly ledger: string;
      }[];
    };
  };
  const at = `/tenants/${tenantId}/clearing?compare=true`;
  for (let n = 0; n < MOST_LOOKS; n += 1) {
    const { agrees, methods, ledger } = (await operator.ask("GET", at)) as unknown as Answer;
    if (ledger?.state !== "read") continue;
    const account = ACCOUNTS.clearing;
    const one = ledger.accounts.find((row) => row.account === account);
    if (one === undefined) return null;
    const sold = methods
      .filter((row) => row.account === account)
      .reduce((sum, row) => sum + (cents(row.sold) ?? NaN), 0);
    return {
      account,
      agrees,
      sold,
      other: cents(one.other) ?? NaN,
      ledger: cents(one.ledger) ?? NaN,
    };
  }
  return "never-compared";
}
