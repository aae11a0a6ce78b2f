/**
 * A person's resync reads the linked customer in the ledger, though the shop says nothing new of
 * it: what was renamed or moved there, and that it was deleted. Webhooks and sweeps read nothing.
 */
import { expect, test } from "vitest";
import { previewDebtor } from "../../../src/flows/customers/preview.ts";
import { STALE_FINGERPRINT } from "../../../src/flows/journal.ts";
import { answer, Ledger } from "../parties/ledger.ts";
import { ANNA, type Given, run, settingsOf } from "./world.ts";

/** As a person's resync of a customer, which is a retry. */
const ASKED = ["resync", "retry-by-person"];

const synced = async (): Promise<Ledger> => {
  const ledger = new Ledger();
  expect((await run(ledger, 55, ANNA)).codes).toContain("customer-created");
  return ledger;
};

const resync = (ledger: Ledger, given: Given = {}) => run(ledger, 55, ANNA, given, ASKED);

/** What the sheet says before it is confirmed. */
async function sheet(ledger: Ledger, given: Given = {}) {
  const ports = ledger.ports("dry-run:again:resync:debtor:55", settingsOf(given), () =>
    answer({
      _data: [ANNA],
      _meta: {
        administrationId: 7,
        totalCount: 1,
        pageCount: 1,
        nextPage: null,
        previousPage: null,
        self: "",
      },
    }),
  );
  const preview = await previewDebtor({ ...ports, eventTypes: ASKED }, "debtor:55");
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  const { rows, left, same } = preview.value;
  return { does: rows.map(({ does }) => does), left: left.map(({ reason }) => reason.code), same };
}

test("an unchanged customer is read once, and nothing is written; a webhook doesn't read it", async () => {
  const ledger = await synced();
  const [reads, writes] = [ledger.reads, ledger.writes.length];
  expect((await run(ledger, 55, ANNA)).codes).toEqual(["customer-known"]);
  expect(ledger.reads).toBe(reads);
  expect(await resync(ledger)).toMatchObject({ outcome: "skipped" });
  expect([ledger.reads, ledger.writes.length]).toEqual([reads + 1, writes]);
  expect(await sheet(ledger)).toEqual({ does: [], left: [], same: 1 });
});

test("what was corrected in the ledger stays, and both the sheet and the run say which fields", async () => {
  const ledger = await synced();
  const moved = { InvoiceAddress1: "Nya gatan 9", InvoiceCity: "Malmö", Name: "Anna Ek" };
  ledger.edit(ledger.only["Id"], moved);
  expect(await sheet(ledger)).toEqual({ does: [], left: ["customer-fields-kept"], same: 0 });
  const ran = await resync(ledger);
  expect([ran.outcome, ran.params["customer-fields-kept"]]).toMatchObject([
    "skipped",
    { fields: expect.stringMatching(/Name.*InvoiceAddress1/) },
  ]);
  expect(ledger.only).toMatchObject(moved);
});

test("where the shop's fields win, the correction is written over, as the sheet shows", async () => {
  const ledger = await synced();
  const given: Given = { customers: { changedByPerson: "overwrite" } };
  ledger.edit(ledger.only["Id"], { InvoiceCity: "Malmö" });
  await run(ledger, 55, ANNA, given);
  ledger.edit(ledger.only["Id"], { InvoiceCity: "Malmö" });
  expect((await sheet(ledger, given)).does).toEqual(["update"]);
  expect((await resync(ledger, given)).outcome).toBe("updated");
  expect(ledger.only["InvoiceCity"]).toBe("Stockholm");
});

test("one that was deleted in the ledger is told to be gone, and made again where that is allowed", async () => {
  const ledger = await synced();
  const before = ledger.only["Id"];
  ledger.customers.clear();
  expect(await sheet(ledger)).toEqual({ does: ["create"], left: ["customer-gone"], same: 0 });
  const ran = await resync(ledger);
  expect([ran.outcome, ran.codes[0], ran.codes.includes("customer-created")]).toEqual([
    "updated",
    "customer-gone",
    true,
  ]);
  expect(ran.params["customer-gone"]).toEqual({ customer: before, number: "AS55" });
  expect(ledger.linked("55")?.customer.id).toBe(ledger.only["Id"]);
});

test("one that is gone and may not be made isn't up to date: later runs look again", async () => {
  const ledger = await synced();
  const given: Given = { customers: { create: false } };
  ledger.customers.clear();
  expect(await sheet(ledger, given)).toEqual({ does: [], left: ["customer-gone"], same: 0 });
  const ran = await resync(ledger, given);
  expect([ran.outcome, ran.codes]).toEqual(["skipped", ["customer-gone", "customer-not-made"]]);
  expect(ledger.linked("55")?.fingerprint).toBe(STALE_FINGERPRINT);
  expect((await run(ledger, 55, ANNA, given)).codes).toEqual(["customer-not-made"]);
});
