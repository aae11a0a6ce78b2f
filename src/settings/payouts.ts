/**
 * The part of a tenant's settings that is about payouts: how files are read, and on which accounts
 * each part of a payout is booked. Accounts and the VAT of fees differ from company to company and
 * from contract to contract, so none is known beforehand: what isn't chosen holds the payout.
 */
import { z } from "zod";
import { LINE_KINDS, PROVIDERS } from "../domain/payouts/lines.ts";
import { dec } from "../domain/money.ts";
import { type Lookup, lookupOf, lookupSchema } from "./lookups/lookup.ts";
import { faultId } from "./setting-faults.ts";

/** The vendor's limit: 1 to 9 999 999 999. */
export const accountNumber = z.string().regex(/^[1-9]\d{0,9}$/, faultId("settings.faults.account"));
const optionalAccount = accountNumber.nullable().default(null);

/** The name of a column; "": the file has none. */
const column = z.string().trim().max(100).default("");

export const payoutSettings = z
  .strictObject({
    /** A line without its order: the payout waits, or the line is booked on its own account. */
    unmatched: z.enum(["hold", "account"]).default("hold"),
    /** A chargeback stays open on clearing, or is booked at once. */
    chargebacks: z.enum(["clearing", "account"]).default("clearing"),
    /**
     * For an order whose invoice has no payment yet: ask, so the payout waits; others register it;
     * the payout registers it; or that, and paid orders are assumed to be on clearing.
     */
    invoices: z.enum(["ask", "clear", "settle", "settle-open"]).default("ask"),
    /**
     * An invoice in another currency than the books: the payout waits, or its line is taken off
     * clearing with what was paid out, and a person books what its payment differs by.
     */
    foreignInvoices: z.enum(["hold", "clear"]).default("hold"),
    /** How much a payout may differ from its lines. */
    roundingLimit: z
      .string()
      .regex(/^\d{1,6}\.\d{2}$/)
      .default("0.00"),
    /** The meaning of dates with slashes; without it, an ambiguous one is refused. */
    dateOrder: z.enum(["unknown", "day-first", "month-first"]).default("unknown"),
    /** Years for which settlement files are kept beyond those of the law; never fewer. */
    keptLonger: z.int().min(0).max(30).default(0),
    /** Voucher series; empty: the ledger's default. */
    series: z
      .string()
      .regex(/^[A-Z]?$/, faultId("settings.faults.series"))
      .default(""),
    accounts: z
      .strictObject({
        unmatched: optionalAccount,
        chargeback: optionalAccount,
        /** Fees whose VAT comes with the provider's invoice. */
        accruedFee: optionalAccount,
        inputVat: optionalAccount,
        reverseInputVat: optionalAccount,
        reverseOutputVat: optionalAccount,
        reserve: optionalAccount,
        currencyGain: optionalAccount,
        currencyLoss: optionalAccount,
        rounding: optionalAccount,
      })
      .prefault({}),
    /** Columns of files that no provider here writes. */
    columns: z
      .strictObject({
        payout: column,
        day: column,
        id: column,
        reference: column,
        text: column,
        type: column,
        method: column,
        currency: column,
        gross: column,
        net: column,
      })
      .prefault({}),
  })
  .prefault({});

export type PayoutSettings = z.infer<typeof payoutSettings>;

/**
 * `exempt`: no VAT. `file`: as the file names it beside the fee. `included 25`: within the fee, in
 * per cent. `reverse 25`: a foreign service under the reverse charge. `invoice`: the provider's
 * invoice has it, and the fee waits for that on an account of its own.
 */
const FEE_VAT = /^(exempt|file|invoice|(included|reverse) \d{1,2}(\.\d{1,2})?)$/;

/** The usual ones, with the rates of Sweden, the Netherlands and Poland; others are typed. */
export const FEE_VATS = [
  "exempt",
  "invoice",
  "file",
  ...["included", "reverse"].flatMap((kind) =>
    ["25", "23", "21", "12", "9", "8", "6", "5"].map((rate) => `${kind} ${rate}`),
  ),
];

export type FeeVat =
  | { readonly kind: "exempt" | "file" | "invoice" }
  /** A fraction. */
  | { readonly kind: "included" | "reverse"; readonly rate: string };

export function feeVatOf(text: string): FeeVat {
  const [kind = "", rate] = text.split(" ");
  if (kind === "included" || kind === "reverse")
    return {
      kind,
      rate: dec(rate ?? "0")
        .div(100)
        .toFixed(),
    };
  return { kind: kind === "file" || kind === "invoice" ? kind : "exempt" };
}

/**
 * Asked by provider, and more narrowly by `provider/means of payment` or `provider/kind of fee`.
 * Every row may begin on a day: `stripe/dispute from 2027-01-01`.
 */
export const payoutLookups = {
  /** The bank account, or the account of money that is under way. */
  payoutBank: lookupOf(accountNumber),
  payoutClearing: lookupOf(accountNumber),
  payoutFee: lookupOf(accountNumber),
  payoutFeeVat: lookupOf(z.string().regex(FEE_VAT, faultId("settings.faults.feeVat"))),
  /** The column of a provider's file in which the order's number stands. */
  payoutReference: lookupSchema,
  /** The meaning of a file's word that is in no list here. */
  payoutKind: lookupOf(z.enum(LINE_KINDS)),
  /** Who may mail settlement files, by address or "@domain", and for which provider. */
  payoutSender: lookupOf(z.enum(PROVIDERS)),
};

type PayoutLookup = keyof typeof payoutLookups;

/** The settings that a payout's plan uses. */
export type PayoutPart = {
  readonly payouts: PayoutSettings;
  readonly lookups: Readonly<Record<PayoutLookup, Lookup>>;
};
