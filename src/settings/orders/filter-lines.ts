/**
 * A filter that is widened has a start line of its own: orders that lie in a newly selected status
 * must not all be booked at once. Each status that is added later has the instant from which its
 * orders count.
 */
import { z } from "zod";
import { type Message, message } from "../../messages/message.ts";

const instant = z.iso.datetime({ offset: true });
export const STATUSES = [1, 2, 3, 4, 5] as const;
export const PAYMENT_STATUSES = ["Open", "PartlyPaid", "Paid", "Refunded"] as const;

export const filterLines = z
  .strictObject({
    statuses: z.partialRecord(z.enum(["1", "2", "3", "4", "5"]), instant).default({}),
    paymentStatuses: z.partialRecord(z.enum(PAYMENT_STATUSES), instant).default({}),
  })
  .prefault({});

type Filtered = {
  readonly enabled: boolean;
  readonly statuses: readonly (typeof STATUSES)[number][];
  /** Empty: all. */
  readonly paymentStatuses: readonly (typeof PAYMENT_STATUSES)[number][];
  readonly filterLines: z.infer<typeof filterLines>;
};

/** The latest of the lines that these statuses carry; `null`: none. */
export function lineOf(
  orders: Filtered,
  status: (typeof STATUSES)[number],
  payment: (typeof PAYMENT_STATUSES)[number],
): string | null {
  const lines = [
    orders.filterLines.statuses[`${status}`],
    orders.filterLines.paymentStatuses[payment],
  ].filter((line) => line !== undefined);
  return lines.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}

type Widened =
  | { readonly part: "statuses"; readonly status: (typeof STATUSES)[number] }
  | { readonly part: "paymentStatuses"; readonly status: (typeof PAYMENT_STATUSES)[number] };

/**
 * Returns what the filter newly includes. Nothing while the flow is off: its start line is asked
 * for when it is switched on.
 */
export function widened(before: Filtered, now: Filtered): readonly Widened[] {
  if (!before.enabled || !now.enabled) return [];
  const paid = ({ paymentStatuses }: Filtered): readonly (typeof PAYMENT_STATUSES)[number][] =>
    paymentStatuses.length === 0 ? PAYMENT_STATUSES : paymentStatuses;
  return [
    ...now.statuses
      .filter((status) => !before.statuses.includes(status))
      .map((status) => ({ part: "statuses", status }) as const),
    ...paid(now)
      .filter((status) => !paid(before).includes(status))
      .map((status) => ({ part: "paymentStatuses", status }) as const),
  ];
}

/** A status that is let in needs a line given with it: an earlier one is another decision's. */
export function filterFaults(
  before: Filtered,
  now: Filtered,
): readonly { readonly path: string; readonly message: Message }[] {
  return widened(before, now)
    .filter(
      ({ part, status }) =>
        line(now, part, status) === undefined ||
        line(now, part, status) === line(before, part, status),
    )
    .map(({ part, status }) => ({
      path: `orders.filterLines.${part}.${status}`,
      message: message("settings.faults.filterWidened", { status }),
    }));
}

const line = (
  { filterLines: lines }: Filtered,
  part: Widened["part"],
  status: Widened["status"],
): string | undefined => (lines[part] as Readonly<Record<string, string>>)[status];
