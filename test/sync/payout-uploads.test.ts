/** What became of the last settlement files: it stays, and says where each payout stands now. */
import { expect, test } from "vitest";
import type { StagingResult } from "../../src/sync/contract/payouts.ts";
import { discard } from "../../src/sync/tenant/payouts/payouts.ts";
import { noteUpload, uploadResult, uploads } from "../../src/sync/tenant/payouts/uploads.ts";
import { hand, line, order, PAYOUT, payoutShop } from "./payouts.kit.ts";

test("a file's result stays: what was new, what was here already, and where it stands now", async () => {
  const { sql, context, clock } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0)], "u1", true);
  clock.at += 60_000;
  await hand(context, [line(0)], "u1", true);
  const [second, first] = uploads(context);
  expect([first?.as, second?.as]).toEqual([{ new: 1 }, { same: 1 }]);
  expect(second).toEqual({
    id: "u1",
    at: clock.at,
    actor: "somebody",
    provider: "stripe",
    count: 1,
    as: { same: 1 },
  });
  await hand(context, [line(0), line(1)], "u2", true);
  const shown = await uploadResult(context, "u2", 0);
  expect(shown?.rows).toMatchObject([
    {
      staged: { id: PAYOUT, payout: "po_1", as: "corrected" },
      now: { amount: "245.00", held: true },
    },
  ]);
  // Its second line gets an order meanwhile.
  order(sql, 1);
  expect((await uploadResult(context, "u2", 0))?.rows[0]?.now?.held).toBe(false);
  discard(context, PAYOUT);
  expect((await uploadResult(context, "u2", 0))?.rows).toMatchObject([
    { staged: { payout: "po_1" }, now: null },
  ]);
  expect(await uploadResult(context, "u9", 0)).toBeNull();
});

const note = (context: Parameters<typeof uploads>[0], id: string, count: number): void => {
  const head = {
    provider: "stripe",
    account: "",
    currency: "SEK",
    day: "2026-03-02",
    stated: null,
  };
  const staged = Array.from({ length: count }, (_, n): StagingResult => ({
    id: `${id}-${n}`,
    payout: `po_${n}`,
    as: "new",
  }));
  const payouts = staged.map((one) => ({
    id: one.id,
    slot: "s",
    head: { ...head, payout: one.payout, provider: "stripe" as const },
    amount: "1.00",
    lines: 1,
    digest: "d",
    said: "d",
  }));
  noteUpload(context, { id, actor: "somebody", payouts, staged });
};

test("the last twenty files are remembered, and two thousand payouts of all of them", async () => {
  const { context } = payoutShop();
  for (let n = 0; n < 25; n += 1) note(context, `u${n}`, 2);
  expect(uploads(context).map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, n) => `u${24 - n}`),
  );
  note(context, "large", 1_999);
  expect(uploads(context).map(({ id }) => id)).toEqual(["large"]);
  note(context, "larger", 2_500);
  const page = await uploadResult(context, "larger", 9);
  expect([page?.count, page?.total, page?.page, page?.rows.length, page?.as]).toEqual([
    2_500,
    2_000,
    9,
    200,
    { new: 2_500 },
  ]);
  expect(page?.rows[0]?.staged.payout).toBe("po_1800");
  expect((await uploadResult(context, "larger", 99))?.page).toBe(9);
});
