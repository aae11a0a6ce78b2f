// The start: two administrations whose ids clash on purpose. The default one is 456 "Other Shop", so that a call
// that forgets its header reads and writes the wrong books and a test sees it.
import { buildOrder } from "./order-build.ts";
import { GUEST_DEBTOR } from "./order-view.ts";
import { GUESTS_NAME, readDraft } from "./order-draft.ts";
import { articleRow, debtorRow } from "./seed-rows.ts";
import { demoVatCodes, lookups, otherVatCodes } from "./seed-lookups.ts";
import { Books, type Store, type User } from "./store.ts";

export const DEMO_SHOP = 123;
const OTHER_SHOP = 456;

const ADDED = "2026-01-05T09:00:00";
const ORDERED = "2026-03-02T10:15:00";

const users: readonly User[] = [
  {
    id: "shopkeeper",
    name: "Sanne de Vries",
    administrationIds: [DEMO_SHOP, OTHER_SHOP],
    defaultAdministrationId: OTHER_SHOP,
  },
  {
    id: "assistant",
    name: "Bram Bakker",
    administrationIds: [OTHER_SHOP],
    defaultAdministrationId: OTHER_SHOP,
  },
];

export function seed(): Store {
  const demo = new Books({ id: DEMO_SHOP, name: "Demo Shop" }, lookups(demoVatCodes));
  const other = new Books({ id: OTHER_SHOP, name: "Other Shop" }, lookups(otherVatCodes));
  for (const debtor of demoDebtors()) demo.putDebtor(debtor);
  for (const article of demoArticles()) demo.putArticle(article);
  other.putDebtor(
    debtorRow(201, ADDED, {
      name: "Andere Klant B.V.",
      cocNumber: "87654321",
      emailAddress: "info@andereklant.example",
    }),
  );
  other.putDebtor(stockCorrections());
  other.putArticle(
    articleRow(301, {
      articleCode: "TSHIRT",
      description: "T-shirt of the other shop",
      salesPrice: 19.5,
      currentStock: 7,
    }),
  );
  // Not the same order: what a call without its header would book.
  place(demo, 1001, { debtorId: 201, lines: [{ articleCode: "TSHIRT", quantity: 2 }] });
  place(other, 1001, {
    debtorId: 201,
    lines: [{ articleCode: "TSHIRT", quantity: 1, price: 10247.93 }],
  });
  return {
    users,
    books: new Map([
      [demo.administration.id, demo],
      [other.administration.id, other],
    ]),
  };
}

/**
 * Another administration with the demo shop's debtors, articles and codes, and no order; its users
 * see it too.
 */
export function openLike(
  store: Store,
  administration: { readonly id: number; readonly name: string },
): void {
  const books = new Books(administration, lookups(demoVatCodes));
  for (const debtor of demoDebtors()) books.putDebtor(debtor);
  for (const article of demoArticles()) books.putArticle(article);
  store.books.set(administration.id, books);
  store.users = store.users.map((user) =>
    user.administrationIds.includes(DEMO_SHOP)
      ? { ...user, administrationIds: [...user.administrationIds, administration.id] }
      : user,
  );
}

function place(books: Books, id: number, body: Parameters<typeof readDraft>[0]): void {
  const draft = readDraft(
    { date: ORDERED, orderNumber: String(id), ...body },
    { books, id, now: ORDERED },
  );
  if (typeof draft === "string") throw new Error(draft);
  books.putOrder(buildOrder(draft, { id, dateLastChange: null, rounding: "line" }));
}

/** To whom orders that correct stock are sold. */
const stockCorrections = (): ReturnType<typeof debtorRow> =>
  debtorRow(205, ADDED, {
    customerNumber: "10205",
    name: "Stock corrections",
    emailAddress: null,
    noReminder: true,
  });

