/**
 * What the page of amounts that providers owe says first: whether the sums agree, and what is below
 * zero.
 */
import { expect, test } from "vitest";
import type { ClearingStatement } from "../../src/sync/contract/clearing-statement.ts";
import type { ClearingView } from "../../src/sync/contract/clearing.ts";
import { signedIn } from "./browser.ts";

const sum = (method: string, open: string) => ({
  account: 1580,
  method,
  sold: "100.00",
  paid: "0.00",
  open,
  orders: 1,
  ages: [],
});

const AGREES: ClearingView = {
  counting: false,
  today: "2026-11-30",
  currency: "SEK",
  sums: [sum("CARD", "100.00")],
  agrees: true,
  account: 1580,
  orders: [],
  cursor: null,
};

async function saidOf(view: Partial<ClearingView>): Promise<string> {
  const { world, user } = await signedIn({ "payouts.clearing": { ...AGREES, ...view } });
  const id = await world.makeTenant();
  return (await user.go(`/admin/tenants/${id}/clearing`)).text;
}

const BELOW = {
  orders: 2,
  open: "125.00",
  first: [{ key: "order:7", number: null, account: 1580 }],
} as const;

const READ = {
  kind: "read",
  day: "2026-12-31",
  accounts: [
    {
      account: 1580,
      open: "100.00",
      payments: "0.00",
      taken: "0.00",
      waiting: "40.00",
      ledger: "60.00",
      other: "0.00",
    },
  ],
} as const;

test("sums that agree add up where the ledger was read and agrees, and not before", async () => {
  expect(await saidOf({ agrees: false })).not.toContain("equals the open orders");
  const unread = await saidOf({});
  expect(unread).toContain("sold minus paid out equals the open orders");
  expect(unread).toMatch(/The balance in eAccounting hasn.+t been read yet: press Compare now/);
  expect(unread).not.toContain("It adds up");
  expect(await saidOf({ ledger: READ })).toContain("It adds up");
  const inPart = await saidOf({ ledger: { ...READ, more: 2 } });
  expect(inPart).not.toContain("It adds up");
  expect(inPart).toContain("2 more accounts");
  const [account] = READ.accounts;
  const differs = await saidOf({
    ledger: { ...READ, accounts: [{ ...account, ledger: "72.34", other: "12.34" }] },
  });
  expect(differs).not.toContain("It adds up");
  // A voucher of a day that somebody deleted there is among the causes.
  expect(differs).toContain(
    "vouchers and invoices of this sync that were changed or deleted in eAccounting",
  );
  expect(differs).toMatch(/eAccounting has other postings on these accounts\. .*1580: 12\.34 SEK/);
});

test("the sums are green only where the ledger's balance was read and agrees", async () => {
  const tone = async (view: Partial<ClearingView>) =>
    /class="notice (\w+)"/.exec(await saidOf(view))?.[1];
  expect(await tone({ ledger: READ })).toBe("good");
  expect(await tone({})).toBe("quiet");
  expect(await tone({ below: BELOW })).toBe("warn");
  expect(await tone({ agrees: false })).toBe("bad");
});

test("ages have a total over all payment methods, and none of one alone", async () => {
  const aged = (method: string, open: string) => ({
    ...sum(method, open),
    ages: [
      { upTo: 7 as const, open, orders: 1 },
      { upTo: null, open: "1.00", orders: 2 },
    ],
  });
  const ages = async (sums: ClearingView["sums"]) =>
    /<h2 id="ages">.*?<\/section>/s.exec(await saidOf({ sums }))?.[0] ?? "";
  const both = (await ages([aged("CARD", "100.00"), aged("KLARNA", "40.50")])).split("Total");
  expect(both).toHaveLength(2);
  for (const figure of ["140.50 SEK", "2 orders", "2.00 SEK", "4 orders"])
    expect(both[1]).toContain(figure);
  expect(await ages([aged("CARD", "100.00")])).not.toContain("Total");
});

test("what waits for a daily voucher is said with its amount and its accounts", async () => {
  expect(await saidOf({})).not.toContain("waits for daily vouchers");
  expect(await saidOf({ waiting: [{ account: 1580, amount: "40.00" }] })).toMatch(
    /40\.00 SEK of what is still owed waits for daily vouchers .*1580: 40\.00 SEK/,
  );
});

