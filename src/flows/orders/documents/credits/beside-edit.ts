/**
 * Whether a credit order may say what an edit of its order said before: the shop lowered the order,
 * which was booked, and then made a credit order of the same goods. The other way round it is held
 * too (deltas/keep-in-step.ts). Pure.
 */
import type Big from "big.js";
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { amount, dec, type Decimal, sum } from "../../../../domain/money.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts } from "../../../port.ts";
import { contentOf, type Signed } from "../../booked/booked-vs-charged.ts";

/** `null`: no edit that stands may be the same, or a person says that both count. */
export function besideEdit(
  { eventTypes }: Pick<RunFacts, "eventTypes">,
  credit: Order,
  documents: readonly DocumentRecord[],
): Reason | null {
  if (eventTypes.includes("retry-by-person")) return null;
  const charged = contentOf(credit);
  const edits = loweredBy(documents).map(groupsOf);
  const edit = edits.find((groups) => mayBeSame(groups, charged));
  return edit === undefined
    ? null
    : reason("credit-beside-edit", {
        order: credit.creditsOrderId,
        credit: charged.gross,
        lowered: totalOf(edit),
      });
}

/** What edits took off: of an invoice all together, of a voucher since each that it replaced. */
function loweredBy(documents: readonly DocumentRecord[]): readonly (readonly Signed[])[] {
  const contents = (role: DocumentRecord["role"], state: DocumentRecord["state"]) =>
    documents.flatMap((one) =>
      one.role === role && one.state === state && one.content !== undefined ? [one.content] : [],
    );
  const deltas: readonly Signed[] = [
    ...contents("delta-credit", "live").map((content) => ({ content, sign: 1 }) as const),
    ...contents("delta-invoice", "live").map((content) => ({ content, sign: -1 }) as const),
  ];
  const voucher = contents("voucher", "live").at(-1);
  const before = voucher === undefined ? [] : contents("voucher", "gone");
  return [
    deltas,
    ...before.map((content): readonly Signed[] => [
      { content, sign: 1 },
      ...(voucher === undefined ? [] : [{ content: voucher, sign: -1 } as const]),
    ]),
  ];
}

type Group = { readonly pieces: Big; readonly gross: Big };
type Line = BookedContent["lines"][number];

/** Goods of another price are the same goods. */
const nameOf = ({ kind, sku, salesTypeId }: Line): string =>
  JSON.stringify([kind, sku, salesTypeId ?? null]);

function groupsOf(contents: readonly Signed[]): ReadonlyMap<string, Group> {
  const lines = contents.flatMap(({ content, sign }) =>
    content.lines.map((line) => ({ line, sign })),
  );
  const groups = Map.groupBy(lines, ({ line }) => nameOf(line));
  return new Map(
    [...groups].map(([name, all]) => [
      name,
      {
        pieces: sum(all.map(({ line, sign }) => dec(line.quantity).times(sign))),
        gross: sum(all.map(({ line, sign }) => dec(line.gross).times(sign))),
      },
    ]),
  );
}

const totalOf = (groups: ReadonlyMap<string, Group>): Decimal =>
  amount(sum([...groups.values()].map(({ gross }) => gross)));

/** As much was taken off, or pieces of the same. */
const mayBeSame = (groups: ReadonlyMap<string, Group>, { gross, lines }: BookedContent): boolean =>
  dec(totalOf(groups)).gt(0) &&
  (dec(totalOf(groups)).eq(gross) ||
    lines.some((line) => {
      const group = groups.get(nameOf(line));
      return group !== undefined && group.pieces.gt(0) && group.gross.gt(0);
    }));
