// The kinds of orders that a person at the page can place, each as a body of the control call. What a kind says of the
// buyer holds unless the person picks one.
import type { z } from "zod";
import type { placeBody } from "./order-body.ts";

export type OrderInput = Omit<z.input<typeof placeBody>, "id" | "administrationId" | "notify">;

export interface OrderKind {
  readonly id: string;
  readonly says: string;
  /** `n` tells several of one kind apart; `now` is a stamp of the shop's local time. */
  readonly order: (n: number, now: string) => OrderInput;
}

const SEK = { currencyCode: "SEK" } as const;
const home = (name: string) => ({
  name,
  address: "Storgatan 1",
  postCode: "111 22",
  city: "Stockholm",
  countryCode: "SE",
});
const abroad = (name: string, countryCode: string) => ({
  name,
  address: "Main street 7",
  postCode: "1015 DK",
  city: "Abroad",
  countryCode,
});

const person = (name: string, email: string) => ({
  debtorId: null,
  companyName: null,
  attentionTo: name,
  emailAddress: email,
  pricesIncludeVat: true,
  invoiceAddress: home(name),
  deliveryAddress: home(name),
});
const company = (name: string, email: string) => ({
  ...person(name, email),
  companyName: name,
  pricesIncludeVat: false,
});
const mug = (quantity = 1) => ({ articleCode: "MUG", quantity });
const shipping = (price: number) => ({
  lineType: "Shipping" as const,
  description: "Shipping",
  quantity: 1,
  price,
  vatCode: "H",
});

export const ORDER_KINDS: readonly OrderKind[] = [
  {
    id: "company",
    says: "A company, prices without VAT",
    order: () => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      lines: [mug(12), { articleCode: "TSHIRT", quantity: 2 }],
    }),
  },
  {
    id: "person",
    says: "A private person, with shipping",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [{ articleCode: "TSHIRT", quantity: 2, price: 199 }, shipping(49)],
    }),
  },
  {
    id: "new-customer",
    says: "A customer who never bought before",
    order: (n, now) => ({
      ...SEK,
      ...person(
        `New Customer ${now.slice(11)} ${n}`,
        `new-${now.replaceAll(/\D/g, "")}-${n}@example.com`,
      ),
      lines: [mug()],
    }),
  },
  {
    id: "discounts",
    says: "A discount on a line and one on the order",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [
        { articleCode: "TSHIRT", quantity: 3, price: 199, discountPercentage: 10 },
        { lineType: "Discount", description: "Welcome", quantity: 1, price: -50, vatCode: "H" },
      ],
    }),
  },
  {
    id: "three-rates",
    says: "Three VAT rates",
    order: () => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      lines: [mug(2), { articleCode: "TEA", quantity: 4 }, { articleCode: "BOOK", quantity: 1 }],
    }),
  },
  {
    id: "fee-and-tip",
    says: "A fee and a tip",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [
        mug(),
        { lineType: "Fee", description: "Invoice fee", quantity: 1, price: 29, vatCode: "H" },
        { lineType: "Tip", description: "Tip", quantity: 1, price: 20, vatCode: "N" },
      ],
    }),
  },
  {
    id: "gift-card-sold",
    says: "A gift card is bought",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [
        { lineType: "GiftCard", description: "Gift card", quantity: 1, price: 500, vatCode: "N" },
      ],
    }),
  },
  {
    id: "gift-card-used",
    says: "Partly paid with a gift card",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [
        { articleCode: "TSHIRT", quantity: 1, price: 199 },
        { lineType: "GiftCard", description: "Gift card", quantity: -1, price: 100, vatCode: "N" },
      ],
    }),
  },
  {
    id: "euro",
    says: "In euros",
    order: () => ({
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      currencyCode: "EUR",
      lines: [mug(3)],
    }),
  },
  {
    id: "eu-company",
    says: "A company in the Netherlands with a VAT number (reverse charge)",
    order: () => ({
      ...SEK,
      ...company("Tulpen B.V.", "inkoop@tulpen.example"),
      vatNumber: "NL001234567B01",
      invoiceAddress: abroad("Tulpen B.V.", "NL"),
      deliveryAddress: abroad("Tulpen B.V.", "NL"),
      lines: [{ articleCode: "MUG", quantity: 10, vatCode: "ICP" }],
    }),
  },
  {
    id: "eu-person",
    says: "A private person in the Netherlands (OSS)",
    order: () => ({
      ...SEK,
      ...person("Eva Jansen", "eva.jansen@example.com"),
      invoiceAddress: abroad("Eva Jansen", "NL"),
      deliveryAddress: abroad("Eva Jansen", "NL"),
      lines: [{ articleCode: "MUG", quantity: 1, price: 121, vatCode: "NL21" }],
    }),
  },
  {
    id: "export",
    says: "A company in Norway (export)",
    order: () => ({
      ...SEK,
      ...company("Fjord AS", "innkjop@fjord.example"),
      invoiceAddress: abroad("Fjord AS", "NO"),
      deliveryAddress: abroad("Fjord AS", "NO"),
      lines: [{ articleCode: "MUG", quantity: 4, vatCode: "EXP" }],
    }),
  },
  {
    id: "missing-article",
    says: "An article that eAccounting doesn't have",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [
        mug(),
        {
          articleCode: "NO-SUCH-SKU",
          description: "Something new",
          quantity: 1,
          price: 80,
          vatCode: "H",
        },
      ],
    }),
  },
  {
    id: "unpaid",
    says: "Not paid yet",
    order: () => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      paymentStatus: "Open",
      paymentMethodId: "INVOICE",
      lines: [mug(6)],
    }),
  },
  {
    id: "draft",
    says: "A draft in the shop (status Concept)",
    order: () => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      status: 1,
      lines: [mug()],
    }),
  },
  {
    id: "nothing",
    says: "A total of 0",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [{ articleCode: "MUG", quantity: 1, price: 0 }],
    }),
  },
  {
    id: "unreachable",
    says: "100.00 including 21% VAT, which no net amount gives",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [{ articleCode: "POSTER", quantity: 1, price: 100, vatCode: "NL21" }],
    }),
  },
  {
    id: "wrong-total",
    says: "A shop whose total isn't the sum of its lines",
    order: () => ({
      ...SEK,
      ...person("Lena Lindqvist", "lena.lindqvist@example.com"),
      lines: [mug(2)],
      force: { amountInclVat: 999.99 },
    }),
  },
  {
    id: "old",
    says: "Dated a year ago",
    order: (_n, now) => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      date: `${Number(now.slice(0, 4)) - 1}${now.slice(4, 8)}01${now.slice(10)}`,
      lines: [mug()],
    }),
  },
  {
    id: "long",
    says: "300 lines",
    order: () => ({
      ...SEK,
      ...company("Fjäll & Skog AB", "inkop@fjallskog.example"),
      lines: Array.from({ length: 300 }, (_, at) => ({
        articleCode: ["MUG", "TEA", "BOOK"][at % 3] ?? "MUG",
        quantity: (at % 7) + 1,
      })),
    }),
  },
];
