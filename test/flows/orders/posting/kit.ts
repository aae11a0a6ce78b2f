/** The ledger's chart as the bridge reads it, a run's prediction, and what the sandbox booked. */
import { dec, sum } from "../../../../src/domain/money.ts";
import type { Chart, Posting, ReadLine } from "../../../../src/domain/ledger/posting.ts";
import { listed, READ_NAMES } from "../../../../src/flows/vendor-reads/lists.ts";
import { chartFrom } from "../../../../src/flows/orders/posting/documents.ts";
import {
  type ComparedLine,
  comparePosting,
} from "../../../../src/flows/orders/posting/posting-vs-voucher.ts";
import { predictPosting } from "../../../../src/flows/orders/posting/predict.ts";
import { money } from "../../../support/invoices.ts";
import { byText } from "../../../support/sorted.ts";
import type { FlowWorld, Json, Run } from "../../../support/flow-world.ts";

export async function chartOf(world: FlowWorld): Promise<Chart> {
  const read = await world.look(1, (ports) =>
    READ_NAMES["eaccounting.accounts"](
      ports.readPage,
      ports.administrationId,
      world.settings,
      (patch) => ports.saveLists(patch),
    ),
  );
  if (!read.ok) throw new Error(`no chart: ${JSON.stringify(read.error)}`);
  return chartFrom(listed(read.value).entries);
}

export function predicted({ plan, input, codes }: Run, chart: Chart): Posting {
  if (plan?.kind !== "write" || input === null)
    throw new Error(`nothing was planned: ${codes.join(", ")}`);
  return predictPosting(input, plan.document, chart);
}

/** Debit less credit. */
export const balance = ({ lines }: Posting): string =>
  sum(lines.map((line) => dec(line.debit).minus(dec(line.credit)))).toFixed(2);

/** Its accounts as text; "null" is one that the ledger alone knows. */
export const known = ({ lines }: Posting): readonly string[] =>
  lines.map(({ account }) => String(account)).toSorted(byText);

/** As the sandbox keeps them. */
const rowsOf = (voucher: Json | undefined): readonly ReadLine[] =>
  ((voucher?.["Rows"] ?? []) as Json[]).map((row) => ({
    account: Number(row["AccountNumber"]),
    name: null,
    debit: money(row["DebitAmount"]),
    credit: money(row["CreditAmount"]),
    vatCodeId: null,
    vatCode: null,
  }));

/** Between the prediction and the voucher of the invoice that carries the plan's marker. */
export async function differences(
  world: FlowWorld,
  { input }: Run,
  posting: Posting,
): Promise<readonly ComparedLine[]> {
  const { customerinvoices = [], vouchers = [] } = await world.ledger();
  const invoice = customerinvoices.find((one) => one["OurReference"] === input?.marker.text);
  const voucher = vouchers.find((one) => one["SourceId"] === invoice?.["Id"]);
  if (voucher === undefined) throw new Error("nothing was booked");
  return comparePosting(
    posting,
    { lines: rowsOf(voucher) },
    String(Number(invoice?.["CurrencyRate"])),
  ).lines.filter(({ differs }) => differs);
}
