import { describe, expect, test } from "vitest";
import { guardOf, ownedOfNew } from "../../../src/flows/parties/guard.ts";
import type { OwnedHashes } from "../../../src/flows/port.ts";

const ID = "d0000000-0000-4000-8000-000000000001";
const NOON = Date.parse("2026-11-24T12:00:00Z");
const written = { Name: "Anna", Telephone: "08-1", InvoiceCity: "Lund" };
const guard = (
  raw: Record<string, unknown>,
  planned: Record<string, unknown>,
  ours: OwnedHashes | null,
  now = NOON,
) => guardOf(ID, raw, planned, ours, now);

describe("a field that a person changed", () => {
  test("is told from one that only the shop changed", async () => {
    const ours = await ownedOfNew(ID, written);
    const found = await guard(
      { ...written, Telephone: "08-9" },
      { ...written, InvoiceCity: "Malmö" },
      ours,
    );
    expect([found.byPerson, found.byBoth]).toEqual([["Telephone"], []]);
  });

  test("is told as changed by both where the shop has a new value as well", async () => {
    const ours = await ownedOfNew(ID, written);
    expect(
      (await guard({ ...written, Telephone: "08-9" }, { ...written, Telephone: "08-2" }, ours))
        .byBoth,
    ).toEqual(["Telephone"]);
  });

  test("is nobody's affair where both say the same, or the shop says nothing of it", async () => {
    const ours = await ownedOfNew(ID, written);
    expect(
      (await guard({ ...written, Telephone: "08-9" }, { ...written, Telephone: "08-9" }, ours))
        .byPerson,
    ).toEqual([]);
    expect((await guard({ ...written, MobilePhone: "070-1" }, written, ours)).byPerson).toEqual([]);
  });

  test("isn't one where only the writing differs: blanks around it, empty for nothing", async () => {
    const ours = await ownedOfNew(ID, { ...written, MobilePhone: null });
    expect(
      (
        await guard(
          { ...written, Telephone: " 08-1 ", MobilePhone: "" },
          { ...written, Telephone: "08-2", MobilePhone: "070-2" },
          ours,
        )
      ).byPerson,
    ).toEqual([]);
  });

  test("can't be known of a customer that we never wrote, nor of a field that became ours since", async () => {
    expect((await guard({ ...written, Telephone: "08-9" }, written, null)).byPerson).toEqual([]);
    const { Telephone: _, ...fewer } = await ownedOfNew(ID, written);
    expect((await guard({ ...written, Telephone: "08-9" }, written, fewer)).byPerson).toEqual([]);
  });
});

describe("what is remembered", () => {
  test("after an answer is what the ledger stored, but a field that was kept stays a person's for good", async () => {
    const ours = await ownedOfNew(ID, written);
    const raw = { ...written, Telephone: "08-9" };
    const planned = { ...written, InvoiceCity: "Malmö" };
    const first = await guard(raw, planned, ours);
    const after = await first.settled({ ...raw, InvoiceCity: "Malmö" }, first.byPerson);
    expect((await guard({ ...raw, InvoiceCity: "Malmö" }, planned, after)).byPerson).toEqual([
      "Telephone",
    ]);
    expect((await guard({ ...raw, InvoiceCity: "Ystad" }, planned, after)).byPerson).toEqual([
      "Telephone",
      "InvoiceCity",
    ]);
  });

  test("of a field that the shop doesn't know is what it held at first: what a person enters there is theirs", async () => {
    const first = await guard({ ...written, MobilePhone: null }, written, null);
    const after = await first.settled({ ...written, MobilePhone: null }, []);
    const entered = { ...written, MobilePhone: "070-1" };
    const second = await (await guard(entered, written, after)).settled(entered, []);
    expect((await guard(entered, { ...written, MobilePhone: "070-2" }, second)).byPerson).toEqual([
      "MobilePhone",
    ]);
  });

  test("before an answer is the old value and the new one: whichever the ledger holds later, nobody changed it", async () => {
    const ours = await ownedOfNew(ID, written);
    const pending = (await guard(written, { ...written, Telephone: "08-2" }, ours)).pending([]);
    for (const Telephone of ["08-1", "08-2"])
      expect(
        (await guard({ ...written, Telephone }, { ...written, Telephone: "08-3" }, pending))
          .byPerson,
      ).toEqual([]);
    expect(
      (await guard({ ...written, Telephone: "08-7" }, { ...written, Telephone: "08-3" }, pending))
        .byPerson,
    ).toEqual(["Telephone"]);
  });

  test("of an update without an answer stays ours for an hour, whatever was written since", async () => {
    const MINUTE = 60_000;
    const ours = await ownedOfNew(ID, written);
    const lost = { ...written, Telephone: "08-2" };
    const pending = (await guard(written, lost, ours)).pending([]);
    // It didn't come through by then; the next one did, and changed the city as well.
    const next = { ...written, Telephone: "08-3", InvoiceCity: "Malmö" };
    const settled = await (await guard(written, next, pending, NOON + MINUTE)).settled(next, []);
    const late = (telephone: string, now: number) =>
      guard(
        { ...written, Telephone: telephone },
        { ...next, Telephone: "08-4" },
        settled,
        now,
      ).then(({ byPerson }) => byPerson);
    // It lands with the city that it carried.
    expect(await late("08-2", NOON + 15 * MINUTE)).toEqual([]);
    expect(await late("08-7", NOON + 15 * MINUTE)).toEqual(["Telephone"]);
    // The next answer after that hour forgets it.
    const after = await (await guard(next, next, settled, NOON + 61 * MINUTE)).settled(next, []);
    expect(
      (await guard(lost, { ...next, Telephone: "08-4" }, after, NOON + 62 * MINUTE)).byPerson,
    ).toEqual(["Telephone", "InvoiceCity"]);
    expect(Object.keys(after)).not.toContain("~late");
  });

  test("of what another flow keeps of the customer is left as it was", async () => {
    const ours = { ...(await ownedOfNew(ID, written)), CustomerLabels: ["abcdef"] };
    const found = await guard(written, { ...written, Telephone: "08-2" }, ours);
    expect(found.pending([])["CustomerLabels"]).toEqual(["abcdef"]);
    expect((await found.settled({ ...written, Telephone: "08-2" }, []))["CustomerLabels"]).toEqual([
      "abcdef",
    ]);
  });

  test("holds no value in the clear, and two customers with one number don't show it", async () => {
    const [one, other] = [await ownedOfNew(ID, written), await ownedOfNew("other", written)];
    expect(JSON.stringify(one)).not.toContain("08-1");
    expect(one["Telephone"]).not.toEqual(other["Telephone"]);
    expect(one["Telephone"]?.[0]).toMatch(/^[0-9a-f]{6}$/);
  });
});
