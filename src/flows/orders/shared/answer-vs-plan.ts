/**
 * Compares the ledger's answer with the plan. An answer that equals the prediction is right, and
 * teaches how the ledger computes. One that equals the prediction under the other way of rounding
 * VAT is planned again with it. Everything else is an error and never counts as rounding. The
 * tenant's tolerance applies only to the unexplained rest of amounts: a row with another rate,
 * article, quantity, price or discount than was sent is never within it.
 *
 * The first answer that can tell settles two assumptions: whether `Amount` includes VAT, and how
 * VAT is rounded. Amounts are compared before the ledger rounds to whole units.
 */
import type Big from "big.js";
import type { CustomerKind, LedgerBehaviour } from "../../../domain/ledger/ledger.ts";
import { amount, dec, type Decimal, ONE, plain, same } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import type {
  AnsweredOrder,
  PlannedRow,
  SalesOrder,
  Totals,
  VatRounding,
} from "../../../domain/orders/sales-order.ts";

export type Comparison =
  /** `learnt` is to be stored in place of what was known; `reasons` record what is new in it. */
  | {
      readonly kind: "equal";
      readonly learnt: LedgerBehaviour;
      readonly reasons: readonly Reason[];
    }
  /** Right, but rounded the other way: plan again with `learnt`; one update makes it exact. */
  | {
      readonly kind: "other-rounding";
      readonly rounding: VatRounding;
      readonly learnt: LedgerBehaviour;
      readonly reasons: readonly Reason[];
    }
  /**
   * The unit prices were read in the other basis: correct or delete the document at once, and plan
   * again with `learnt`.
   */
  | {
      readonly kind: "other-basis";
      readonly includesVat: boolean;
      readonly customerKind: CustomerKind;
      readonly learnt: LedgerBehaviour;
      readonly reasons: readonly Reason[];
    }
  | {
      readonly kind: "within-tolerance";
      readonly learnt: LedgerBehaviour;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "differs"; readonly reasons: readonly Reason[] };

/** Compares the ledger's answer with the plan. `tolerance` in major units, "0.00" for none. */
export function compareAnswer(
  document: SalesOrder,
  answer: AnsweredOrder,
  learnt: LedgerBehaviour,
  tolerance: Decimal,
): Comparison {
  const basis = learnBasis(answer, learnt);
  if (answer.pricesIncludeVat !== document.pricesIncludeVat)
    return {
      kind: "other-basis",
      includesVat: answer.pricesIncludeVat,
      customerKind: kindOf(answer),
      ...basis,
    };

  if (
    document.triangular !== undefined &&
    answer.triangular !== null &&
    document.triangular !== answer.triangular
  )
    return { kind: "differs", reasons: [reason("triangular-not-kept")] };

  const rows = compareRows(document.rows, answer);
  if (rows.structure.length > 0)
    return { kind: "differs", reasons: [...rows.structure, ...rows.amounts] };

  const [planned, other] =
    document.rounding === "row" ? (["row", "rate"] as const) : (["rate", "row"] as const);
  const predictions = document.prediction;
  let reading = learnt;
  if (rows.amounts.length === 0) {
    for (const rounding of [planned, other]) {
      const seen = seenAs(predictions[rounding], answer, learnt);
      if (seen === null) continue;
      if (seen !== "open" && mayBeTheOther(seen, answer, learnt, rows.untold)) {
        reading = { ...learnt, amountIncludesVat: !seen };
        break;
      }
      const known = learnRest(
        basis,
        seen === "open" ? null : seen,
        sameTotals(predictions[planned], predictions[other]) ? null : rounding,
      );
      // With equal gross the rows would be the same, so there is nothing to write again.
      if (rounding === planned || same(predictions.row.gross, predictions.rate.gross))
        return { kind: "equal", ...known };
      return { kind: "other-rounding", rounding, ...known };
    }
  }
  const off = difference(predictions[planned], answer, reading);
  const figures = figuresOf(predictions[planned], answer, off);
  if ([off.gross, off.vat, ...rows.off].every((figure) => figure.lte(dec(tolerance))))
    return {
      kind: "within-tolerance",
      learnt: basis.learnt,
      reasons: [
        ...basis.reasons,
        ...rows.amounts,
        reason("within-tolerance", { ...figures, tolerance }),
      ],
    };
  return { kind: "differs", reasons: [...rows.amounts, reason("totals-differ", figures)] };
}

