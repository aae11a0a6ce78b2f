/**
 * What a trial says of what it didn't do: every reason and headline of every flow, in each
 * language, read for a claim that something was made.
 */
import { expect, test } from "vitest";
import { headlineOf } from "../../src/domain/jobs/headline.ts";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import { documentIn, isTriedBooking } from "../../src/domain/jobs/planned-effect.ts";
import { reasonText } from "../support/reason-text.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { FlowEnd } from "../../src/flows/port.ts";
import { markAsTrial } from "../../src/flows/mark-as-trial.ts";
import { FlowWorld, type Json } from "../support/flow-world.ts";
import { companyBuyer, mug, privateBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { CASES as CUSTOMERS } from "./customers/cases.ts";
import { run as runCustomer } from "./customers/world.ts";
import { Ledger } from "./parties/ledger.ts";
import { CASES as PRODUCTS } from "./products/cases.ts";
import { article, settings, Sync } from "./products/kit.ts";

/**
 * Words that say of a thing that it was made, changed or sent. "Nothing was written" says the
 * contrary.
 */
const CLAIMS: Readonly<Record<Language, RegExp>> = {
  en: /(?<!nothing|none) (was|were|has been|have been) (created|made|written|registered|booked|sent|brought|deleted|cut|left out|confirmed|corrected|updated|invoiced|filled|set|added|overwritten|kept|deactivated)\b/i,
  nl: /\b(is|zijn|werd|werden)\b(?![^.;:]*\b(niets|niet)\b)[^.;:]*\b(aangemaakt|gemaakt|geschreven|geregistreerd|geboekt|verzonden|bijgewerkt|verwijderd|ingekort|weggelaten|gevuld|overschreven|behouden|gezet)\b/i,
  pl: /(?<!niczego nie |nie )\b(został[aoy]? (?:tam )?(?:utworz|zapis|zarejestrow|zaksięgow|wysł|zaktualizow|usunię|dezaktywow|wypełni)\w+|utworzono|zapisano|zarejestrowano|zaksięgowano|wysłano|zaktualizowano|usunięto|dezaktywowano|skrócono|pominięto|wypełniono|nadpisano|zachowano)\b/i,
  sv: /(?<!inget |inte )\b(skapades|skrevs|registrerades|bokfördes|skickades|uppdaterades|togs bort|kortades|utelämnades|inaktiverades|fylldes)\b(?! inte)/i,
};

/** Say what somebody else did, or that something isn't there: true on trial as ever. */
const OTHERS: ReadonlySet<string> = new Set([
  "debtor-deleted",
  "customer-not-made",
  "product-gone",
  "product-made-of-order",
  "product-own-article",
]);

const claims = (reasons: readonly Reason[]): readonly string[] =>
  reasons
    .filter(({ code }) => !OTHERS.has(code))
    .flatMap((one) =>
      LANGUAGES.flatMap((language) =>
        CLAIMS[language].test(reasonText(one, language).text)
          ? [`${one.code} (${language}): ${reasonText(one, language).text}`]
          : [],
      ),
    );

/** The reasons, and the one by which it is told. */
function read({ outcome, reasons }: Pick<FlowEnd, "outcome" | "reasons">): readonly string[] {
  const headline = headlineOf({ status: "done", outcome, reasons });
  return [
    ...claims(reasons),
    ...claims(headline === undefined ? [] : [headline]).map((said) => `headline ${said}`),
  ];
}

const LONG = "A mug with a very long name ".repeat(20);
const long = { ...mug(2), description: LONG };
const ORDERS: readonly (readonly [what: string, order: Json])[] = [
  ["a company's", { ...companyBuyer("Trialcompany"), lines: [mug(4)] }],
  [
    "a person's",
    {
      ...privateBuyer("Trialperson"),
      pricesIncludeVat: true,
      lines: [{ ...mug(3), price: 33.33 }],
    },
  ],
  [
    "one with texts that are too long, without an address",
    {
      ...companyBuyer("Triallong"),
      invoiceAddress: {
        name: "No place AB",
        address: "Storgatan 1",
        postCode: "",
        city: "",
        countryCode: "SE",
      },
      lines: [long],
    },
  ],
  ["one whose quantity is too fine", { ...companyBuyer("Trialfine"), lines: [mug(1.23456)] }],
  [
    "one with an article that isn't there",
    {
      ...companyBuyer("Trialnew"),
      lines: [
        { articleCode: "NEW-THING", description: "New", quantity: 1, price: 10, vatPercentage: 25 },
      ],
    },
  ],
  ["one that was paid", { ...companyBuyer("Trialpaid"), lines: [mug(4)], paymentStatus: "Paid" }],
  [
    "one that was paid in part",
    { ...companyBuyer("Trialpart"), lines: [mug(4)], paymentStatus: "PartlyPaid" },
  ],
  [
    "one with shipping and a discount",
    {
      ...companyBuyer("Trialmore"),
      discountPercentage: 5,
      lines: [
        mug(4),
        { lineType: "Shipping", description: "Sending", quantity: 1, price: 49, vatPercentage: 25 },
      ],
    },
  ],
];
const TYPES = ["sales-order", "draft-invoice", "invoice", "mutation"] as const;

let codings: Readonly<Record<string, string>> = {};

async function onTrialWorld(
  type: (typeof TYPES)[number],
  { bank = true, trial = true } = {},
): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [], articleaccountcodings = [] } = await world.ledger();
  codings = Object.fromEntries(
    articleaccountcodings.flatMap((one) =>
      one["VatRatePercent"] === 25 ? [["25", String(one["Id"])]] : [],
    ),
  );
  const account = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    trial,
    orders: {
      type,
      missingSku: "create",
      newArticles: { codings },
      writeBack: { number: "reference" },
      ...(type === "invoice"
        ? {
            payments: "register",
            refunds: "register",
            sending: { company: "email", private: "email" },
          }
        : type === "mutation"
          ? { voucher: {} }
          : {}),
    },
    lookups:
      type === "mutation"
        ? VOUCHER_LOOKUPS
        : bank
          ? { paymentMethod: { default: account, table: {} } }
          : {},
  });
  return world;
}

