/**
 * Balances of the ledger's accounts (`/accountbalances`; scope ea:accounting); debit is above zero.
 * Part of the capability of the accounting lists, so that a sign-in without that scope stops no
 * booking.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { money, readBody, request } from "./request.ts";

/** `day`: `YYYY-MM-DD`, in one of the company's fiscal years. */
export const balanceOn = (account: number, day: string): VendorRequest =>
  request("GET", "/accountbalances/{accountNumber}/{date}", "accounting-lists", {
    ids: { accountNumber: String(account), date: day },
  });

const balanceSchema = z.looseObject({ Balance: money }).transform(({ Balance }) => Balance);

export const readBalance = (answer: VendorAnswer): Result<Decimal, Failure> =>
  readBody(balanceSchema, answer);
