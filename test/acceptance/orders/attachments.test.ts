/**
 * The PDF of an order beside what stands for it, case by case: the flow's own code against both
 * sandboxes, and what the ledger has in the end, read by a reader of PDF that isn't ours.
 */
import { afterEach, describe, expect, test } from "vitest";
import { decodeBase64 } from "../../../src/domain/platform/text.ts";
import { attachToSalesDocument } from "../../../src/eaccounting/attachments.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug, privateBuyer } from "../../support/orders.ts";
import { readPdf } from "../../support/read-pdf.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const worlds: FlowWorld[] = [];

async function opened(orders: Json, more: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders, ...more });
  worlds.push(world);
  return world;
}

/** Nothing was attached twice, and nothing of another type than was said. */
afterEach(async () => {
  for (const world of worlds.splice(0)) {
    const state = await world.control("eaccounting", "GET", "/state?company=Demo%20AB");
    expect((state as Json)["faultsOfClient"]).toEqual([]);
  }
});

const ALL = ["sales-order", "draft-invoice", "invoice", "mutation"];
const list = async (world: FlowWorld, of: string): Promise<readonly Json[]> =>
  (await world.ledger())[of] ?? [];
const attached = async (world: FlowWorld): Promise<readonly Json[]> => [
  ...(await list(world, "salesdocumentattachments")),
  ...(await list(world, "attachments")),
];
const textOf = async (file: Json | undefined): Promise<string> => {
  const bytes = decodeBase64(String(file?.["Data"]));
  if (bytes === null) throw new Error("not a file");
  return (await readPdf(bytes)).text;
};
const kinds = ({ writes }: Run): readonly string[] => writes.map(({ kind }) => kind);

type Case = {
  readonly name: string;
  readonly orders: Json;
  readonly buyer?: Json;
  /** Where the ledger lists it. */
  readonly document: string;
};
const CASES: readonly Case[] = [
  { name: "a sales order", orders: { type: "sales-order" }, document: "orders" },
  { name: "a draft of a sales order", orders: { orderStatus: "draft" }, document: "orders" },
  {
    name: "a draft that a person books",
    orders: { type: "draft-invoice" },
    document: "customerinvoicedrafts",
  },
  { name: "a booked invoice", orders: { type: "invoice" }, document: "customerinvoices" },
  {
    name: "a booked invoice of a person",
    orders: { type: "invoice" },
    buyer: privateBuyer("Person"),
    document: "customerinvoices",
  },
  {
    name: "the invoice of a sales order that is delivered",
    orders: { type: "sales-order", invoiceOrders: "delivered" },
    buyer: { ...companyBuyer("Delivered"), status: 4 },
    document: "customerinvoices",
  },
];

