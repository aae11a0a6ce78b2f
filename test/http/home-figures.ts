/** What the tests of a shop's home count with, and how they read its tables. */
import type { OutcomeSum } from "../../src/sync/contract/index.ts";

/** `at`: the day, from the first of the charts' thirty; `gross`: in ten-thousandths. */
export const sum = (
  at: number,
  outcome: string,
  n: number,
  gross: string,
  currency = "SEK",
  flow = "orders",
): OutcomeSum => ({ at, flow, outcome, currency, n, gross, vat: "0" });

/** The cells of the row that begins so. */
export const rowOf = (table: string, begins: string): readonly string[] => {
  const row = table.match(/<tr>.*?<\/tr>/gs)?.find((one) => one.includes(`>${begins}<`)) ?? "";
  return row.match(/>[^<>]+</g)?.map((part) => part.slice(1, -1)) ?? [];
};
