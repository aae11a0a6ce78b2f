/**
 * Settlement files as each provider writes them, made of a few figures: in cents, by arithmetic of
 * its own, so that a reader and its test can't share a mistake. Headers are the documented ones;
 * every value is invented.
 */
export type FileLine = {
  readonly kind:
    | "sale"
    | "refund"
    /** A refund that came back. */
    | "failed"
    | "chargeback"
    | "won"
    | "fee"
    | "held"
    | "released"
    | "odd";
  readonly ref: string;
  /** Cents, never below zero; its kind says on which side. A fee of its own has its cost here. */
  readonly cents: number;
  /** Cents that the provider takes of it. */
  readonly fee?: number;
  /** VAT in cents beside the fee, where the format has it. */
  readonly vat?: number;
  /** The number stands in the free text alone. */
  readonly inText?: true;
  /** What the buyer paid, where it was another currency than the payout's, in its cents. */
  readonly paid?: { readonly currency: string; readonly cents: number };
};

export type FilePayout = {
  readonly id: string;
  readonly day: string;
  readonly lines: readonly FileLine[];
};

export type Written =
  | "stripe"
  | "mollie"
  | "klarna"
  | "adyen"
  | "paypal"
  | "stl"
  | "swish"
  | "other";

const ADDS = {
  sale: 1,
  failed: 1,
  won: 1,
  released: 1,
  refund: -1,
  chargeback: -1,
  held: -1,
  fee: -1,
  odd: 1,
};

/** What the line adds before its fee, in cents. */
export const added = ({ kind, cents }: FileLine): number => ADDS[kind] * cents;
export const netOf = (line: FileLine): number => added(line) - (line.fee ?? 0) - (line.vat ?? 0);
export const paidOut = ({ lines }: FilePayout): number =>
  lines.reduce((sum, line) => sum + netOf(line), 0);

