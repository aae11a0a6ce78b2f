/** The same in the runtime that the Worker has: PDFKit and the font load, and nothing needs eval. */
import { expect, test } from "vitest";
import { drawPdf } from "../../../../src/flows/orders/supporting/draw.ts";
import { supportingFacts } from "../../../../src/flows/orders/supporting/facts.ts";
import { settingsSchema } from "../../../../src/settings/schema.ts";
import { company, order } from "../kit.ts";

test("a document is drawn in the Worker's runtime", async () => {
  const facts = supportingFacts(
    { settings: settingsSchema.parse({}), lists: { company } } as Parameters<
      typeof supportingFacts
    >[0],
    order([{ text: "Kubek żółty", price: "19.99" }]),
  );
  const bytes = await drawPdf(facts, "pl");
  expect(new TextDecoder("latin1").decode(bytes.slice(0, 5))).toBe("%PDF-");
  expect(bytes.length).toBeGreaterThan(5000);
  expect(await drawPdf(facts, "pl")).toEqual(bytes);
});
