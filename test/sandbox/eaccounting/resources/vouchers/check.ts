// A voucher of a client, checked as a whole and ready to be posted: period open, rows right, both sides equal. It is one
// POST with no way back; a wrong one is put right by another.
import { Big } from "big.js";
import type { Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { sum } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, VendorFault } from "../../vendor/fault.ts";
import { queryFlags } from "../../vendor/query-flags.ts";
import type { Posting, VoucherToPost } from "../ledger/post.ts";
import { requireOpenPeriod, VOUCHER_LOCK } from "../lock.ts";
import { withVat } from "./auto-vat.ts";
import { postingsOf } from "./rows.ts";

export const MANUAL = 2;
export const SIE_IMPORT = 9;

interface VoucherFlags {
  readonly useAutomaticVatCalculation: boolean;
  readonly useDefaultVatCodes: boolean;
  readonly useDefaultVoucherSeries: boolean;
}

const DEFAULT_FLAGS: VoucherFlags = {
  useAutomaticVatCalculation: false,
  useDefaultVatCodes: true,
  useDefaultVoucherSeries: true,
};

export function voucherFlags(act: Act, query: Readonly<Record<string, string>>): VoucherFlags {
  return queryFlags(act, query, { ...DEFAULT_FLAGS });
}

export function checkVoucher(
  act: Act,
  value: Readonly<Record<string, Json>>,
  flags: VoucherFlags,
  path = "Rows",
): VoucherToPost {
  const day = textOf(value["VoucherDate"]);
  requireOpenPeriod(act, day, VOUCHER_LOCK);
  const rows = postingsOf(
    act,
    { day, defaultVatCodes: flags.useDefaultVatCodes, manual: true },
    value["Rows"],
    path,
  );
  const postings = flags.useAutomaticVatCalculation ? withVat(act, rows) : rows;
  checkBalance(postings);
  checkAttachments(act, value["Attachments"]);
  return {
    day,
    text: textOf(value["VoucherText"]),
    type: MANUAL,
    sourceId: null,
    series: seriesOf(value, flags),
    postings,
  };
}

/** The vendor's answer names no row. */
function checkBalance(postings: readonly Posting[]): void {
  if (postings.length === 0)
    throw new VendorFault(2000, "ValidationException - The voucher must have rows.");
  const off = sum(postings.map((posting) => posting.amount));
  if (!off.eq(new Big(0)))
    throw new VendorFault(
      2000,
      "ValidationException - The voucher does not balance: the sum of debit and credit must be equal.",
    );
}

function seriesOf(value: Readonly<Record<string, Json>>, flags: VoucherFlags): string {
  const series = value["NumberSeries"];
  if (flags.useDefaultVoucherSeries || typeof series !== "string" || series === "") return "A";
  if (!/^[A-Z]$/.test(series))
    throw invalid("NumberSeries", `There is no number series "${series}".`);
  return series;
}

function checkAttachments(act: Act, given: Json | undefined): void {
  const ids =
    typeof given === "object" && given !== null && !Array.isArray(given)
      ? (given as JsonObject)["AttachmentIds"]
      : null;
  for (const id of Array.isArray(ids) ? ids : [])
    if (act.company.attachments.get(textOf(id).toLowerCase()) === null)
      throw new VendorFault(5007, "ItemToAttachNotFoundException - The attachment was not found.");
}