type Learnt = { readonly learnt: LedgerBehaviour; readonly reasons: readonly Reason[] };

const kindOf = (answer: AnsweredOrder): CustomerKind =>
  answer.customerIsPrivate ? "private" : "company";

function learnBasis(answer: AnsweredOrder, learnt: LedgerBehaviour): Learnt {
  const kind = kindOf(answer);
  const includesVat = answer.pricesIncludeVat;
  if (learnt.pricesIncludeVat[kind] === includesVat) return { learnt, reasons: [] };
  return {
    learnt: { ...learnt, pricesIncludeVat: { ...learnt.pricesIncludeVat, [kind]: includesVat } },
    reasons: [
      reason("price-basis-learnt", { kind, includesVat, before: learnt.pricesIncludeVat[kind] }),
    ],
  };
}

/**
 * `amountIncludesVat` is `null` where both readings of `Amount` fit; `rounding` where both ways of
 * rounding fit.
 */
function learnRest(
  basis: Learnt,
  amountIncludesVat: boolean | null,
  rounding: VatRounding | null,
): Learnt {
  const turned = rounding !== null && rounding !== basis.learnt.vatRounding;
  return {
    learnt: {
      ...basis.learnt,
      amountIncludesVat: basis.learnt.amountIncludesVat ?? amountIncludesVat,
      vatRounding: rounding ?? basis.learnt.vatRounding,
    },
    reasons: turned
      ? [
          ...basis.reasons,
          reason("vat-rounding-learnt", { rounding, before: basis.learnt.vatRounding }),
        ]
      : basis.reasons,
  };
}

/**
 * Returns what the answer says of `Amount`: with VAT, without, or nothing (no VAT). `null`: the
 * answer isn't these totals. An answer that fits both readings, as the ledger's rounding happens to
 * equal the VAT, teaches nothing.
 */
function seenAs(
  totals: Totals,
  answer: AnsweredOrder,
  learnt: LedgerBehaviour,
): true | false | "open" | null {
  if (!same(totals.vat, answer.vatAmount)) return null;
  const fits = {
    gross: readings(answer, true).some((figure) => same(figure, totals.gross)),
    net: readings(answer, false).some((figure) => same(figure, totals.net)),
  };
  const taken = {
    gross: fits.gross && learnt.amountIncludesVat !== false,
    net: fits.net && learnt.amountIncludesVat !== true,
  };
  if (!taken.gross && !taken.net) return null;
  return taken.gross && taken.net ? "open" : taken.gross;
}

/**
 * Whether `Amount` may count VAT in the other way. The readings differ by the VAT; where that is
 * within what unreported row amounts may lack, a wrong total of one reading looks like a right one
 * of the other. Then nothing is taken as right: a later answer with more VAT settles it.
 */
const mayBeTheOther = (
  includesVat: boolean,
  answer: AnsweredOrder,
  learnt: LedgerBehaviour,
  untold: ComparedRows["untold"],
): boolean =>
  learnt.amountIncludesVat === null &&
  dec(answer.vatAmount)
    .abs()
    .times(100)
    .lte(includesVat ? untold.below : untold.above);

/**
 * Returns `Amount` without the rounding to whole units. With VAT it is what is to be paid, rounding
 * included; without VAT it isn't known whether the rounding is part of it, so both are returned
 * (assumption).
 */
function readings(answer: AnsweredOrder, includesVat: boolean): readonly Decimal[] {
  const without = amount(dec(answer.amount).minus(dec(answer.roundingsAmount)));
  return includesVat ? [without] : [without, answer.amount];
}

function sameTotals(a: Totals, b: Totals): boolean {
  return same(a.net, b.net) && same(a.vat, b.vat) && same(a.gross, b.gross);
}

function difference(planned: Totals, answer: AnsweredOrder, learnt: LedgerBehaviour) {
  const off = (includesVat: boolean) =>
    readings(answer, includesVat).map((figure) =>
      dec(figure)
        .minus(dec(includesVat ? planned.gross : planned.net))
        .abs(),
    );
  const all = [
    ...(learnt.amountIncludesVat === false ? [] : off(true)),
    ...(learnt.amountIncludesVat === true ? [] : off(false)),
  ];
  const gross = all.reduce(
    (least, figure) => (figure.lt(least) ? figure : least),
    all[0] ?? dec(0),
  );
  return { gross, vat: dec(answer.vatAmount).minus(dec(planned.vat)).abs() };
}

