/** The cases of cases.ts, each planned as it stands; and what holds for all of them. */
import { dec, plain } from "../../../src/domain/money.ts";
import { expect, test } from "vitest";
import { CASES } from "./cases.ts";
import { plan, shown } from "./kit.ts";

test.each(CASES)("$title", (one) => {
  const planned = plan(one);
  expect(shown(planned)).toEqual(one.differences);
  if (one.quantities !== undefined)
    expect(planned.differences.map((difference) => difference.quantity)).toEqual(one.quantities);
  expect(planned.managed.map((article) => article.code)).toEqual(one.managed ?? []);
  expect(planned.rest).toBe(one.rest ?? 0);
  const left = Object.fromEntries(
    Object.entries(planned.left).filter(([, codes]) => codes.length > 0),
  );
  expect(left).toEqual(one.left ?? {});
});

test.each(CASES.filter((one) => one.settings?.strategy !== "article-field"))(
  "once written, nothing differs any more: $title",
  (one) => {
    const planned = plan(one);
    const moved = new Map(
      planned.differences.map((difference) => [difference.code, difference.quantity]),
    );
    const shop = one.shop.map((article) => ({
      ...article,
      stock: plain(dec(article.stock).minus(moved.get(article.code) ?? "0")),
    }));
    expect(
      plan({ ...one, shop })
        .differences.map(({ code }) => code)
        .filter((code) => moved.has(code)),
    ).toEqual([]);
  },
);

test("an article that was read twice, as the list moved, is one", () => {
  const [first] = CASES;
  if (first === undefined) throw new Error("no case");
  expect(plan({ ...first, ledger: [...first.ledger, ...first.ledger] }).equal).toBe(1);
});
