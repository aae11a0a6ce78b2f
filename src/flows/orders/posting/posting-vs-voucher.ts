/**
 * Compares a predicted posting with the ledger's voucher. Pure. A predicted account must have its
 * amount to the cent. A line predicted without an account is matched with an account that nothing
 * else explains and that has the same amount. Whatever is left on either side is a difference.
 */
import { amount, dec, type Decimal, round, sum, type Figure } from "../../../domain/money.ts";
import type {
  Posting,
  PostingLine,
  ReadLine,
  ReadVoucher,
} from "../../../domain/ledger/posting.ts";

/** Debits less credits, in the ledger's currency; `null`: no such line. */
export type ComparedLine = {
  /** `null`: predicted without an account, and the ledger has no such line. */
  readonly account: number | null;
  /** The predicted lines that it matches. */
  readonly predicted: readonly PostingLine[];
  readonly expected: Decimal | null;
  readonly booked: readonly ReadLine[];
  readonly found: Decimal | null;
  readonly differs: boolean;
};

export type ComparedPosting = {
  readonly same: boolean;
  readonly lines: readonly ComparedLine[];
};

/** `rate`: units of the ledger's currency for one of the document's; `null`: not known. */
export function comparePosting(
  predicted: Posting,
  booked: Pick<ReadVoucher, "lines">,
  rate: Decimal | null = null,
): ComparedPosting {
  const inLedger = (figure: Figure): Figure =>
    predicted.converted && rate !== null ? round(figure.times(rate)) : figure;
  const slack = predicted.converted ? dec("0.01").times(predicted.lines.length) : dec("0");
  // Without the rate amounts can't be compared.
  const blind = predicted.converted && rate === null;
  const free = byAccount(booked.lines);
  const open: PostingLine[] = [];
  const known = new Map<number, readonly PostingLine[]>();
  for (const line of predicted.lines)
    if (line.account === null) open.push(line);
    else known.set(line.account, [...(known.get(line.account) ?? []), line]);

  const cents = centsAgree(predicted, free, inLedger);
  const lines: ComparedLine[] = [...known].map(([account, ofAccount]) => {
    const found = free.get(account) ?? [];
    free.delete(account);
    const expected = inLedger(sum(ofAccount.map(signed)));
    const there = sum(found.map(signed));
    const most = cents ? slack.plus(sum(ofAccount.map(({ within = "0" }) => within))) : slack;
    return {
      account,
      predicted: ofAccount,
      expected: blind ? null : amount(expected),
      booked: found,
      found: found.length === 0 ? null : amount(there),
      differs: blind ? found.length === 0 : isOff(found, there.minus(expected).abs(), most),
    };
  });
  const rest = matched(open, free, (line, found) =>
    blind
      ? signed(line).gt(0) === sum(found.map(signed)).gt(0)
      : sum(found.map(signed))
          .minus(inLedger(signed(line)))
          .abs()
          .lte(slack.plus(dec(line.within ?? "0"))),
  );
  const all = [...lines, ...rest.map((one) => ({ ...one, expected: blind ? null : one.expected }))];
  return { same: all.every(({ differs }) => !differs), lines: all };
}

/** A missing line is no difference where rounding alone may have made it zero. */
const isOff = (found: readonly ReadLine[], off: Figure, most: Figure): boolean =>
  off.gt(most) || (found.length === 0 && most.eq(0));

/** Debits are above zero. */
const signed = ({ debit, credit }: Pick<PostingLine, "debit" | "credit">): Figure =>
  dec(debit).minus(dec(credit));

function byAccount(lines: readonly ReadLine[]): Map<number, readonly ReadLine[]> {
  const found = new Map<number, readonly ReadLine[]>();
  for (const line of lines) found.set(line.account, [...(found.get(line.account) ?? []), line]);
  return found;
}

/** Whether lines whose cents may be divided otherwise have the same sum. */
function centsAgree(
  { lines }: Posting,
  booked: ReadonlyMap<number | null, readonly ReadLine[]>,
  inLedger: (figure: Figure) => Figure,
): boolean {
  const divided = lines.filter(({ within }) => within !== undefined);
  const withAccount = divided.filter(({ account }) => account !== null);
  const expected = inLedger(sum(withAccount.map(signed)));
  const accounts = new Set(withAccount.map(({ account }) => account));
  // Other lines of these accounts are exact.
  const exact = lines.filter(
    ({ account, within }) => within === undefined && accounts.has(account),
  );
  const found = sum([...accounts].flatMap((one) => (booked.get(one) ?? []).map(signed)));
  const open = sum(
    divided.filter(({ account }) => account === null).map(({ within = "0" }) => within),
  );
  return found
    .minus(expected)
    .minus(inLedger(sum(exact.map(signed))))
    .abs()
    .lte(open);
}

/**
 * Matches each open line with a remaining account of its amount, then all open lines with one
 * account of their sum.
 */
function matched(
  open: readonly PostingLine[],
  left: Map<number, readonly ReadLine[]>,
  fits: (line: PostingLine, found: readonly ReadLine[]) => boolean,
): readonly ComparedLine[] {
  const lines: ComparedLine[] = [];
  const unmatched: PostingLine[] = [];
  for (const line of open) {
    const hit = [...left].find(([, found]) => fits(line, found));
    if (hit === undefined) {
      unmatched.push(line);
      continue;
    }
    left.delete(hit[0]);
    lines.push(together([line], hit[0], hit[1], false));
  }
  const whole = allOf(unmatched);
  const one = whole === undefined ? undefined : [...left].find(([, found]) => fits(whole, found));
  if (one !== undefined) {
    left.delete(one[0]);
    lines.push(together(unmatched, one[0], one[1], false));
  } else lines.push(...unmatched.map((line) => together([line], null, [], true)));
  return [...lines, ...[...left].map(([account, found]) => together([], account, found, true))];
}

/** Adds up lines without an account. */
function allOf(lines: readonly PostingLine[]): PostingLine | undefined {
  const [first] = lines;
  const all = sum(lines.map(signed));
  return first === undefined
    ? undefined
    : {
        ...first,
        debit: all.gt(0) ? amount(all) : "0.00",
        credit: all.lt(0) ? amount(all.abs()) : "0.00",
      };
}

const together = (
  predicted: readonly PostingLine[],
  account: number | null,
  booked: readonly ReadLine[],
  differs: boolean,
): ComparedLine => ({
  account,
  predicted,
  expected: predicted.length === 0 ? null : amount(sum(predicted.map(signed))),
  booked,
  found: booked.length === 0 ? null : amount(sum(booked.map(signed))),
  differs,
});