test("what this test reads with tells a deed from a plan", () => {
  // What this test reads with is held to what it reads: each language says of a deed that it was done, and of a plan that it would be.
  for (const code of [
    "customer-created",
    "product-created",
    "product-updated",
    "product-deactivated",
    "article-created",
    "product-parent-created",
  ] as const) {
    const done = { code, params: { code: "CAP", sku: "CAP", rate: "0.25", fields: "name" } };
    expect([code, claims([done]).length]).toEqual([code, LANGUAGES.length]);
    expect([code, claims(markAsTrial([done]))]).toEqual([code, []]);
  }
});

test.each(TYPES)(
  "no order that would become a %s is said to have been written, nor is anything made for it",
  async (type) => {
    for (const bank of [true, false]) {
      const world = await onTrialWorld(type, { bank });
      for (const [what, order] of ORDERS) {
        const placed = await world.place(order);
        const run = await world.book(placed.id);
        expect([what, run.writes, read(run.end)]).toEqual([what, [], []]);
        const dry = await world.dryRun(placed.id);
        expect([`dry run: ${what}`, read(dry.end)]).toEqual([`dry run: ${what}`, []]);
      }
    }
  },
);

test.each([
  ["sales-order", "sales-order"],
  ["draft-invoice", "draft-invoice"],
  ["invoice", "invoice"],
  ["mutation", "voucher"],
] as const)("an order that would become a %s says so: %s", async (type, document) => {
  const world = await onTrialWorld(type);
  const placed = await world.place({ ...companyBuyer("Trialnamed"), lines: [mug(4)] });
  const { reasons } = (await world.book(placed.id)).end;
  expect([documentIn({ ...DONE, reasons }), isTriedBooking(reasons)]).toEqual([document, true]);
});

const DONE = { status: "done", outcome: "skipped" };

test.each(TYPES)(
  "an order that became a %s before the trial is said to stand, and none of its changes to be made",
  async (type) => {
    const world = await onTrialWorld(type, { trial: false });
    const placed = await world.place({ ...companyBuyer("Triallater"), lines: [mug(4)] });
    await world.book(placed.id);
    world.configure({ trial: true });
    const changes: readonly Json[] = [
      { paymentStatus: "Paid" },
      { lines: [mug(6)] },
      { emailAddress: "later@example.com" },
      { status: 9 },
    ];
    for (const change of changes) {
      await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
      const run = await world.book(placed.id);
      expect([
        change,
        run.writes,
        read({ ...run.end, reasons: run.end.reasons.filter(({ code }) => !STANDS.has(code)) }),
      ]).toEqual([change, [], []]);
    }
  },
);

/** Say what was booked before, which is true. */
const STANDS: ReadonlySet<string> = new Set([
  "order-changed-after-booking",
  "order-cancelled-after-booking",
  "order-unchanged",
  "voucher-changed-after-booking",
]);

test("no customer is said to have been made or changed", async () => {
  for (const one of CUSTOMERS) {
    const ledger = new Ledger();
    for (const customer of one.there ?? []) ledger.add(customer);
    const ran = await runCustomer(ledger, one.debtor?.["id"] ?? 55, one.debtor, {
      ...one.given,
      trial: true,
    });
    const reasons = ran.codes.map((code) =>
      reason(code as Reason["code"], (ran.params[code] ?? {}) as Reason["params"]),
    );
    expect([
      one.name,
      ledger.writes,
      read({ outcome: ran.outcome as FlowEnd["outcome"], reasons }),
    ]).toEqual([one.name, [], []]);
  }
});

test("no article of the shop is said to have been made or changed", () => {
  for (const one of PRODUCTS) {
    const sync = new Sync();
    let how = settings(one.settings);
    let product = article();
    for (const step of one.steps) {
      if ("settings" in step) how = settings({ ...one.settings, ...step.settings });
      else if ("shop" in step) {
        if (step.shop.sku === "(deleted)") sync.target = null;
        else sync.edit(step.shop);
      } else {
        if ("ledger" in step) product = article(step.ledger);
        const { reasons } = sync.run(product, how, "gone" in step ? "gone" : "there");
        expect([
          one.name,
          read({ outcome: "skipped", reasons: [reason("trial-mode"), ...markAsTrial(reasons)] }),
        ]).toEqual([one.name, []]);
      }
    }
  }
  const parents = (
    ["product-parent-created", "product-parent-activated", "product-parent-deactivated"] as const
  ).map((code) => reason(code, { code: "CAPS" }));
  expect(read({ outcome: "skipped", reasons: markAsTrial(parents) })).toEqual([]);
});

test("no stock is said to have been moved", () => {
  const reasons = [
    reason("trial-mode"),
    reason("stock-would-change", { rows: 2, managed: 1 }),
    reason("stock-unbooked", { articles: 1, orders: 1, pieces: "2" }),
    reason("stock-not-managed", { first: "CAP", articles: 1 }),
  ];
  expect(read({ outcome: "skipped", reasons })).toEqual([]);
});
