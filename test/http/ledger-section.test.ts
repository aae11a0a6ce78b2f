/** The ledger's balances on _Owed by providers_: what the section says of accounts as they change. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { MAX_BALANCES } from "../../src/flows/payouts/balances.ts";
import { Ledger } from "../../src/http/pages/payouts/ledger.tsx";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { order, payoutShop } from "../sync/payouts.kit.ts";

/** A shop whose ledger has exactly what is counted, on each account. */
function shop() {
  const { sql, context } = payoutShop();
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  const found = new Map<string, unknown>();
  const balances: { account: number; balance: string }[] = [];
  Object.assign(context, {
    found,
    tenantId: () => "t",
    slots: { pressed: false },
    vault: { views: () => [] },
    runHere: (jobId: string) => {
      found.set(jobId, { kind: "balances", balances });
      return Promise.resolve();
    },
  });
  /** An order of 125.00 whose money is owed on an account of its own. */
  const sold = (n: number, balance = "125.00"): void => {
    const account = 1580 + n;
    order(sql, n);
    saveDocument(
      sql,
      `order:${n}`,
      {
        role: "voucher",
        n: 1,
        id: `v${n}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        voucher: {
          charged: "125.00",
          currency: "SEK",
          rate: null,
          ledgerItem: null,
          clearing: { account, moved: "125.00", day: "2026-03-01", method: "CARD" },
        },
      },
      0,
    );
    balances.push({ account, balance });
  };
  const read = async (): Promise<string> => {
    const { ledger } = await clearing(context, { compare: true });
    return String(
      jsx(
        LanguageContext.Provider as unknown as string,
        { value: "en" },
        jsx(Ledger as unknown as string, {
          ledger,
          path: "/",
          currency: "SEK",
          accounts: new Map(),
        }),
      ),
    );
  };
  return { sql, balances, sold, read };
}

const NONE = "Nothing is counted on any account yet.";

test("nothing is counted on any account, until something is sold on one", async () => {
  const { sold, read } = shop();
  expect(await read()).toContain(NONE);
  sold(1);
  const page = await read();
  expect(page).not.toContain(NONE);
  expect(page).toContain("1581");
});

test("accounts beyond what is read at once are counted, and said not to be compared", async () => {
  const { sold, read } = shop();
  for (let n = 1; n <= MAX_BALANCES; n += 1) sold(n);
  expect(await read()).not.toMatch(/compared\./);
  sold(MAX_BALANCES + 1);
  expect(await read()).toContain("One more account wasn&#39;t compared.");
  sold(MAX_BALANCES + 2);
  expect(await read()).toContain("2 more accounts weren&#39;t compared.");
});

const WAITING = "Waiting for a daily voucher";
const AGREES = "The balance in eAccounting agrees on every account.";

test("orders whose day's voucher isn't booked yet are no postings of others", async () => {
  const { sql, balances, sold, read } = shop();
  // Counted, and not in the ledger.
  sold(1, "0.00");
  const rows = (debit: string, credit = "0.00") =>
    JSON.stringify([
      { account: 1581, debit, credit, of: "CARD" },
      { account: 3001, debit: credit, credit: debit, of: "25%" },
    ]);
  const add = (key: string, of: string, voucher: string) =>
    run(
      sql,
      `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
       VALUES (?, 'voucher', 1, '1', '2026-03-01', ?, 1, ?)`,
      key,
      of,
      voucher,
    );
  // One that is closed, of a sale of 100.10 and 25.10 of a credit; 50.00 wait for the next.
  const day = (rows_: string) =>
    run(
      sql,
      `INSERT OR REPLACE INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
       VALUES ('2026-03-01-1', '2026-03-01', 1, ?, 2, 1, 1)`,
      rows_,
    );
  add("order:1", rows("100.10"), "2026-03-01-1");
  add("order:2", rows("0.00", "25.10"), "2026-03-01-1");
  add("order:3", rows("50.00"), "");
  day(rows("75.00"));
  const page = await read();
  expect(page).toContain(AGREES);
  expect(page).toContain(WAITING);
  expect(page).toMatch(new RegExp(`data-of="${WAITING}"[^>]*><div>125\\.00 SEK<`));
  // The closed day's is in the ledger by now, and the balance has it.
  saveDocument(
    sql,
    "day:2026-03-01-1",
    {
      role: "day-voucher",
      n: 1,
      id: "d1",
      number: "A1",
      state: "live",
      sourceHash: "compared",
      ownedHash: null,
    },
    0,
  );
  expect(await read()).not.toContain(AGREES);
  balances.splice(0, 1, { account: 1581, balance: "75.00" });
  expect(await read()).toContain(AGREES);
});

test("nothing that waits is said where nothing does", async () => {
  const { sold, read } = shop();
  sold(1);
  const page = await read();
  expect(page).toContain(AGREES);
  expect(page).not.toContain(WAITING);
});

test("a booking that waits for a person is counted, and puts the comparison off no longer", async () => {
  const { sql, sold, read } = shop();
  sold(1);
  const doubt = (n: number): void => {
    order(sql, n);
    run(sql, "UPDATE operations SET state = 'in-doubt' WHERE key = ?", `order:${n}`);
  };
  doubt(2);
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, types, reasons, created_at, updated_at)
     VALUES ('j', 'order:2', 'orders', 'live', 'waiting', '[]', '[]', 1, 1)`,
  );
  expect(await read()).toContain("Compare again in a moment.");
  run(sql, "UPDATE jobs SET status = 'done', over = 1");
  const page = await read();
  expect(page).toContain(AGREES);
  expect(page).toContain("1 posting is unconfirmed: see Action needed.");
  doubt(3);
  expect(await read()).toContain("2 postings are unconfirmed: see Action needed.");
});
