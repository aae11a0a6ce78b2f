/**
 * Generated orders under every switch that touches money: a dry run writes nothing and shows what
 * is then written.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SalesOrder } from "../../../src/domain/orders/sales-order.ts";
import type { Run, SentRequest } from "../../support/flow-world.ts";
import { documentOf, isUntold, place, sold, switches, type, worldUnder } from "./generated.kit.ts";

/** A request as a dry run can know it: ids of what is made only then are placeholders. */
function known(writes: readonly SentRequest[]): readonly string[] {
  const made = writes
    .filter(({ kind }) => /create|convert/.test(kind))
    .flatMap(({ answer }) =>
      typeof answer === "object" && answer !== null && "Id" in answer ? [String(answer.Id)] : [],
    );
  return writes.map(({ kind, request }) =>
    made.reduce(
      (all, id) => all.replaceAll(id, NOBODY),
      `${kind} ${request.method} ${request.path} ${JSON.stringify(request.body)}`,
    ),
  );
}
/** Where rounding is open, so is the VAT that the ledger is told to expect. */
const without =
  ({ codes }: Run) =>
  (request: string): string =>
    codes.includes("dry-run-rounding-open")
      ? request.replace(/"TotalVatAmountInvoiceCurrency":-?[\d.]+/, "")
      : request;
const NOBODY = "00000000-0000-0000-0000-000000000000";

test("a dry run changes nothing on either side and shows exactly what the real run then writes, but for the rounding it says is open", async () => {
  await fc.assert(
    fc.asyncProperty(
      switches,
      type,
      fc.array(sold, { minLength: 2, maxLength: 4 }),
      async (under, of, orders) => {
        // The usual reading of price bases: any other is learnt by the first answer, which no dry run can know.
        const world = await worldUnder(
          { ...under, ledger: { ...under.ledger, includesVatReading: "private-unless-setting" } },
          of,
        );
        for (const order of orders) {
          const placed = await place(world, order);
          if (placed === null) continue;
          const before = [
            await world.ledger(),
            await world.control("asperion", "GET", "/state"),
          ].map((state) => JSON.stringify(state));
          const shown = await world.dryRun(placed.id);
          expect(
            [await world.ledger(), await world.control("asperion", "GET", "/state")].map((state) =>
              JSON.stringify(state),
            ),
          ).toEqual(before);
          expect([
            shown.writes,
            world.documentsOf(placed.id),
            world.journalOf(`order:${placed.id}`),
          ]).toEqual([[], [], []]);
          const run = await world.book(placed.id);
          if (isUntold(run, under)) continue;
          const corrected = run.writes.some(
            ({ kind }) => kind.endsWith(".update") && kind !== "customer.update",
          );
          if (corrected) expect(shown.codes).toContain("dry-run-rounding-open");
          else
            expect(known(shown.rehearsed).map(without(shown))).toEqual(
              known(run.writes).map(without(shown)),
            );
          const bound = shown.end.reasons.find(({ code }) => code === "dry-run-rounding-open")
            ?.params["bound"];
          if (corrected && shown.plan?.kind === "write") {
            const closing = (document: SalesOrder): number =>
              Number(document.rows.find(({ role }) => role === "closing")?.amount ?? "0");
            expect(
              Math.abs(closing(documentOf(run)) - closing(shown.plan.document)),
            ).toBeLessThanOrEqual(Number(bound) + 1e-9);
          }
        }
      },
    ),
    { numRuns: 90 },
  );
});
