/** Settlement files in a browser without JavaScript: what each brought, and what was refused. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRITE } from "../sandbox/settlement-files.ts";
import { closeStage, unreadable } from "./pages-browser.ts";
import { PayoutsStage, sale } from "./payouts-stage.ts";

let at: PayoutsStage;

beforeAll(async () => {
  at = await PayoutsStage.open();
});

afterAll(async () => {
  await closeStage(at.stage);
});

test("a file that is cut is refused with its line, and none at all is asked for", async () => {
  const file = WRITE.stripe([
    { id: "po_page2", day: "2026-03-02", lines: [sale(await at.sold())] },
  ]);
  await at.send(`${file}\npo_page2,cut`, "cut.csv");
  expect(await at.text()).toContain("The file is cut off at line 3.");
  expect(await at.text()).not.toContain("po_page2");
});

test("a file of several payouts leads to its result, which stays and says what was known and what wasn't taken", async () => {
  const [first, second, third] = [await at.sold(), await at.sold(), await at.sold()];
  const day = "2026-03-02";
  const one = { id: "po_of_one", day, lines: [sale(first)] };
  const two = { id: "po_of_two", day, lines: [sale(second)] };
  const file = WRITE.stripe([one, two]);
  await at.send(file, "two.csv");
  const address = new URL(at.stage.page.url()).pathname;
  expect(address).toMatch(/\/payouts\/uploads\/[\w-]+$/);
  expect(await at.text()).toContain("This file has 2 payouts.");
  expect(await at.inList("po_of_one")).toMatch(/2 Mar 2026.*122\.50 SEK.*New.*Not booked yet/);
  expect(await unreadable(at.stage, [address])).toEqual([]);
  await at.stage.page.goto(address);
  await at.main().getByRole("link", { name: "po_of_one" }).click();
  await at.press("Approve and book");
  await at.stage.bridge.until(
    async () => (await at.booked("po_of_one")).length > 0,
    "it is booked",
  );
  await at.stage.bridge.settled(at.tenant.id);

  // Another figure of what is booked, what is here already, and one more.
  const other = { ...one, lines: [{ ...sale(first), cents: 10_000 }] };
  const more = { id: "po_of_three", day, lines: [sale(third)] };
  await at.send(WRITE.stripe([other, two, more]), "three.csv");
  const later = new URL(at.stage.page.url()).pathname;
  const said = async () => [
    await at.inList("po_of_one"),
    await at.inList("po_of_two"),
    await at.inList("po_of_three"),
  ];
  const results = await said();
  expect(results[0]).toMatch(/Not taken, as it is booked already.*Booked/);
  expect(results[0]).toContain("A later file says otherwise of this payout");
  expect(results[1]).toMatch(/Already here, nothing changed.*Not booked yet/);
  expect(results[2]).toMatch(/New.*Not booked yet/);
  await at.stage.page.goto(later);
  expect(await said()).toEqual(results);
  expect(await unreadable(at.stage, [later])).toEqual([]);
  // What the first one said stays, with where its payouts stand by now.
  await at.stage.page.goto(address);
  expect(await at.inList("po_of_one")).toMatch(/New.*Booked/);

  await at.send(file, "two.csv");
  expect(await at.text()).toContain(
    "Nothing in this file is new: all 2 payouts were already here.",
  );
  await at.stage.page.goto(at.room());
  expect(await at.main().locator(`#upload a[href='${later}']`).count()).toBe(1);
});

test("a payout says where its file states no total, as cut rows can't be seen then", async () => {
  const said = "The file states no total. Compare the amount with your bank.";
  const shown = async (payout: string, file: string): Promise<string> => {
    await at.send(file, `${payout}.csv`);
    return at.text();
  };
  const of = (id: string, ref: string): string =>
    WRITE.stripe([{ id, day: "2026-03-02", lines: [sale(ref)] }]);
  expect(await shown("po_unstated", of("po_unstated", await at.sold()))).toContain(said);
  // Stripe's own row of the payout.
  const [head = "", line = ""] = of("po_stated", await at.sold()).split(/\r?\n/);
  const total: Record<string, string> = {
    reporting_category: "payout",
    balance_transaction_id: "txn_total",
    gross: "-122.50",
    fee: "0.00",
    net: "-122.50",
  };
  const cells = line.split(",");
  const row = head.split(",").map((column, at) => total[column] ?? cells[at] ?? "");
  const whole = [head, line, row.join(","), ""].join("\n");
  expect(await shown("po_stated", whole)).not.toContain(said);
});
