/**
 * Judges vouchers of days: each is booked once, and moves on every account exactly what the shares
 * of its orders come to. With that, a share that is in a booked day stands for a voucher of its
 * order. Pure, in whole cents.
 */
import { shown } from "./cents.ts";
import type { Finding, HeldDocument, Voucher } from "./judge.ts";
import { movedBy } from "./payouts.ts";

export type Share = {
  readonly order: string;
  /** Of one order there is one of each. */
  readonly role: string;
  readonly rows: Voucher["rows"];
};

/** As its page has it. */
export type Day = {
  readonly id: string;
  readonly isClosed: boolean;
  readonly shares: readonly Share[];
};

export type BookedDay = Pick<Voucher, "rows"> & { readonly id: string };

const found = (fault: string, of: string, detail: string): Finding => ({ fault, of, detail });

export function judgeDays(
  days: readonly Day[],
  booked: readonly BookedDay[],
  told: ReadonlySet<string>,
): readonly Finding[] {
  const byId = Map.groupBy(booked, ({ id }) => id);
  const names = new Set(days.map(({ id }) => id));
  return [
    ...days.flatMap(({ id, isClosed, shares }) => {
      const [voucher, ...more] = byId.get(id) ?? [];
      if (more.length > 0) return [found("doubled", id, "a day has two vouchers")];
      if (voucher === undefined)
        return !isClosed || told.has(nameOf(id))
          ? []
          : [found("untold", id, "a closed day isn't booked")];
      return apart(movedBy(voucher.rows), movedBy(shares.flatMap(({ rows }) => rows))).map(
        (detail) => found("day", id, detail),
      );
    }),
    ...booked
      .filter(({ id }) => !names.has(id))
      .map(({ id }) => found("stranger", id, "a voucher of a day that nobody knows")),
  ];
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A day's voucher as the page of what waits names it. */
function nameOf(id: string): string {
  const [year, month, day, n] = id.split("-").map(Number) as [number, number, number, number];
  const name = `Daily voucher of ${day} ${MONTHS[month - 1] ?? ""} ${year}`;
  return n === 1 ? name : `${name}, voucher ${n}`;
}

/** Orders whose day is put before a person, and isn't booked: nobody names them one by one. */
export const toldWithDays = (
  days: readonly Day[],
  booked: readonly BookedDay[],
  told: ReadonlySet<string>,
): ReadonlySet<string> => {
  const there = new Set(booked.map(({ id }) => id));
  return new Set(
    days
      .filter(({ id }) => told.has(nameOf(id)) && !there.has(id))
      .flatMap(({ shares }) => shares.map(({ order }) => order)),
  );
};

type Moved = Readonly<Record<number, number>>;

const apart = (there: Moved, shares: Moved): readonly string[] =>
  [...new Set([...Object.keys(there), ...Object.keys(shares)])].map(Number).flatMap((account) => {
    const [one, other] = [there[account] ?? 0, shares[account] ?? 0];
    return one === other
      ? []
      : [`${shown(one)} on ${account}, where its orders come to ${shown(other)}`];
  });

/** What stands for each order: its shares of the days that are booked. */
export const documentsOf = (
  days: readonly Day[],
  booked: readonly BookedDay[],
  kept: (rows: Voucher["rows"]) => Pick<HeldDocument, "gross" | "vat" | "paid" | "currency">,
): readonly HeldDocument[] =>
  days
    .filter(({ id }) => booked.some((one) => one.id === id))
    .flatMap(({ id, shares }) =>
      shares.map(({ order, role, rows }) => ({
        kind: "voucher" as const,
        id: `${id} ${role}`,
        order,
        code: role,
        ...kept(rows),
      })),
    );
