// The totals that a convert may carry: each one given must be the ledger's, to the cent, else nothing is booked and the
// draft stays. Rows are met by their line number. Totals of a credit are given below nought; whether its rows are too is
// a switch.
import { Big } from "big.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import type { Problem } from "../../schema/accept.ts";
import type { Act } from "../../vendor/act.ts";
import { VendorFault } from "../../vendor/fault.ts";
import type { InvoiceContent } from "./content.ts";
import { type Figures, rowFigures } from "./figures.ts";

export function checkExpected(
  act: Act,
  content: InvoiceContent,
  figures: Figures,
  expected: JsonObject,
): void {
  const problems = [
    ...differs("TotalAmountInvoiceCurrency", expected["TotalAmountInvoiceCurrency"], figures.toPay),
    ...differs(
      "TotalVatAmountInvoiceCurrency",
      expected["TotalVatAmountInvoiceCurrency"],
      figures.total.vat,
    ),
    ...differs(
      "TotalRoundingsInvoiceCurrency",
      expected["TotalRoundingsInvoiceCurrency"],
      figures.total.roundings,
    ),
    ...rowProblems(act, content, figures, expected["Rows"]),
  ];
  const [first] = problems;
  if (first !== undefined)
    throw new VendorFault(2000, `ValidationException - ${first.message}`, { problems });
}

function rowProblems(
  act: Act,
  content: InvoiceContent,
  figures: Figures,
  rows: Json | undefined,
): Problem[] {
  const sign = act.switches.get("creditExpectedRows") === "as-total" ? figures.sign : 1;
  const given: readonly Json[] = Array.isArray(rows) ? rows : [];
  return given.filter(isJsonObject).flatMap((row, index): Problem[] => {
    const at = `Rows[${index}]`;
    const line = content.lines.find((one) => one.row["LineNumber"] === row["LineNumber"]);
    if (line === undefined)
      return [
        {
          field: `${at}.LineNumber`,
          message: `The draft has no row with line number ${textOf(row["LineNumber"])}.`,
        },
      ];
    const { net, gross } =
      line.priced === null
        ? { net: new Big(0), gross: new Big(0) }
        : rowFigures(act, content, line.priced);
    return [
      ...differs(
        `${at}.TotalAmountNoVatInvoiceCurrency`,
        row["TotalAmountNoVatInvoiceCurrency"],
        net.times(sign),
      ),
      ...differs(
        `${at}.TotalAmountIncVatInvoiceCurrency`,
        row["TotalAmountIncVatInvoiceCurrency"],
        gross.times(sign),
      ),
    ];
  });
}

function differs(field: string, given: Json | undefined, actual: Big): Problem[] {
  if (typeof given !== "number" || actual.eq(given)) return [];
  return [{ field, message: `${field} was expected to be ${given} but is ${actual.toFixed(2)}.` }];
}