describe("attached to what stands for the order", () => {
  test.each(CASES.map((one) => [one.name, one] as const))(
    "%s",
    async (_, { orders, buyer = companyBuyer("Zażółć"), document }) => {
      const world = await opened({ ...orders, attachPdf: ALL, orderPage: "https://shop/{id}" });
      const placed = await world.place({ ...buyer, lines: [mug(2)] });
      const run = await world.book(placed.id);
      expect([run.end.outcome, run.codes.filter((code) => code === "pdf-attached")]).toEqual([
        "booked",
        ["pdf-attached"],
      ]);
      expect(kinds(run).at(-1)).toBe("attachment.create");
      const [file, ...others] = await attached(world);
      expect(others).toEqual([]);
      const own = (await list(world, document)).find(({ Id }) => Id === file?.["DocumentId"]);
      expect(own?.["SalesDocumentAttachments"]).toEqual([file?.["Id"]]);
      expect(file?.["OriginalFilename"]).toMatch(
        new RegExp(`^${placed.orderNumber}-[A-Z2-7]{8}\\.pdf$`),
      );
      const text = await textOf(file);
      expect(text).toContain(String(buyer["companyName"] ?? buyer["attentionTo"]));
      expect(text).toContain(`https://shop/${placed.id}`);
      // Told of again, it is as it should be.
      const again = await world.book(placed.id);
      expect([again.writes, again.codes.includes("pdf-attached")]).toEqual([[], true]);
      expect(await attached(world)).toHaveLength(1);
    },
  );

  test("a voucher: uploaded, and linked to it", async () => {
    const world = await opened(
      { type: "mutation", attachPdf: ["mutation"] },
      { lookups: VOUCHER_LOOKUPS },
    );
    const placed = await world.place({ ...companyBuyer("Voucher"), lines: [mug(2)] });
    const run = await world.book(placed.id);
    expect(kinds(run).slice(-2)).toEqual(["attachment.create", "attachment-link.create"]);
    const [file, ...others] = await attached(world);
    const voucher = (await list(world, "vouchers")).find(({ Id }) => Id === file?.["DocumentId"]);
    expect(others).toEqual([]);
    expect(voucher?.["Attachments"]).toMatchObject({ AttachmentIds: [file?.["Id"]] });
    expect(await textOf(file)).toContain("Voucher AB");
    expect((await world.book(placed.id)).writes).toEqual([]);
  });

  test("a credit has one of its own", async () => {
    const world = await opened({ type: "invoice", attachPdf: ["invoice"] });
    const placed = await world.place({ ...companyBuyer("Credited"), lines: [mug(2)] });
    await world.book(placed.id);
    const credit = await world.place({
      ...companyBuyer("Credited"),
      creditsOrderId: placed.id,
      lines: [mug(-1)],
    });
    await world.book(credit.id);
    const files = await attached(world);
    expect(new Set(files.map((file) => file["DocumentId"])).size).toBe(2);
    expect(await textOf(files[1])).toContain("Credit of an order");
  });

  test.each(["sales-order", "draft-invoice", "invoice"])(
    "off, and of other kinds, nothing is written or read beside a %s",
    async (type) => {
      const world = await opened({ type, attachPdf: ALL.filter((one) => one !== type) });
      const placed = await world.place({ ...companyBuyer("Quiet"), lines: [mug()] });
      const run = await world.book(placed.id);
      expect(kinds(run).filter((kind) => kind.startsWith("attachment"))).toEqual([]);
      expect(run.timeline.filter(({ title }) => title.includes("attachment"))).toEqual([]);
      expect(await attached(world)).toEqual([]);
    },
  );

  test("on trial and in a dry run nothing is attached", async () => {
    const world = await opened({ type: "invoice", attachPdf: ALL }, { trial: true });
    const placed = await world.place({ ...companyBuyer("Trial"), lines: [mug()] });
    await world.book(placed.id);
    world.configure({ trial: false });
    await world.dryRun(placed.id);
    expect(await attached(world)).toEqual([]);
  });

  test("what a person linked is left as that person has it", async () => {
    const world = await opened({ type: "sales-order", attachPdf: [] });
    const placed = await world.place({ ...companyBuyer("Linked"), lines: [mug()] });
    await world.book(placed.id);
    world.linkByHand(placed.id);
    world.configure({ orders: { attachPdf: ALL, changedByPerson: "leave" } });
    await world.book(placed.id);
    expect(await attached(world)).toEqual([]);
  });
});

describe("an order that changes", () => {
  test.each(["sales-order", "draft-invoice"])(
    "while it is a %s, the PDF follows, and the one before is taken off",
    async (type) => {
      const world = await opened({ type, attachPdf: ALL });
      const placed = await world.place({ ...companyBuyer("Edited"), lines: [mug(2)] });
      await world.book(placed.id);
      await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(7)] });
      const run = await world.book(placed.id);
      expect(run.codes).toContain("pdf-replaced");
      expect(kinds(run).slice(-2)).toEqual(["attachment.create", "attachment.delete"]);
      const [file, ...others] = await attached(world);
      expect(others).toEqual([]);
      expect(await textOf(file)).toContain(" 7 ");
      expect((await world.book(placed.id)).writes).toEqual([]);
      // As it was before: the file of then is gone, so it is made again.
      await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(2)] });
      expect((await world.book(placed.id)).codes).toContain("pdf-replaced");
      expect(await attached(world)).toHaveLength(1);
    },
  );

  test("what is booked keeps what it was booked with", async () => {
    const world = await opened({
      type: "invoice",
      attachPdf: ALL,
      editedAfterBooking: "delta",
    });
    const placed = await world.place({ ...companyBuyer("Booked"), lines: [mug(2)] });
    await world.book(placed.id);
    const before = await attached(world);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(5)] });
    await world.book(placed.id);
    expect(await attached(world)).toEqual(before);
  });

  test.each(["no", "yes"])(
    "a sales order with a PDF has one as an invoice, whether the ledger takes it along (%s)",
    async (follows) => {
      const world = await opened({
        type: "sales-order",
        invoiceOrders: "delivered",
        attachPdf: ALL,
      });
      await world.control("eaccounting", "PUT", "/switches", { attachmentsFollowBooking: follows });
      const placed = await world.place({ ...companyBuyer("Later"), status: 2, lines: [mug(2)] });
      await world.book(placed.id);
      await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 4 });
      await world.book(placed.id);
      const [invoice] = await list(world, "customerinvoices");
      expect(invoice?.["SalesDocumentAttachments"]).toHaveLength(1);
      expect(await attached(world)).toHaveLength(follows === "yes" ? 1 : 2);
      expect((await world.book(placed.id)).writes).toEqual([]);
    },
  );
});

