/** Which orders wait for an approval, and what an approval covers. */
import { expect, test } from "vitest";
import { order as orderOf, settings, WAITS as WAITS_FOR_DAY } from "../kit.ts";
import { decided, document, type Word } from "./kit.ts";

const order =
  (more: Parameters<Word>[0]["order"]): Word =>
  (draft) =>
    void (draft.order = { ...draft.order, ...more });
const orders =
  (more: Parameters<Word>[0]["orders"]): Word =>
  (draft) =>
    void (draft.orders = { ...draft.orders, ...more });
const facts =
  (more: Parameters<Word>[0]["facts"]): Word =>
  (draft) =>
    void (draft.facts = { ...draft.facts, ...more });
const nothing: Word = () => undefined;
const code = (name: string) => [{ code: name }];
const WAITS = "waits-for-approval";
type Amount = ReturnType<typeof orderOf>["gross"];

const U = "–";

/** An order that a rule holds, with what was approved of it. */
const waitsWith = (approved: string | null, change: Word = nothing) =>
  decided(["none", "–", "orders from 50.00 need approval", "prepared"], (draft) => {
    facts({ approval: { liveSince: null, approved } })(draft);
    change(draft);
  });
const ofIt = (change: Word = nothing): string => {
  const action = waitsWith(null, change);
  return String("reasons" in action ? action.reasons[0]?.params["of"] : null);
};

test("what was approved is made, and asks again once it is another amount, currency or country", () => {
  const of = ofIt();
  expect(waitsWith(of)).toMatchObject({ kind: "create" });
  expect(waitsWith(JSON.stringify(["80.00", "SEK"]))).toMatchObject({
    kind: "hold",
    reasons: [{ code: WAITS, params: { approvedGross: "80.00", approvedCurrency: "SEK" } }],
  });
  expect(waitsWith(null)).toMatchObject({
    kind: "hold",
    reasons: [{ code: WAITS, params: { approvedGross: null } }],
  });
  const changes: readonly Word[] = [
    order({ gross: "90.00" as Amount }),
    order({ currency: "EUR" }),
    order({ invoiceAddress: { ...orderOf([]).invoiceAddress, country: "NO" } }),
  ];
  for (const change of changes) {
    expect(waitsWith(of, change)).toMatchObject({ kind: "hold", reasons: code(WAITS) });
    expect(ofIt(change)).not.toBe(of);
  }
  expect(waitsWith(of, order({ comments: "ring twice" }))).toMatchObject({ kind: "create" });
  // No act of a person but an approval lets it through.
  for (const type of ["retry-by-person", "book-again", "resync", "approved-by-person"])
    expect([type, waitsWith(null, facts({ eventTypes: [type] })).kind]).not.toEqual([
      type,
      "create",
    ]);
});

test("what was approved and lowered before it was booked is shown anew, though no rule holds it any more", () => {
  const of = ofIt();
  const lowered = (change: Word = nothing) =>
    waitsWith(of, (draft) => {
      order({ gross: "40.00" as Amount })(draft);
      change(draft);
    });
  expect(lowered()).toMatchObject({
    kind: "hold",
    reasons: [
      { code: WAITS, params: { rule: "changed", gross: "40.00", approvedGross: "100.00" } },
    ],
  });
  const anew = lowered();
  const ofLowered = String("reasons" in anew ? anew.reasons[0]?.params["of"] : null);
  expect(waitsWith(ofLowered, order({ gross: "40.00" as Amount }))).toMatchObject({
    kind: "create",
  });
  // A rule that names kinds since isn't a change of the order, and its credit isn't either.
  const otherwise = (at: number, value: unknown): string =>
    JSON.stringify((JSON.parse(ofLowered) as readonly unknown[]).with(at, value));
  for (const approved of [otherwise(4, "invoice"), otherwise(3, true)])
    expect(waitsWith(approved, order({ gross: "40.00" as Amount }))).toMatchObject({
      kind: "create",
    });
});

test("what was approved and changed before it was booked is shown anew, though the rules are off since", () => {
  const of = ofIt();
  const rulesOff = (gross: string, approved: string | null = of) =>
    decided(["none", "–", "–", "prepared"], (draft) => {
      order({ gross: gross as Amount })(draft);
      facts({ approval: { liveSince: null, approved } })(draft);
    });
  expect(rulesOff("170.00")).toMatchObject({
    kind: "hold",
    reasons: [{ code: WAITS, params: { rule: "changed", approvedGross: "100.00" } }],
  });
  expect(rulesOff("100.00")).toMatchObject({ kind: "create" });
  expect(rulesOff("170.00", null)).toMatchObject({ kind: "create" });
});

test("an order that is booked as it was approved isn't asked about again when it is lowered", () => {
  const edited = decided(
    ["sales order, edited", "–", "orders from 50.00 need approval", "prepared"],
    (draft) => {
      order({ gross: "40.00" as Amount })(draft);
      facts({ approval: { liveSince: null, approved: ofIt() } })(draft);
    },
  );
  expect(edited).not.toMatchObject({ kind: "hold", reasons: code(WAITS) });
});

test("credits of what was cancelled wait where credits do, and what nobody booked goes at once", () => {
  const asks = "credit what is cancelled; credits need approval";
  expect(decided(["invoice, edited", "cancelled", `type invoice; ${asks}`, "–"])).toMatchObject({
    kind: "hold",
    reasons: code(WAITS),
  });
  expect(decided(["voucher, edited", "cancelled", `type mutation; ${asks}`, "–"])).toMatchObject({
    kind: "hold",
    reasons: code(WAITS),
  });
  expect(decided(["sales order, edited", "cancelled", asks, "–"])).toMatchObject({
    kind: "remove",
  });
});