test("what belongs to a daily voucher that was deleted doesn't wait: it is said apart, with its day", async () => {
  const text = await saidOf({
    waiting: [{ account: 1580, amount: "505.00", removed: "406.00" }],
    removedDays: [{ id: "7", day: "2026-12-12" }],
  });
  expect(text).toMatch(/99\.00 SEK of what is still owed waits for daily vouchers/);
  expect(text).toMatch(
    /406\.00 SEK of what is still owed belongs to daily vouchers that were deleted/,
  );
  expect(text).toMatch(/<a href="[^"]*\/days\/7">12 Dec 2026<\/a>/);
  expect(text).not.toContain("505.00 SEK of what");
});

test("more that was paid out of an account than sold there isn't said to add up", async () => {
  const text = await saidOf({ sums: [sum("CARD", "-40.00")] });
  expect(text).not.toContain("equals the open orders");
  expect(text).toContain("payouts took off more than orders brought there: 40.00");
});

test("orders of which more is open than they came to are named with how much", async () => {
  const text = await saidOf({ above: BELOW });
  expect(text).toContain("Of 2 orders more is still owed than they came to, by 125.00");
  expect(text).toMatch(/<a href="[^"]*\/orders\?text=7"><bdi>7<\/bdi><\/a> …/);
});

test("orders below zero are named with a link beside sums that agree", async () => {
  const text = await saidOf({ below: BELOW });
  expect(text).toContain("sold minus paid out equals the open orders");
  expect(text).toContain("2 orders are below zero, by 125.00");
  expect(text).toMatch(/<a href="[^"]*\/orders\?text=7"><bdi>7<\/bdi><\/a> …/);
});

test("the API has an account's statement, with its pages counted from one and orders by their ids", async () => {
  const given: ClearingStatement = {
    account: 1580,
    method: "CARD",
    methods: ["CARD"],
    accounts: [1580],
    currency: "SEK",
    counting: false,
    from: "2026-03-01",
    to: "2026-03-31",
    opening: "5.00",
    closing: "15.00",
    debit: "10.00",
    credit: "0.00",
    agrees: true,
    waiting: "0.00",
    movements: [
      {
        day: "2026-03-02",
        what: "sale",
        document: "A1",
        waits: false,
        order: { key: "order:7", number: "1001" },
        payout: null,
        debit: "10.00",
        credit: "0.00",
        balance: "15.00",
      },
    ],
    total: 1,
    page: 1,
    pages: 2,
  };
  const asked: unknown[] = [];
  const { world, user } = await signedIn({
    "payouts.clearingStatement": (_: string, query: unknown) => (asked.push(query), given),
  });
  const at = `/tenants/${await world.makeTenant()}/clearing/statement`;
  const range = "account=1580&from=2026-03-01&to=2026-03-31";
  const { status, body } = await world.api("GET", `${at}?${range}&method=CARD&page=2`);
  expect([status, asked]).toEqual([
    200,
    [{ account: 1580, from: "2026-03-01", to: "2026-03-31", page: 1, method: "CARD" }],
  ]);
  expect(body).toEqual({
    ...given,
    page: 2,
    movements: [{ ...given.movements[0], order: { id: "7", number: "1001" } }],
  });
  expect((await world.api("GET", `${at}?account=x&from=2026-03-01&to=2026-03-31`)).status).toBe(
    400,
  );
  // All lines of the days are read, so the object isn't asked for more than a year.
  for (const days of ["from=2016-03-01&to=2026-03-31", "from=2026-03-31&to=2026-03-01"]) {
    const refused = await world.api("GET", `${at}?account=1580&${days}`);
    expect([refused.status, refused.body]).toMatchObject([400, { kind: "range" }]);
  }
  expect(asked).toHaveLength(1);
  // A page of one payment method says which, and leads to no month that is still to come.
  const shown = (month: string) => user.go(`/admin${at}?account=1580&method=CARD&month=${month}`);
  const past = (await shown("2026-10")).text;
  expect(past).toContain("<p>Payment method: <bdi>CARD</bdi></p>");
  expect(past).toContain("month=2026-11");
  const now = (await shown("2026-11")).text;
  expect([now.includes("month=2026-10"), now.includes("month=2026-12")]).toEqual([true, false]);
  // A table for people has its account and month in its name: months don't replace each other.
  const { headers } = await user.go(`/admin${at}.csv?account=1580&month=2026-03`);
  expect(headers.get("content-disposition")).toBe(
    'attachment; filename="Account-statement-1580-2026-03.csv"',
  );
});