describe("what goes wrong with it touches nothing else", () => {
  test("refused: the invoice stands, a person is told, and a retry attaches it", async () => {
    const world = await opened({ type: "invoice", attachPdf: ALL });
    await world.control("eaccounting", "PUT", "/switches", { attachmentMaxBytes: 100 });
    const placed = await world.place({ ...companyBuyer("Refused"), lines: [mug()] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "attachment-refused"]);
    expect(await list(world, "customerinvoices")).toHaveLength(1);
    await world.control("eaccounting", "PUT", "/switches", { attachmentMaxBytes: 5_000_000 });
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([again.end.outcome, again.codes.includes("pdf-attached")]).toEqual(["booked", true]);
    expect(await list(world, "customerinvoices")).toHaveLength(1);
    expect(await attached(world)).toHaveLength(1);
  });

  test("the newer one refused: the older stands, and nobody has to see to it", async () => {
    const world = await opened({ type: "sales-order", attachPdf: ALL });
    const placed = await world.place({ ...companyBuyer("Older"), lines: [mug()] });
    await world.book(placed.id);
    await world.control("eaccounting", "PUT", "/switches", { attachmentMaxBytes: 100 });
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(4)] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.includes("old-pdf-stands")]).toEqual(["updated", true]);
    expect(await attached(world)).toHaveLength(1);
  });

  test.each([
    ["attachment.create", { type: "invoice" }, {}],
    ["attachment.create", { type: "mutation" }, { lookups: VOUCHER_LOOKUPS }],
    ["attachment-link.create", { type: "mutation" }, { lookups: VOUCHER_LOOKUPS }],
  ] as const)(
    "an answer of %s that is lost is looked for, and not asked for again (%o)",
    async (lost, orders, more) => {
      const world = await opened({ ...orders, attachPdf: ALL }, more);
      const placed = await world.place({ ...companyBuyer("Lost"), lines: [mug(2)] });
      world.answered = async (kind) => {
        if (kind === lost) throw new Error("the answer is lost");
      };
      await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
      world.answered = null;
      await world.resolveDoubts(placed.id);
      const run = await world.book(placed.id);
      expect(kinds(run).filter((kind) => kind === lost)).toEqual([]);
      const files = await attached(world);
      expect(files).toHaveLength(1);
      expect(files[0]?.["DocumentId"]).not.toBeNull();
      expect((await world.book(placed.id)).writes).toEqual([]);
    },
  );

  test("left open after all looks: said, and only a retry looks once more and attaches it", async () => {
    const world = await opened({ type: "sales-order", attachPdf: ALL });
    const placed = await world.place({ ...companyBuyer("Open"), lines: [mug(2)] });
    await world.book(placed.id);
    world.closeWithoutAnswer("attachment.create");
    const told = await world.book(placed.id);
    expect([told.end.outcome, told.codes[0], told.writes]).toEqual([
      "needs-attention",
      "attachment-in-doubt",
      [],
    ]);
    // It came through after all: the retry finds it.
    const found = await world.book(placed.id, ["retry-by-person"]);
    expect(kinds(found)).toEqual([]);
    expect(await attached(world)).toHaveLength(1);
  });

  test("sent twice and there twice: the younger is taken off", async () => {
    const world = await opened({ type: "invoice", attachPdf: ALL });
    const placed = await world.place({ ...companyBuyer("Twice"), lines: [mug(2)] });
    await world.book(placed.id);
    const [file] = await attached(world);
    const name = String(file?.["OriginalFilename"]).replace(".pdf", "");
    const bytes = decodeBase64(String(file?.["Data"])) ?? new Uint8Array();
    const again = attachToSalesDocument("invoice", String(file?.["DocumentId"]), { name, bytes });
    await world.look(placed.id, (ports) => ports.read(again));
    expect(await attached(world)).toHaveLength(2);
    // The test did that, not the client.
    worlds.pop();
    await world.book(placed.id, ["verify-repeat"]);
    expect((await attached(world)).map(({ Id }) => Id)).toEqual([file?.["Id"]]);
  });

  test("a journal that began later finds the file that is there", async () => {
    const world = await opened({ type: "sales-order", attachPdf: ALL });
    const placed = await world.place({ ...companyBuyer("Restored"), lines: [mug(2)] });
    await world.book(placed.id);
    world.lose(`order:${placed.id}`);
    await world.book(placed.id);
    expect(await attached(world)).toHaveLength(1);
  });
});
