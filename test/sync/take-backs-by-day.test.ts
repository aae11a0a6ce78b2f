/** A version of the settings takes its own shares of days alone, as it does with documents. */
import { expect, test } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import * as backfillView from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { LIVE, tenant } from "../support/take-back-world.ts";

type Share = "voucher" | "voucher-reversal" | "voucher-payment";

function shop() {
  const world = tenant();
  const { sql, context, stands } = world;
  const share = (key: string, version: number | null, n = 1, role: Share = "voucher"): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n,
        id: memberDocument({ key, role, n }),
        number: "2026-03-10",
        state: "live",
        sourceHash: null,
        ownedHash: null,
        member: {
          label: key,
          day: "2026-03-10",
          rows: [
            { account: 1580, debit: "125.00", credit: "0.00", of: "7" },
            { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
          ],
          waits: true,
        },
      },
      LIVE + n,
      version,
    );
  /** What waits is in the day's voucher from here on. */
  const close = (): void =>
    void sql.exec("UPDATE day_members SET voucher = '2026-03-10-1' WHERE voucher = ''");
  /** The order was changed in the shop: its first share is taken back, and it has a second one. */
  const edit = (key: string, version: number): void => {
    share(key, version, 1, "voucher-reversal");
    stands(key, "voucher", "gone");
    share(key, version, 2);
  };
  const begin = (version: number): string => {
    const scope = { of: "settings", version } as const;
    const begun = takeBacks.begin(context, { scope, dryRunId: null }, "somebody");
    return begun.ok ? begun.id : begun.kind;
  };
  const listed = (id: string) =>
    (backfillView.orders(context, id, {})?.orders ?? []).map(({ key, verdict, reasons }) =>
      [key, verdict ?? "planned", ...reasons.map(({ code }) => code)].join(" "),
    );
  /** Lists what would go with a version, and what stays. */
  const previewed = (version: number) => {
    const id = begin(version);
    const orders = listed(id);
    sql.exec("UPDATE backfills SET state = 'done' WHERE id = ?", id);
    return orders;
  };
  /** A preview that is over, in which each of so many orders would be removed. */
  const preview = (version: number, orders: number): string => {
    const id = begin(version);
    backfills.advance(context);
    for (let n = 1; n <= orders; n += 1)
      world.end(`dry-run:${id}:${n}`, "dry-run", "voucher.create");
    backfills.advance(context);
    backfills.advance(context);
    return id;
  };
  /** The run that this preview was made for, once its jobs are begun. */
  const takeBack = (dryRunId: string): string => {
    const run = takeBacks.begin(context, { dryRunId }, "somebody");
    backfills.advance(context);
    return run.ok ? run.id : run.kind;
  };
  const counted = () => takeBacks.choices(context).versions.map((one) => [one.version, one.orders]);
  return { ...world, share, close, edit, listed, previewed, preview, takeBack, counted };
}

test("a share that was booked anew under a later version stays when the earlier one is undone, and counts under the later one alone", () => {
  const { share, close, edit, previewed, counted } = shop();
  share("order:1", 3);
  share("order:2", 3);
  close();
  edit("order:1", 4);
  expect(previewed(3)).toEqual(["order:1 remains undo-otherwise", "order:2 planned"]);
  expect(previewed(4)).toEqual(["order:1 planned"]);
  expect(counted()).toEqual([
    [4, 1],
    [3, 1],
  ]);
});

test("a share goes with its own version though the one before was taken back under another, and stays where a person's own document stands in its place", () => {
  const { share, stands, close, previewed, counted } = shop();
  for (const key of ["order:1", "order:2"]) {
    share(key, 3);
    close();
    share(key, 4, 1, "voucher-reversal");
    stands(key, "voucher", "gone");
  }
  share("order:1", 5, 2);
  stands("order:2", "invoice", "live", 7);
  expect(previewed(5)).toEqual(["order:1 planned"]);
  expect(previewed(3)).toEqual([
    "order:1 remains undo-otherwise",
    "order:2 remains undo-otherwise",
  ]);
  expect(counted()).toEqual([[5, 1]]);
});

test("a share stays beside a standing document of another version, and so does a document beside such a share", () => {
  const { made, stands, share, close, previewed, counted } = shop();
  const paid = { kind: "voucher.create", role: "voucher-payment" } as const;
  // Its payment is in a day as well, and of the next version.
  share("order:1", 3);
  share("order:1", 4, 1, "voucher-payment");
  // Its payment is a voucher of its own.
  share("order:2", 3);
  made("order:2", LIVE, 4, paid);
  stands("order:2", "voucher-payment");
  // It has a voucher of its own, and its payment is in a day.
  made("order:3", LIVE, 3, { kind: "voucher.create", role: "voucher" });
  stands("order:3", "voucher");
  share("order:3", 4, 1, "voucher-payment");
  // Both are of one version.
  share("order:4", 3);
  share("order:4", 3, 1, "voucher-payment");
  // What a person recorded is of no version.
  share("order:5", 3);
  share("order:5", null, 2);
  close();
  expect(previewed(3)).toEqual([
    "order:3 remains undo-otherwise",
    "order:1 remains undo-otherwise",
    "order:2 remains undo-otherwise",
    "order:4 planned",
    "order:5 remains undo-otherwise",
  ]);
  expect(counted()).toEqual([[3, 1]]);
});

test("an order whose draft was deleted, and which is in a day under the same version, goes with it as previewed", () => {
  const { made, stands, share, contextOf, preview, takeBack, listed } = shop();
  made("order:1", LIVE, 3, { kind: "draft.create", role: "invoice-draft" });
  stands("order:1", "invoice-draft", "gone");
  share("order:1", 3, 2);
  const dry = preview(3, 1);
  expect(listed(dry)).toEqual(["order:1 would-remove dry-run"]);
  const run = takeBack(dry);
  expect(contextOf("order:1")).toEqual({ kind: "order", undo: true });
  expect(listed(run)).toEqual(["order:1 planned"]);
});

test("a share that waited at the preview and was booked anew under another version since is kept, with why", () => {
  const { sql, share, edit, stands, contextOf, preview, takeBack, listed } = shop();
  for (const n of [1, 2, 3]) share(`order:${n}`, 3);
  const dry = preview(3, 3);
  // Nothing of its first share is left: it was dropped while it waited.
  edit("order:1", 4);
  expect(sql.exec("SELECT n FROM day_members WHERE key = 'order:1'").toArray()).toEqual([{ n: 2 }]);
  // Nothing of it stands: its own job says so.
  stands("order:2", "voucher", "gone");
  const run = takeBack(dry);
  const undone = { kind: "order", undo: true };
  expect([1, 2, 3].map((n) => contextOf(`order:${n}`))).toEqual([null, undone, undone]);
  expect(listed(run)[0]).toBe("order:1 remains undo-otherwise");
});