/** What a document still comes to, and was to come to, after so many corrections. */
export function differsCorrected(
  document: SalesOrder,
  answer: AnsweredOrder,
  learnt: LedgerBehaviour,
  corrections: number,
): Reason {
  const planned = document.prediction[document.rounding === "row" ? "row" : "rate"];
  const figures = figuresOf(planned, answer, difference(planned, answer, learnt));
  return reason("totals-differ", { ...figures, corrections });
}

function figuresOf(planned: Totals, answer: AnsweredOrder, off: ReturnType<typeof difference>) {
  return {
    plannedNet: planned.net,
    plannedVat: planned.vat,
    plannedGross: planned.gross,
    answeredAmount: answer.amount,
    answeredVat: answer.vatAmount,
    answeredRoundings: answer.roundingsAmount,
    difference: amount(off.gross),
    vatDifference: amount(off.vat),
  };
}

/**
 * `structure`: differences that no tolerance covers. `amounts`: row amounts that differ, and `off`
 * by how much. `untold`: how many rows, above and below zero, may be a cent off because the answer
 * leaves their amount out and the ledger may round a half the other way.
 */
type ComparedRows = {
  readonly structure: readonly Reason[];
  readonly amounts: readonly Reason[];
  readonly off: readonly Big[];
  readonly untold: { readonly above: number; readonly below: number };
};

/**
 * Compares each row of the ledger's answer with the row that was sent. Rows are matched by line
 * number, as the ledger doesn't promise their order.
 */
export function compareRows(planned: readonly PlannedRow[], answer: AnsweredOrder): ComparedRows {
  const answered = new Map(answer.rows.map((row) => [row.lineNumber, row]));
  const structure: Reason[] = [];
  const amounts: Reason[] = [];
  const off: Big[] = [];
  const untold = { above: 0, below: 0 };
  for (const row of planned) {
    const got = answered.get(row.lineNumber);
    structure.push(...fieldsThatDiffer(row, got));
    if (got === undefined || row.articleId === null) continue;
    // Some answers leave a row's amount out; the totals are still compared.
    if (got.amount === null) {
      if (isHalfCent(row)) untold[dec(row.amount).gt(0) ? "above" : "below"] += 1;
    } else if (!same(row.amount, got.amount)) {
      off.push(dec(got.amount).minus(dec(row.amount)).abs());
      amounts.push(
        reason("row-differs", {
          ...placeOf(row),
          field: "amount",
          planned: row.amount,
          answered: amount(got.amount),
        }),
      );
    }
  }
  const numbers = new Set(planned.map((row) => row.lineNumber));
  for (const row of answer.rows)
    if (!numbers.has(row.lineNumber))
      structure.push(
        reason("row-differs", {
          row: row.lineNumber,
          sourceLine: null,
          field: "extra",
          planned: null,
          answered: row.articleId,
        }),
      );
  return { structure, amounts, off, untold };
}

const placeOf = ({ lineNumber: row, sourceLine }: PlannedRow) => ({ row, sourceLine });

/** Every field but the amount. */
function fieldsThatDiffer(
  row: PlannedRow,
  got: AnsweredOrder["rows"][number] | undefined,
): readonly Reason[] {
  const at = placeOf(row);
  const { articleId: planned } = row;
  if (got === undefined)
    return [reason("row-differs", { ...at, field: "missing", planned, answered: null })];
  if (planned === null)
    return got.isTextRow
      ? []
      : [reason("row-differs", { ...at, field: "isTextRow", planned: true, answered: false })];
  const differs: Reason[] = [];
  if ((got.articleId ?? "").toLowerCase() !== planned.toLowerCase())
    differs.push(
      reason("row-differs", { ...at, field: "articleId", planned, answered: got.articleId }),
    );
  for (const field of ["quantity", "unitPrice", "discount", "vatRate"] as const) {
    const [wanted, is] = [row[field], got[field]];
    if (wanted === null || (is !== null && same(wanted, is))) continue;
    differs.push(
      reason("row-differs", {
        ...at,
        field,
        planned: plain(wanted),
        answered: is === null ? null : plain(is),
      }),
    );
  }
  return differs;
}

/** Exactly half a cent, which one ledger rounds up and another to the even cent. */
const isHalfCent = ({ quantity, unitPrice, discount }: PlannedRow): boolean =>
  dec(quantity).times(unitPrice).times(ONE.minus(discount)).times(100).mod(1).abs().eq("0.5");
