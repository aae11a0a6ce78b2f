// Writes a voucher into the books: number of its series and year, account names, stamps. Whoever calls has checked the
// period and made the rows balance; a voucher that doesn't is a bug of the sandbox, and thrown as one.
import type { Big } from "big.js";
import type { Entity, JsonObject } from "../../json.ts";
import { toNumber } from "../../money/round.ts";
import { sum } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import { newId } from "../new-id.ts";
import { type Dimensions, NO_DIMENSIONS } from "./dimensions.ts";

/** One row to be; an amount above nought is credit. */
export interface Posting {
  readonly account: number;
  readonly amount: Big;
  readonly dimensions?: Dimensions;
  readonly vatCodeId?: string | null;
  readonly text?: string | null;
}

export interface VoucherToPost {
  readonly day: string;
  readonly text: string;
  /** The vendor's VoucherType. */
  readonly type: number;
  readonly sourceId: string | null;
  readonly series?: string;
  readonly postings: readonly Posting[];
}

export function postVoucher(
  act: Act,
  { day, text, type, sourceId, series = "A", postings }: VoucherToPost,
): Entity {
  const { company, world } = act;
  if (!sum(postings.map((posting) => posting.amount)).eq(0))
    throw new Error(`The voucher "${text}" doesn't balance.`);
  const stamp = world.stamp();
  return company.vouchers.commit(
    {
      Id: newId(),
      NumberAndNumberSeries: `${series}${company.takeVoucherNumber(day, series)}`,
      NumberSeries: series,
      ImportedVoucherNumber: null,
      VoucherDate: day,
      VoucherText: text,
      VoucherType: type,
      SourceId: sourceId,
      Rows: coded(
        act,
        postings.map((posting) => voucherRow(act, day, posting, text)),
      ),
      CreatedUtc: stamp,
      ModifiedUtc: stamp,
    },
    world.now(),
  );
}

function voucherRow(
  act: Act,
  day: string,
  { account, amount, dimensions = NO_DIMENSIONS, vatCodeId = null, text }: Posting,
  voucherText: string,
): JsonObject {
  const found = act.company.account(day, account);
  return {
    AccountNumber: account,
    AccountDescription: found?.Name ?? null,
    DebitAmount: amount.lt(0) ? toNumber(amount.neg()) : 0,
    CreditAmount: amount.gt(0) ? toNumber(amount) : 0,
    TransactionText: text === undefined ? voucherText.slice(0, 60) : text,
    ...dimensions,
    VatCodeId: vatCodeId ?? found?.VatCodeId ?? null,
    VatCodeAndPercent: null,
    VatAmount: null,
  };
}

/** As the switch says: with their codes, none, another than theirs, or one of them missing. */
function coded(act: Act, rows: readonly JsonObject[]): readonly JsonObject[] {
  const how = act.switches.get("voucherVatCodes");
  const last = rows.findLastIndex((row) => row["VatCodeId"] !== null);
  const other = (own: unknown): string | null =>
    act.company.vatCodes.all().find(({ Id }) => Id !== own)?.Id ?? null;
  return rows.map((row, index) => {
    if (row["VatCodeId"] === null || how === "of-account") return row;
    if (how === "another") return { ...row, VatCodeId: other(row["VatCodeId"]) };
    return how === "none" || index === last ? { ...row, VatCodeId: null } : row;
  });
}