function demoDebtors(): ReturnType<typeof debtorRow>[] {
  return [
    debtorRow(201, ADDED, {
      customerNumber: "10201",
      name: "Bloemen & Zonen B.V.",
      address: "Keizersgracht 100",
      postCode: "1015 AA",
      attentionTo: "Jan Bloemen",
      phoneNumber: "020-5551234",
      emailAddress: "inkoop@bloemen.example",
      cocNumber: "12345678",
      vatNumber: "NL001234567B01",
      paymentConditionId: 3,
    }),
    debtorRow(202, ADDED, {
      customerNumber: "10202",
      name: "Eva Jansen",
      address: "Lindelaan 12",
      postCode: "3511 AB",
      city: "Utrecht",
      emailAddress: "eva.jansen@example.com",
      mobileNumber: "06-12345678",
      paymentConditionId: 1,
    }),
    debtorRow(203, ADDED, {
      customerNumber: "10203",
      name: "Norrsken Handel AB",
      address: "Drottninggatan 5",
      postCode: "111 51",
      city: "Stockholm",
      countryCode: "SE",
      emailAddress: "order@norrsken.example",
      cocNumber: "556677-8899",
      vatNumber: "SE556677889901",
    }),
    debtorRow(204, ADDED, {
      customerNumber: "10204",
      name: "Åsa Öberg",
      address: "Storgatan 8",
      postCode: "411 38",
      city: "Göteborg",
      countryCode: "SE",
      emailAddress: "asa.oberg@example.com",
      paymentConditionId: 1,
    }),
    stockCorrections(),
    debtorRow(GUEST_DEBTOR, ADDED, {
      customerNumber: "10299",
      name: GUESTS_NAME,
      address: "-",
      postCode: null,
      city: null,
      emailAddress: null,
    }),
  ];
}

function demoArticles(): ReturnType<typeof articleRow>[] {
  return [
    articleRow(301, {
      articleCode: "TSHIRT",
      description: "T-shirt",
      salesPrice: 20,
      vatCode: "H",
      currentStock: 50,
      eanCode1: "8712345678906",
    }),
    articleRow(302, {
      articleCode: "MUG",
      description: "Mug",
      salesPrice: 8.5,
      vatCode: "H",
      currentStock: 120,
    }),
    articleRow(303, {
      articleCode: "BOOK",
      description: "Book",
      salesPrice: 15,
      vatCode: "L",
      salesTypeId: 11,
      currentStock: 30,
    }),
    articleRow(304, {
      articleCode: "TEA",
      description: "Tea, 100 g",
      salesPrice: 6.25,
      vatCode: "M",
      currentStock: 80,
    }),
    articleRow(305, {
      articleCode: "POSTER",
      description: "Poster",
      salesPrice: 12.4,
      vatCode: "NL21",
      currentStock: 25,
    }),
    articleRow(306, {
      articleCode: "COOKBOOK",
      description: "Cook book",
      salesPrice: 24.95,
      vatCode: "NL9",
      currentStock: 12,
    }),
    articleRow(307, {
      articleCode: "EBOOK",
      description: "E-book",
      salesPrice: 9,
      vatCode: "L",
      articleType: "Virtual",
      manageStock: false,
    }),
    articleRow(308, {
      articleCode: "GIFTCARD",
      description: "Gift card",
      salesPrice: 50,
      vatCode: "N",
      salesTypeId: 13,
      articleType: "Virtual",
      manageStock: false,
    }),
    articleRow(309, {
      articleCode: "HOODIE",
      description: "Hoodie",
      salesPrice: 45,
      articleType: "Configurable",
      manageStock: false,
    }),
    articleRow(310, {
      articleCode: "HOODIE-M",
      description: "Hoodie M",
      salesPrice: 45,
      articleType: "Variant",
      parentArticleCode: "HOODIE",
      attributes: [{ name: "Size", value: "M" }],
      currentStock: 9,
    }),
    articleRow(311, {
      articleCode: "OLD-CAP",
      description: "Cap, out of the range",
      salesPrice: 11,
      active: false,
      currentStock: 3,
    }),
  ];
}
