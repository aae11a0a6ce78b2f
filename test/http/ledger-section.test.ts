/** The ledger's balances on _Owed by providers_: what the section says of accounts as they change. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { MOST_BALANCES } from "../../src/flows/payouts/balances.ts";
import { Ledger } from "../../src/http/pages/payouts/ledger.tsx";
import { LanguageContext } from "../../src/http/pages/use-messages.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { order, room } from "../sync/payouts.kit.ts";

/** A shop whose ledger has exactly what is counted, on each account. */
function shop() {
  const { sql, context } = room();
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
  return { sold, read };
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
  for (let n = 1; n <= MOST_BALANCES; n += 1) sold(n);
  expect(await read()).not.toMatch(/compared\./);
  sold(MOST_BALANCES + 1);
  expect(await read()).toContain("One more account wasn’t compared.");
  sold(MOST_BALANCES + 2);
  expect(await read()).toContain("2 more accounts weren’t compared.");
});
