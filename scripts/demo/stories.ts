/**
 * The orders of the demo, each with its expected outcome. Amounts were calculated by hand, not by
 * the product.
 */
import type { TerminalMessages } from "../../src/messages/compiled/cli-ids.ts";
import type { Json } from "../local/operator.ts";

/** Keys of the debtors and customers that seed.ts makes. */
export type Buyer = "company" | "person" | "second-company" | "guest";

type ExpectedDocument = {
  readonly gross: string;
  readonly vat: string;
  /** The customer's name in the ledger. */
  readonly customer: string;
  readonly rows: number;
  /** The amount of the closing row: the cents that no net amount can express. */
  readonly closing: string | null;
};

export type Story = {
  /** The message that names it. */
  readonly title: keyof TerminalMessages & `cli.demo.stories.${string}`;
  readonly buyer: Buyer;
  readonly order: Json;
  /** Webhooks that arrive at once, each with an id of its own. */
  readonly webhooks: number;
  readonly expected: {
    readonly outcome: string;
    /** One of the first list and all of the second are among the reasons. */
    readonly decided: readonly string[];
    readonly also: readonly string[];
    readonly document: ExpectedDocument | null;
  };
};

const booked = (document: ExpectedDocument, ...also: readonly string[]): Story["expected"] => ({
  outcome: "booked",
  decided: ["order-booked"],
  also,
  document,
});
const left = (outcome: string, reason: string): Story["expected"] => ({
  outcome,
  decided: [reason],
  also: [],
  document: null,
});

export const COMPANY = "Fjällbutiken AB";
const SECOND_COMPANY = "Norrsken Handel AB";
export const PERSON = "Lena Lindqvist";
export const GUESTS = "Guest sales";

export const stories: readonly Story[] = [
  {
    title: "cli.demo.stories.company",
    buyer: "company",
    order: {
      reference: "PO 4711",
      lines: [
        { articleCode: "LAMP", quantity: 2 },
        { articleCode: "MUG", quantity: 12, price: 8.5 },
      ],
    },
    webhooks: 1,
    // 2 × 349.00 + 12 × 8.50 = 800.00; 25 %
    expected: booked(
      { gross: "1000.00", vat: "200.00", customer: COMPANY, rows: 2, closing: null },
      "customer-created",
    ),
  },
  {
    title: "cli.demo.stories.person",
    buyer: "person",
    order: {
      pricesIncludeVat: true,
      lines: [
        { articleCode: "TSHIRT", quantity: 3, price: 199, discountPercentage: 10 },
        { lineType: "Shipping", description: "Shipping", quantity: 1, price: 0.49, vatCode: "H" },
      ],
    },
    webhooks: 1,
    // 3 × 199.00 − 10 % = 537.30, of it 107.46 VAT; 0.49, of it 0.10
    expected: booked(
      { gross: "537.79", vat: "107.56", customer: PERSON, rows: 2, closing: null },
      "customer-created",
    ),
  },
  {
    title: "cli.demo.stories.returning",
    buyer: "company",
    order: {
      lines: [
        { articleCode: "LAMP", quantity: 1 },
        { articleCode: "COFFEE", quantity: 4 },
      ],
    },
    webhooks: 1,
    // 349.00 at 25 % = 87.25; 4 × 89.50 = 358.00 at 12 % = 42.96
    expected: booked(
      { gross: "837.21", vat: "130.21", customer: COMPANY, rows: 2, closing: null },
      "customer-known",
    ),
  },
  {
    title: "cli.demo.stories.guest",
    buyer: "guest",
    order: {
      debtorId: null,
      attentionTo: "A guest",
      emailAddress: "guest@example.com",
      pricesIncludeVat: true,
      lines: [{ articleCode: "MUG", quantity: 1, price: 99 }],
    },
    webhooks: 1,
    expected: booked(
      { gross: "99.00", vat: "19.80", customer: GUESTS, rows: 1, closing: null },
      "default-debtor-used",
    ),
  },
  {
    title: "cli.demo.stories.unreachable",
    buyer: "company",
    order: {
      pricesIncludeVat: true,
      lines: [{ articleCode: "NL21", quantity: 1, price: 100, vatCode: "NL21" }],
    },
    webhooks: 1,
    // 82.64 × 21 % rounds to 17.35: 99.99, and the closing row brings the cent
    expected: booked(
      { gross: "100.00", vat: "17.35", customer: COMPANY, rows: 2, closing: "0.01" },
      "customer-known",
    ),
  },
  {
    title: "cli.demo.stories.missingArticle",
    buyer: "company",
    order: {
      lines: [
        { articleCode: "LAMP", quantity: 1 },
        {
          articleCode: "NO-SUCH-SKU",
          description: "Something new",
          quantity: 1,
          price: 10,
          vatCode: "H",
        },
      ],
    },
    webhooks: 1,
    expected: left("held", "article-not-found"),
  },
  {
    title: "cli.demo.stories.concept",
    buyer: "company",
    order: { status: 1, lines: [{ articleCode: "MUG", quantity: 1, price: 8.5 }] },
    webhooks: 1,
    expected: left("skipped", "status-outside-filter"),
  },
  {
    title: "cli.demo.stories.tooOld",
    buyer: "company",
    order: {
      date: "2026-01-15T10:00:00",
      lines: [{ articleCode: "MUG", quantity: 1, price: 8.5 }],
    },
    webhooks: 1,
    expected: left("before-start", "before-start"),
  },
  {
    title: "cli.demo.stories.twentyWebhooks",
    buyer: "second-company",
    order: { lines: [{ articleCode: "LAMP", quantity: 10 }] },
    webhooks: 20,
    // 3,490.00 + 25 %. Webhooks that come while it is booked make the bridge look once more, and find nothing changed.
    expected: {
      ...booked({
        gross: "4362.50",
        vat: "872.50",
        customer: SECOND_COMPANY,
        rows: 1,
        closing: null,
      }),
      decided: ["order-booked", "order-unchanged"],
    },
  },
];
