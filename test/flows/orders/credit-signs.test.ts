/**
 * The sign of a credit's rows, learnt from the ledger's first refusal: of the draft when it is
 * written, or of its booking.
 */
import { describe, expect, test } from "vitest";
import type { ListedFacts } from "../../../src/domain/jobs/listed.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { ascending } from "../../support/sorted.ts";

const ROWS = ["positive", "negative"] as const;
const TAKEN = ["taken", "refused"] as const;
const POSITIONS = ROWS.flatMap((creditRows) =>
  TAKEN.flatMap((creditOfWrongSign) =>
    TAKEN.map((creditDraftOfWrongSign) => ({
      creditRows,
      creditOfWrongSign,
      creditDraftOfWrongSign,
    })),
  ),
);

let n = 0;

/** An invoice, and what credits of it may say. */
async function invoiced(switches: Json, orders: Json = {}) {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/switches", switches);
  world.configure({ orders: { type: "invoice", ...orders } });
  const who = companyBuyer(`Sign${(n += 1)}`);
  const sale = await world.place({ ...who, lines: [mug(10)] });
  expect((await world.book(sale.id)).end.outcome).toBe("booked");
  const credit = (quantity: number, more: Json = {}) =>
    world.place({ ...who, creditsOrderId: sale.id, lines: [mug(-quantity)], ...more });
  return { world, credit };
}

const credits = async (world: FlowWorld) =>
  ((await world.ledger())["customerinvoices"] ?? []).filter(
    (one) => one["IsCreditInvoice"] === true,
  );
const kinds = ({ writes }: { readonly writes: readonly { readonly kind: string }[] }) =>
  writes.map(({ kind }) => kind);

describe.each(POSITIONS)("where the ledger has %o", (switches) => {
  test("a credit is booked as one, and the second costs no more than an invoice", async () => {
    const { world, credit } = await invoiced(switches);
    const [first, second] = [await credit(3), await credit(2)];
    expect((await world.book(first.id)).codes[0]).toBe("credit-booked");
    const run = await world.book(second.id);
    expect([run.codes[0], kinds(run)]).toEqual([
      "credit-booked",
      ["draft.create", "draft.convert"],
    ]);
    const left = (await credits(world)).map((one) => Number(one["RemainingAmountInvoiceCurrency"]));
    const wanted = [first, second].map((one) => -Math.abs(Number(one["amountInclVat"])));
    expect(left.toSorted(ascending)).toEqual(wanted.toSorted(ascending));
    expect((await world.ledger())["customerinvoicedrafts"]).toEqual([]);
  });

  test("a draft that was taken and then lost its answer is found, and booked as a credit", async () => {
    const { world, credit } = await invoiced(switches);
    const placed = await credit(3);
    world.answered = async (kind) => {
      const { customerinvoicedrafts = [] } = await world.ledger();
      if (kind === "draft.create" && customerinvoicedrafts.length > 0)
        throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    await world.resolveDoubts(placed.id);
    // What was learnt by then went with the run.
    expect((await world.book(placed.id)).codes[0]).toBe("credit-booked");
    expect((await credits(world)).length).toBe(1);
  });
});

test("where only the other sign is taken, a draft that isn't booked by us is made with it, and the next one at once", async () => {
  const wrong = { creditRows: "negative", creditDraftOfWrongSign: "refused" };
  const { world, credit } = await invoiced(wrong);
  world.configure({ orders: { type: "draft-invoice" } });
  const [first, second] = [await credit(3), await credit(2)];
  expect((await world.book(first.id)).codes[0]).toBe("credit-draft-made");
  const run = await world.book(second.id);
  expect([run.codes[0], kinds(run)]).toEqual(["credit-draft-made", ["draft.create"]]);
});

test("what is refused with both signs is told as it was refused first, and nothing is learnt of it", async () => {
  const { world, credit } = await invoiced({});
  const placed = await credit(3);
  const body = {
    ErrorCode: 2000,
    DeveloperErrorMessage: "ValidationException",
    ErrorId: "x",
    Errors: [{ Field: "Rows[0].Text", Message: "no" }],
  };
  await world.control("eaccounting", "POST", "/faults", {
    route: "POST /v2/customerinvoicedrafts",
    kind: "status",
    status: 400,
    body,
    times: 2,
  });
  await expect(world.book(placed.id)).rejects.toThrow("Rows[0].Text");
  expect((await world.book(placed.id)).codes[0]).toBe("credit-booked");
  expect(world.lists.learnt.creditRows).toBe(1);
});

test.each(["negative", "positive"] as const)(
  "whichever sign the shop gives to credits (%s), what an order comes to and its rates are below zero",
  async (creditSign) => {
    const { world, credit } = await invoiced({}, { creditSign });
    const placed = await credit(creditSign === "negative" ? 3 : -3);
    let facts: ListedFacts | undefined;
    const ended = await world.look(placed.id, async (ports) =>
      runOrder({ ...ports, listed: (told) => (facts = told.facts) }),
    );
    const { gross, vat } = (ended.ok ? ended.value.figures : null) ?? expect.unreachable();
    const said = Math.abs(Number(placed["amountInclVat"]));
    expect([Number(gross), Number(vat) < 0]).toEqual([-said, true]);
    expect(facts?.charged).toMatchObject({ gross, vat });
    expect(facts?.rates.map(([, net, ofRate]) => [net, ofRate])).toEqual([[facts?.net, vat]]);
    expect(Number(facts?.net)).toBeLessThan(0);
  },
);