export const point = (cents: number): string =>
  `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
const comma = (cents: number): string => point(cents).replace(".", ",");

const each = <T>(
  payouts: readonly FilePayout[],
  make: (line: FileLine, n: number, payout: FilePayout) => T,
) =>
  payouts.flatMap((payout, p) => payout.lines.map((line, n) => make(line, p * 1000 + n, payout)));

const STRIPE =
  "automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,reporting_category,description,customer_facing_amount,customer_facing_currency,charge_id,payment_intent_id,payment_method_type,payment_metadata[order_id]";
const STRIPE_KINDS = {
  sale: "charge",
  refund: "refund",
  failed: "refund_failure",
  chargeback: "dispute",
  won: "dispute_reversal",
  fee: "fee",
  held: "risk_reserved_funds",
  released: "risk_reserved_funds",
  odd: "topup",
};
const stripe = (payouts: readonly FilePayout[]): string =>
  [
    STRIPE,
    ...each(payouts, (line, n, { id, day }) =>
      [
        id,
        `${day} 00:00:00`,
        `txn_${id}_${n}`,
        `${day} 08:00:00`,
        "sek",
        point(added(line)),
        point(line.fee ?? 0),
        point(netOf(line)),
        STRIPE_KINDS[line.kind],
        line.inText ? `Order ${line.ref}` : "",
        line.paid === undefined ? "" : point(Math.sign(added(line)) * line.paid.cents),
        (line.paid?.currency ?? "sek").toLowerCase(),
        `ch_${line.ref}`,
        line.kind === "fee" || line.kind === "held" ? "" : `pi_${line.ref}`,
        line.kind === "fee" ? "" : "card",
        line.inText ? "" : line.ref,
      ].join(","),
    ),
  ].join("\n");

const MOLLIE =
  "Datum,Betaalmethode,Valuta,Bedrag,Status,ID,Omschrijving,Naam consument,Rekening consument,BIC consument,Uitbetalingsvaluta,Uitbetalingsbedrag,Uitbetalingsreferentie,Teruggestort bedrag";
const MOLLIE_IDS = { sale: "tr_", refund: "re_", chargeback: "chb_", won: "chb_w", odd: "xx_" };
function mollie(payouts: readonly FilePayout[]): string {
  const rows = each(payouts, (line, n, { id, day }) => {
    const own = line.kind === "fee" || line.kind === "held" || line.kind === "released";
    const text =
      line.kind === "fee"
        ? `Withheld fees MOL-${line.ref}`
        : own
          ? "Rolling reserve"
          : `Bestelling ${line.ref}`;
    const key = own ? "" : `${MOLLIE_IDS[line.kind as "sale"]}${id.replaceAll(".", "")}${n}`;
    const figure = point(netOf(line));
    return `${day} 06:00:0${n % 10},${own ? "" : "ideal"},EUR,${figure},,${key},${text},,,,EUR,${figure},${id},`;
  });
  return `\ufeff${[MOLLIE, ...rows].join("\r\n")}\r\n`;
}

const KLARNA_SUMS =
  "total_sale_amount;total_fee_amount;total_tax_amount;total_deposit_amount;total_repay_amount;total_settlement_amount;payment_reference;settlement_currency;payout_date;merchant_id";
const KLARNA =
  "type;capture_date;sale_date;order_id;short_order_id;capture_id;merchant_reference1;merchant_reference2;amount;posting_currency;refund_id;tax_amount;initial_payment_method_type;detailed_type";
const KLARNA_TYPES = {
  sale: "SALE",
  refund: "RETURN",
  failed: "RETURN",
  chargeback: "REVERSAL",
  won: "REVERSAL_MERCHANT_PROTECTION",
  fee: "CHARGE",
  held: "HOLDBACK",
  released: "RELEASE",
  odd: "SURPRISE",
};
function klarna(payouts: readonly FilePayout[]): string {
  const row = (type: string, line: FileLine, n: number, day: string, cents: number, vat = "") =>
    `${type};${day}T08:00:00Z;${day};${line.ref === "" ? "" : `id-${line.ref}`};;c${n};${line.ref};;${point(cents)};SEK;;${vat};INVOICE;${type === "FEE" ? "PURCHASE_FEE_FIXED" : ""}`;
  return payouts
    .map((payout) =>
      [
        KLARNA_SUMS,
        `0;0;0;0.00;0.00;${point(paidOut(payout))};${payout.id};SEK;${payout.day}T07:00:00Z;K1`,
        "",
        KLARNA,
        ...payout.lines.flatMap((line, n) => [
          row(
            KLARNA_TYPES[line.kind],
            line,
            n,
            payout.day,
            line.cents,
            line.kind === "fee" && line.vat ? point(line.vat) : "",
          ),
          ...(line.kind !== "fee" && line.fee
            ? [row("FEE", line, n, payout.day, line.fee, point(line.vat ?? 0))]
            : []),
        ]),
      ].join("\n"),
    )
    .join("\n\n");
}

const ADYEN =
  "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number";
const ADYEN_TYPES = {
  sale: "Settled",
  refund: "Refunded",
  failed: "RefundedReversed",
  chargeback: "Chargeback",
  won: "ChargebackReversed",
  fee: "Fee",
  held: "DepositCorrection",
  released: "DepositCorrection",
  odd: "Mystery",
};
function adyen(payouts: readonly FilePayout[]): string {
  const row = (type: string, line: FileLine, n: number, { id, day }: FilePayout, net: number) =>
    `Co,ShopSE,${line.kind === "fee" ? "" : `psp${id}${line.ref}`},${line.kind === "fee" ? "" : line.ref},visa,${day} 09:00:00,CET,${type},mod${n},,,,1,SEK,${net < 0 ? point(-net) : ""},${net < 0 ? "" : point(net)},${line.fee ? point(line.fee) : ""},,,,${id}`;
  return [
    ADYEN,
    ...payouts.flatMap((payout) => [
      ...payout.lines.map((line, n) => row(ADYEN_TYPES[line.kind], line, n, payout, netOf(line))),
      row("MerchantPayout", { kind: "fee", ref: "", cents: 0 }, 999, payout, -paidOut(payout)),
    ]),
  ].join("\n");
}

const PAYPAL =
  '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Reference Txn ID","Invoice Number","Balance","Subject"';
const PAYPAL_TYPES = {
  sale: "Express Checkout Payment",
  refund: "Payment Refund",
  failed: "Payment Refund",
  chargeback: "Chargeback",
  won: "Chargeback Reversal",
  fee: "Chargeback Fee",
  held: "Payment Hold",
  released: "Payment Release",
  odd: "Something New",
};
const slashed = (day: string): string => day.split("-").toReversed().join("/");
const grouped = (cents: number): string => point(cents).replace(/\B(?=(\d{3})+\.)/g, ",");
function paypal(payouts: readonly FilePayout[]): string {
  const row = (
    day: string,
    type: string,
    gross: number,
    fee: number,
    id: string,
    ref: string,
    text: string,
  ) =>
    `"${slashed(day)}","09:00:00","CET","","${type}","Completed","SEK","${grouped(gross)}","${grouped(-fee)}","${grouped(gross - fee)}","","","${id}","","${ref}","0.00","${text}"`;
  return `\ufeff${[
    PAYPAL,
    ...payouts.flatMap((payout) => [
      ...payout.lines.map((line, n) =>
        row(
          payout.day,
          PAYPAL_TYPES[line.kind],
          added(line),
          line.fee ?? 0,
          `${payout.id}-${n}`,
          line.inText ? "" : line.ref,
          line.inText ? `Order ${line.ref}` : "",
        ),
      ),
      row(payout.day, "General Withdrawal", -paidOut(payout), 0, payout.id, "", ""),
    ]),
  ].join("\n")}`;
}

const STL =
  '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency","Custom Field","Consumer ID","Payment Tracking ID","Store ID","Bank Reference ID"';
const STL_CODES = {
  sale: "T0006",
  refund: "T1107",
  failed: "T1107",
  chargeback: "T1201",
  won: "T1202",
  fee: "T0106",
  held: "T1110",
  released: "T1111",
  odd: "T9999",
};
function stl(payouts: readonly FilePayout[]): string {
  const side = (cents: number): string => (cents < 0 ? '"DR"' : '"CR"');
  const row = (
    day: string,
    code: string,
    gross: number,
    fee: number,
    id: string,
    ref: string,
    bank = "",
  ) =>
    `"SB","${id}","${ref}","","","${code}",${day.replaceAll("-", "/")} 09:00:00 +0100,${day.replaceAll("-", "/")} 09:00:00 +0100,${side(gross)},${Math.abs(gross)},"SEK",${fee === 0 ? '"",' : `${side(-fee)},${Math.abs(fee)}`},"SEK","","","","","${bank}"`;
  const rows = payouts.flatMap((payout) => [
    ...payout.lines.map((line, n) =>
      row(
        payout.day,
        STL_CODES[line.kind],
        added(line),
        line.fee ?? 0,
        `${payout.id}-${n}`,
        line.ref,
      ),
    ),
    row(payout.day, "T0400", -paidOut(payout), 0, `W${payout.id}`, "", payout.id),
  ]);
  return [
    '"RH",2026/03/05 02:00:00 +0100,"A","SHOPACCOUNT",009,',
    '"FH",01',
    '"SH",2026/03/04 00:00:00 +0100,2026/03/04 23:59:59 +0100,"SHOPACCOUNT",""',
    STL,
    ...rows,
    `"SC",${rows.length}`,
    `"RC",${rows.length}`,
    `"FF",${rows.length}`,
  ].join("\n");
}

const SWISH_TYPES = { sale: "SWH", refund: "SWR", won: "SWT", odd: "SWU" };
function swish(payouts: readonly FilePayout[]): string {
  const rows = each(
    payouts,
    (line, n, { day }) =>
      `02;0550000000;600000000;HANDSESS;1231111111;${day};${SWISH_TYPES[line.kind as "sale"]};${comma(line.cents)};SEK;+46700000000;Kim Exempel;7000${n};${line.inText ? `Order ${line.ref} tack` : ""};${line.inText ? "" : line.ref};${day}T08:00:00:000001;${day};INSTR${day}${n};E2E${n}`,
  );
  return ["01;2026-03-03;2026-03-02;", ...rows, `03;${rows.length}`].join("\r\n");
}

const other = (payouts: readonly FilePayout[]): string =>
  [
    "Utbetalning\tDag\tNr\tOrder\tMeddelande\tSort\tBrutto\tNetto",
    ...each(payouts, (line, n, { id, day }) =>
      [
        id,
        day,
        `${id}-${n}`,
        line.inText ? "" : line.ref,
        line.inText ? `Order ${line.ref}` : "",
        line.kind,
        comma(line.kind === "fee" ? netOf(line) : added(line)),
        comma(netOf(line)),
      ].join("\t"),
    ),
  ].join("\n");

export const WRITE: Readonly<Record<Written, (payouts: readonly FilePayout[]) => string>> = {
  stripe,
  mollie,
  klarna,
  adyen,
  paypal,
  stl,
  swish,
  other,
};

/** What each format can say. */
export const CAN: Readonly<
  Record<
    Written,
    { readonly kinds: readonly FileLine["kind"][]; readonly fees: boolean; readonly vat?: true }
  >
> = {
  stripe: { kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"], fees: true },
  mollie: {
    kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"],
    fees: false,
  },
  klarna: {
    kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"],
    fees: true,
    vat: true,
  },
  adyen: { kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"], fees: true },
  paypal: { kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"], fees: true },
  stl: { kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"], fees: true },
  swish: { kinds: ["sale", "refund", "won"], fees: false },
  other: { kinds: ["sale", "refund", "chargeback", "won", "fee", "held", "released"], fees: true },
};
