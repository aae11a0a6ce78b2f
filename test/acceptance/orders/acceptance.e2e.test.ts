/**
 * Cases of the acceptance suite, played with real orders against both sandboxes: the ledger's own
 * figures are what counts.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../../support/bridge.ts";
import { draftsOf, invoicesOf, money, placeAndBook } from "../../support/invoices.ts";
import { companyBuyer, grossOf, privateBuyer } from "../../support/orders.ts";
import type { Sold } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";
import { TABLES } from "./coding-tables.cases.ts";
import { CODED } from "./codings.cases.ts";
import { CODINGS } from "./codings.kit.ts";
import { LINES } from "./lines.cases.ts";
import { ROUNDING } from "./rounding.cases.ts";
import { TYPES } from "./types.cases.ts";

const CASES = [...TYPES, ...ROUNDING, ...LINES, ...CODED, ...TABLES].flatMap(
  (one): readonly (readonly [string, AcceptanceCase, Made])[] =>
    one.e2e === true && !("held" in one.expect) ? [[one.name, one, one.expect]] : [],
);

/** Articles of both sandboxes by their VAT rate. */
const ARTICLES: Readonly<Record<string, string>> = {
  "0.25": "MUG",
  "0.12": "TEA",
  "0.06": "BOOK",
  "0.21": "POSTER",
};

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

/** A case's own codings as those of the sandbox: of the same rate, services for what isn't goods. */
async function lookupsOf(one: AcceptanceCase): Promise<Json> {
  const { articleaccountcodings: known = [] } = await bridge.ledger();
  const tables = JSON.stringify(one.settings?.lookups ?? {});
  return JSON.parse(
    CODINGS.reduce((text, { id, name, vatRate }) => {
      const kind = /^(Freight|Discounts|Fees)/.test(name) ? "Services" : "Goods";
      const there = known.find((coding) => coding["Name"] === `${kind} ${Number(vatRate) * 100}`);
      return there === undefined ? text : text.replaceAll(id, String(there["Id"]));
    }, tables),
  ) as Json;
}

function line({
  kind = "article",
  sku,
  text,
  quantity = "1",
  price = "0",
  discount = "0",
  rate = "0.25",
}: Sold): Json {
  const figures = {
    quantity: Number(quantity),
    price: Number(price),
    discountPercentage: Number(discount) * 100,
  };
  if (kind === "article" && sku !== undefined)
    return { articleCode: sku, description: text, vatPercentage: Number(rate) * 100, ...figures };
  if (kind === "article") return { articleCode: ARTICLES[rate], ...figures };
  return {
    lineType: kind === "shipping" ? "Shipping" : "Discount",
    description: kind,
    vatPercentage: Number(rate) * 100,
    ...figures,
  };
}

/** The ledger's gross, and its VAT by rate where the document tells it. */
async function booked(
  wanted: Made,
  orderNumber: string,
): Promise<{ readonly gross: string; readonly vat: Readonly<Record<string, string>> | null }> {
  if (wanted.type === "sales-order")
    return { gross: grossOf((await bridge.ordersOf(orderNumber))[0]), vat: null };
  if (wanted.type === "draft-invoice")
    return { gross: money((await draftsOf(bridge, orderNumber))[0]?.["TotalAmount"]), vat: null };
  const [invoice] = await invoicesOf(bridge, orderNumber);
  const rates = (invoice?.["VatSpecification"] ?? []) as readonly Json[];
  const vat = rates.flatMap((one) =>
    Number(one["VatAmountInvoiceCurrency"]) === 0
      ? []
      : [[String(Number(one["VatPercent"]) / 100), money(one["VatAmountInvoiceCurrency"])]],
  );
  return {
    gross: money(invoice?.["TotalAmountInvoiceCurrency"]),
    vat: Object.fromEntries(vat) as Record<string, string>,
  };
}

test("the subset is worth its name", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(8);
  expect(new Set(CASES.map(([, , { type }]) => type))).toEqual(
    new Set(["sales-order", "draft-invoice", "invoice"]),
  );
});

describe("in the ledger", () => {
  test.each(CASES)("%s", async (_, one, wanted) => {
    await bridge.control("eaccounting", "PUT", "/switches", {
      vatRounding: one.rounding ?? "rate",
    });
    await bridge.reconfigure(tenant, {
      orders: {
        type: "sales-order",
        typeRules: [],
        goods: { by: "article", exceptions: [] },
        ...one.settings?.orders,
      },
      ...(one.setUp === undefined ? {} : { lookups: await lookupsOf(one) }),
    });
    if (one.setUp !== undefined) await bridge.ask("POST", `/tenants/${tenant.id}/setup`);
    const buyer = (one.buyer === "company" ? companyBuyer : privateBuyer)(`Accepted${(n += 1)}`);
    const { placed, timeline } = await placeAndBook(bridge, tenant, {
      ...buyer,
      pricesIncludeVat: one.order?.pricesIncludeVat ?? true,
      lines: one.lines.map(line),
    });
    expect([timeline.job.outcome, money(placed["amountInclVat"])]).toEqual([
      "booked",
      wanted.gross,
    ]);
    const { gross, vat } = await booked(wanted, placed.orderNumber);
    expect({ gross, vat: vat ?? wanted.vat }).toEqual({ gross: wanted.gross, vat: wanted.vat });
  });
});
