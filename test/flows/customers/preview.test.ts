/** What a preview of a run of customers says, and that each costs a bounded number of reads. */
import { expect, test } from "vitest";
import { debtorIdentity } from "../../../src/domain/parties/party.ts";
import { ok } from "../../../src/domain/result.ts";
import { previewCustomers } from "../../../src/flows/customers/preview.ts";
import { answer, Ledger, type Raw } from "../parties/ledger.ts";
import { ANNA, ANNA_THERE, BYGG, settingsOf } from "./world.ts";

const NOON = String(Date.parse("2026-11-24T12:00:00Z"));

const never = async (): Promise<never> => {
  throw new Error("a preview writes nothing");
};
const forgets = (): never => {
  throw new Error("a preview remembers nothing");
};

async function previewOf(
  debtors: readonly Raw[],
  ledger = new Ledger(),
  memory: Record<string, string> = { "debtors-since": NOON },
  classifyBy: "none" | "characteristic4" = "none",
) {
  let reads = 0;
  const told: string[] = [];
  const list = (data: readonly Raw[]) => ({
    _data: data,
    _meta: {
      administrationId: 7,
      totalCount: data.length,
      pageCount: 1,
      nextPage: null,
      previousPage: null,
      self: "",
    },
  });
  const ports = ledger.ports(
    "dry-run:run:customers",
    settingsOf({ customers: { enabled: false, classifyBy } }),
    ({ path, query }) => {
      reads += 1;
      const id = String(query["Id"] ?? path.split("/").at(-1));
      return answer(list(debtors.filter((one) => String(one["id"]) === id)));
    },
  );
  const preview = await previewCustomers({
    ...ports,
    memory,
    readPage: async () =>
      ok({
        status: 200,
        body: list(debtors.map((one) => ({ ...one, dateLastChange: "2026-11-24T13:30:00" }))),
        isJson: true,
        headers: { date: "Tue, 24 Nov 2026 12:00:00 GMT" },
      }),
    write: never,
    enqueue: never,
    progress: never,
    remember: forgets,
    saveLink: forgets,
    person: (identity) => void told.push(identity),
  });
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  return { preview: preview.value, reads, told };
}

test("one that would be made stands with its fields, one that differs with what it has; off or on", async () => {
  const ledger = new Ledger();
  ledger.add({ ...ANNA_THERE, InvoiceAddress1: "Gamla vägen 3" });
  const { preview, told } = await previewOf([ANNA, BYGG], ledger);
  expect(preview).toMatchObject({ total: 2, read: 2, create: 1, update: 1, same: 0, unlooked: 0 });
  const [anna, bygg] = preview.rows;
  expect(anna).toMatchObject({ code: "10055", name: "Anna Svensson", does: "update" });
  expect(anna?.changes).toContainEqual({
    field: "InvoiceAddress1",
    from: "Gamla vägen 3",
    to: "Storgatan 1",
  });
  expect(bygg).toMatchObject({ code: "10056", name: "Bygg AB", does: "create" });
  expect(bygg?.changes).toContainEqual({
    field: "EmailAddress",
    from: null,
    to: "info@bygg.example",
  });
  // Their names are found and erased with all that stands under them.
  expect(told).toContain(debtorIdentity(55));
});

test("the first look takes nobody, and says so", async () => {
  const { preview, reads } = await previewOf([ANNA], new Ledger(), {});
  expect(preview).toMatchObject({ first: true, total: 0, rows: [] });
  expect(reads).toBe(0);
});

test("of a long list the first twenty are worked out, and the others counted", async () => {
  const many = Array.from({ length: 45 }, (_, at) => ({
    ...ANNA,
    id: 100 + at,
    customerNumber: `C${at}`,
    emailAddress: `one-${at}@example.com`,
  }));
  const { preview, reads } = await previewOf(many);
  expect(preview).toMatchObject({ total: 45, read: 20, create: 20, unlooked: 25 });
  expect(reads).toBeLessThanOrEqual(20);
});

test("another change is another mark", async () => {
  const before = (await previewOf([ANNA])).preview;
  const after = (await previewOf([{ ...ANNA, city: "Lund" }])).preview;
  expect(before.mark).not.toBe(after.mark);
  expect((await previewOf([ANNA])).preview.mark).toBe(before.mark);
});

test("a label that would be put on or taken off is shown, and one that is worn is no change", async () => {
  const ledger = new Ledger();
  ledger.labels.push({ Id: "1", Name: "Gold", Description: null });
  ledger.add({ ...ANNA_THERE, CustomerLabels: [{ Id: "1", Name: "Gold", Description: null }] });
  const labelled = async (characteristic4: string) => {
    const debtors = [
      { ...ANNA, characteristic4 },
      { ...BYGG, characteristic4 },
    ];
    return (await previewOf(debtors, ledger, undefined, "characteristic4")).preview;
  };
  const other = await labelled("Silver");
  expect(other).toMatchObject({ create: 1, update: 1, same: 0 });
  expect(other.rows[0]?.changes).toEqual([
    { field: "CustomerLabels", from: "Gold", to: "Gold, Silver" },
  ]);
  expect(other.rows[1]?.changes).toContainEqual({
    field: "CustomerLabels",
    from: null,
    to: "Silver",
  });
  expect(await labelled("Gold")).toMatchObject({ create: 1, update: 0, same: 1 });
});
