/** A customer's update without an answer that comes true over a newer one: the look that finds it. */
import { expect, test } from "vitest";
import { Ledger } from "../parties/ledger.ts";
import { ANNA, run } from "./world.ts";

const [OLD, LATE, NEW] = ["08-1", "08-2", "08-3"];
const phoned = (phoneNumber: string) => ({ ...ANNA, phoneNumber });
const look = (ledger: Ledger) => run(ledger, 55, phoned(NEW), {}, ["verify-repeat"]);

/** Her number changed twice; the answer of the first change never came. */
async function changedTwice(): Promise<Ledger> {
  const ledger = new Ledger();
  await run(ledger, 55, phoned(OLD));
  ledger.loseNext = "request";
  expect((await run(ledger, 55, phoned(LATE))).outcome).toBe("unknown-outcome");
  expect((await run(ledger, 55, phoned(NEW))).outcome).toBe("updated");
  return ledger;
}

test("what came true late is written over, and is nobody's change", async () => {
  const ledger = await changedTwice();
  ledger.edit(ledger.only["Id"], { Telephone: LATE });
  // Nothing new is said of her: without a look nobody would see it.
  expect((await run(ledger, 55, phoned(NEW))).codes).toEqual(["customer-known"]);
  expect(ledger.only["Telephone"]).toBe(LATE);
  const looked = await look(ledger);
  expect([looked.outcome, looked.codes.includes("customer-fields-kept")]).toEqual([
    "updated",
    false,
  ]);
  expect(ledger.only["Telephone"]).toBe(NEW);
});

test("where nothing came true late nothing is written, and what a person entered stays", async () => {
  const ledger = await changedTwice();
  const writes = ledger.writes.length;
  expect((await look(ledger)).outcome).toBe("skipped");
  ledger.edit(ledger.only["Id"], { Telephone: "08-99" });
  expect((await look(ledger)).codes).toContain("customer-fields-kept");
  expect([ledger.writes.length, ledger.only["Telephone"]]).toEqual([writes, "08-99"]);
});