type Lowered = {
  readonly to?: string;
  readonly waits?: boolean;
  readonly approved?: string | null;
  /** Which of its documents it stands by. */
  readonly n?: number;
};

/** An order of 100.00 that is booked, and comes to less by now. */
const lowered = (
  role: "invoice" | "voucher",
  wishes: string,
  { to = "40.00", waits = false, approved = ofIt(), n = 1 }: Lowered = {},
) => {
  const form = role === "invoice" ? "invoice" : "mutation";
  return decided(
    ["invoice, edited", U, `type ${form}; book what is edited; ${wishes}`, "prepared"],
    (draft) => {
      order({ gross: to as Amount, lines: orderOf([{ price: to }]).lines })(draft);
      // It was approved as it was booked, so it wasn't changed before that.
      facts({ approval: { liveSince: null, approved } })(draft);
      draft.documents = draft.documents.map((one) => ({ ...one, id: `${one.id} ${n}` }));
      if (role === "voucher")
        draft.documents = [
          document("voucher", {
            id: `v${n}`,
            sourceHash: "as it was before",
            voucher: { charged: "100.00", currency: "SEK" } as never,
            ...(waits ? WAITS_FOR_DAY : {}),
          }),
        ];
    },
  );
};

/** Another price is another line: the invoice's own is credited whole. */
test.each([
  ["invoice", "100.00", "100.00"],
  ["voucher", "60.00", "10.00"],
] as const)(
  "what an edit credits waits as well, by its amount or as a credit: %s",
  (role, credited, least) => {
    expect(lowered(role, "orders from 50.00 need approval")).toMatchObject({
      kind: "hold",
      reasons: [
        {
          code: WAITS,
          params: { rule: "amount", gross: "40.00", credited, from: "50.00", approvedGross: null },
        },
      ],
    });
    expect(lowered(role, "credits need approval", { to: "90.00" })).toMatchObject({
      kind: "hold",
      reasons: [{ code: WAITS, params: { rule: "credit", credited: least } }],
    });
    // The order itself is of the limit or more.
    expect(lowered(role, "orders from 50.00 need approval", { to: "70.00" })).toMatchObject({
      reasons: [{ code: WAITS, params: { rule: "amount", credited: null } }],
    });
    // It credits nothing.
    const same = { to: "100.00" };
    expect(lowered(role, "credits need approval", same)).not.toMatchObject({ kind: "hold" });
  },
);

test.each(["invoice", "voucher"] as const)(
  "an approved credit is for itself: the next one down to the same total asks again: %s",
  (role) => {
    const held = (approved: string | null, n: number) =>
      lowered(role, "credits need approval", { approved, n });
    const ofCredit = (action: ReturnType<typeof held>): string =>
      String("reasons" in action ? action.reasons[0]?.params["of"] : null);
    const first = held(null, 1);
    expect(first).toMatchObject({ reasons: [{ code: WAITS, params: { rule: "credit" } }] });
    expect(held(ofCredit(first), 1)).not.toMatchObject({ kind: "hold" });
    // It was booked, raised again by another document, and lowered once more.
    const second = held(ofCredit(first), 2);
    expect(second).toMatchObject({ reasons: [{ code: WAITS, params: { rule: "credit" } }] });
    expect(held(ofCredit(second), 2)).not.toMatchObject({ kind: "hold" });
    // The order was approved at that total when it was new.
    const asNew = JSON.stringify(["40.00", "SEK", "SE", false, null]);
    expect(held(asNew, 1)).toMatchObject({ reasons: [{ code: WAITS }] });
  },
);

test("an approved edit whose voucher is reversed already is still the order that was approved", () => {
  const of = JSON.stringify(["100.00", "SEK", "SE", false, null, "60.00 d1"]);
  const action = decided(["none", U, "credits need approval", "prepared"], (draft) =>
    facts({ approval: { liveSince: null, approved: of } })(draft),
  );
  expect(action).not.toMatchObject({ kind: "hold" });
});

test("a share that waits for its day is in no books yet: taking of it credits nothing", () => {
  expect(lowered("voucher", "orders from 50.00 need approval", { waits: true })).not.toMatchObject({
    kind: "hold",
  });
});

test("the invoice of a delivered sales order waits where invoices do", () => {
  const wishes = "invoice delivered orders; invoices need approval";
  const row = ["sales order, unchanged", "delivered", wishes, "prepared"];
  expect(decided(row)).toMatchObject({ kind: "hold", reasons: code(WAITS) });
  expect(decided(["none", "–", wishes, "prepared"])).toMatchObject({ kind: "create" });
});

const rule = (action: ReturnType<typeof decided>) =>
  action.kind === "hold" ? action.reasons[0]?.params["rule"] : null;

test("the first days count from the day on which the flow was first on, where the shop is", () => {
  const first = (liveSince: number | null) =>
    rule(
      decided(["none", U, U, "prepared"], (draft) => {
        const approval = { ...settings().orders.approval, firstDays: 10 };
        orders({ approval })(draft);
        facts({ approval: { liveSince, approved: null } })(draft);
      }),
    );
  // Half past midnight there; the order is of 24 November.
  expect(first(Date.parse("2026-11-14T23:30:00Z"))).toBe("first-days");
  expect(first(Date.parse("2026-11-14T22:30:00Z"))).toBeNull();
  expect(first(null)).toBe("first-days");
});

test("an amount can't be compared in another currency than the company's", () => {
  const held = (currency: string) =>
    rule(decided(["none", U, "orders from 50.00 need approval", "prepared"], order({ currency })));
  expect([held("SEK"), held("EUR")]).toEqual(["amount", "currency"]);
});
