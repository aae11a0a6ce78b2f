/**
 * Amounts of days: what their orders charge by the shop, what their vouchers hold, and by which VAT
 * rates. By the shares that are kept with each order's voucher, in the company's currency.
 *
 * A voucher holds what its orders charged when they were added. So both sides differ by what came
 * afterwards: the voucher was deleted or changed in the ledger, or an order of it says something
 * else in the shop and isn't booked so. The latter counts on the day that has the order last.
 */
import { amount, dec, type Decimal, fromCents, plain, negated } from "../../../domain/money.ts";
import { add, type Figures, type Part } from "../../../monitor/reconciliation/balance.ts";
import { dayKey } from "../../../domain/ids.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { DayAmounts, DayCause, DayVoucherView } from "../../contract/days.ts";
import { all, count, first, raw, type Row, run } from "../storage/sql.ts";
import type { MemberRow } from "../journal/day-members.ts";
import type { DayVoucherRow } from "./days.ts";
import type { Differing, DifferingOrders } from "./differing-orders.ts";

/** Gross and VAT rates of a voucher, as they are kept. */
type DaySums = Pick<Figures, "gross" | "rates">;

/** Sums that were kept in another way of counting are added up anew. */
const COUNTED = 2;
type KeptSums = DaySums & { readonly counted?: number };

/** Members whose shares are added up at one look; the next one goes on. */
const MEMBERS_A_LOOK = 20_000;

/**
 * The documents whose shares a member moves: its own; of a reversal what it takes back. A
 * reversal's own share is money that it leaves for the buyer: it moves that from account to account
 * and takes back no more by it.
 */
const MOVED = `d.key = m.key AND d.n = m.n AND (
      m.role <> 'voucher-reversal' AND d.role = m.role
      OR m.role = 'voucher-reversal' AND d.role IN ('voucher', 'voucher-credit')
    )`;

/** A share's cents: a reversal takes the shares of its voucher back. */
const CENTS = `CASE WHEN d.role = m.role THEN 1 ELSE -1 END
      * CAST(round((s.value ->> 'booked') * 100) AS INTEGER)`;

/**
 * Returns what the members of a day moved that a voucher has, or that wait (""); `null`: some were
 * booked before shares were kept.
 */
function sumsOfMembers(sql: SqlStorage, voucher: string, day: string): DaySums | null {
  const unknown = count(sql)`
    SELECT count(*) AS n
    FROM day_members m
    WHERE m.voucher = ${voucher} AND m.day = ${day} AND m.role <> 'voucher-payment'
      AND NOT EXISTS (
        SELECT 1 FROM documents d WHERE ${raw(MOVED)} AND json_type(d.voucher, '$.shares') = 'array'
      )`;
  if (unknown > 0) return null;
  const rows = all<ShareSum & Row>(sql)`
    SELECT s.value ->> 'of' AS part, s.value ->> 'rate' AS rate, sum(${raw(CENTS)}) AS cents
    FROM day_members m
    CROSS JOIN documents d ON ${raw(MOVED)},
      json_each(d.voucher, '$.shares') s
    WHERE m.voucher = ${voucher} AND m.day = ${day} AND m.role <> 'voucher-payment'
    GROUP BY part, rate`;
  return summed(rows);
}

type Member = Pick<MemberRow, "key" | "role" | "n">;
const nameOf = ({ key, role, n }: Member): string => `${key} ${role} ${n}`;

/** VAT by rate of members of a day that follow one another; none of payments. */
export function memberVatByRate(
  sql: SqlStorage,
  { id, day }: Pick<DayVoucherRow, "id" | "day">,
  members: readonly Member[],
): (member: Member) => DaySums["rates"] | undefined {
  const rows = all<ShareSum & Member & Row>(sql)`
    SELECT m.key AS key, m.role AS role, m.n AS n, s.value ->> 'of' AS part,
      s.value ->> 'rate' AS rate, sum(${raw(CENTS)}) AS cents
    FROM day_members m
    CROSS JOIN documents d ON ${raw(MOVED)},
      json_each(d.voucher, '$.shares') s
    WHERE m.voucher = ${id} AND m.day = ${day} AND m.key >= ${members[0]?.key ?? ""}
      AND m.key <= ${members.at(-1)?.key ?? ""}
      AND m.role <> 'voucher-payment'
    GROUP BY m.key, m.role, m.n, part, rate`;
  const byMember = Map.groupBy(rows, nameOf);
  return (member) => {
    const shares = byMember.get(nameOf(member));
    return shares === undefined ? undefined : summed(shares).rates;
  };
}

type ShareSum = { readonly part: string; readonly rate: string | null; readonly cents: number };

/** Money is a debit; sales and their VAT are credits, and above zero here. */
function summed(rows: readonly ShareSum[]): DaySums {
  const total = (of: readonly ShareSum[], parts: readonly string[]): number =>
    of.filter(({ part }) => parts.includes(part)).reduce((all_, { cents }) => all_ + cents, 0);
  const sold = rows.filter(({ part }) => part === "sale" || part === "vat");
  const rates = [...Map.groupBy(sold, ({ rate }) => (rate === null ? null : plain(dec(rate))))].map(
    ([rate, of]) => ({
      rate,
      net: fromCents(-total(of, ["sale"])),
      vat: fromCents(-total(of, ["vat"])),
    }),
  );
  return sumsIn({ currency: "", gross: fromCents(total(rows, ["money", "card"])), rates });
}

const sumsIn = (...figures: readonly Figures[]): DaySums => {
  const { gross, rates } = add(figures.map((one) => ({ ...one, currency: "" })))[0] ?? {
    gross: "0.00",
    rates: [],
  };
  return { gross, rates };
};

/**
 * Returns the sums of closed vouchers by id. Those that aren't known yet are added up and kept, as
 * a closed voucher's members don't change; so many at one look.
 */
function keptSums(sql: SqlStorage, rows: readonly DayVoucherRow[]): ReadonlyMap<string, DaySums> {
  const known = new Map<string, DaySums>();
  let left = MEMBERS_A_LOOK;
  for (const row of rows) {
    const kept = row.sums === null ? null : storedJson<KeptSums>(row.sums);
    if (kept?.counted === COUNTED) {
      known.set(row.id, kept);
      continue;
    }
    if (row.closed_at === null || left <= 0) continue;
    left -= row.members;
    const sums = sumsOfMembers(sql, row.id, row.day);
    if (sums === null) continue;
    const stored = JSON.stringify({ counted: COUNTED, ...sums } satisfies KeptSums);
    run(sql)`UPDATE day_vouchers SET sums = ${stored} WHERE id = ${row.id}`;
    known.set(row.id, sums);
  }
  return known;
}

/** What a comparison last found changed on the vouchers of days, by key. */
function changes(sql: SqlStorage): ReadonlyMap<string, { at: number; parts: readonly Part[] }> {
  const found = all<{ key: string; at: number; parts: string | null }>(sql)`
    SELECT key, at, parts
    FROM reconciliation_findings
    WHERE finding = 'amount' AND key >= 'day:' AND key < 'day;'`;
  return new Map(
    found.map(({ key, at, parts }) => [
      key,
      { at, parts: storedJson<readonly Part[]>(parts ?? "[]") },
    ]),
  );
}

/** When the voucher was held against its rows last, ms. */
const comparedAt = (sql: SqlStorage, key: string): number =>
  first<{ at: number }>(sql)`
    SELECT updated_at AS at FROM documents
    WHERE key = ${key} AND role = 'day-voucher' AND state = 'live'`?.at ?? 0;

/** Unless a later comparison of the voucher alone, by its own job, found it as it was planned. */
const isStillChanged = (
  sql: SqlStorage,
  { id, voucher, job }: DayVoucherView,
  { at }: { readonly at: number },
): boolean => voucher !== null && !(job?.outcome === "booked" && comparedAt(sql, dayKey(id)) > at);

/** Returns which of the vouchers somebody changed in the ledger. */
export function changedVouchers(
  sql: SqlStorage,
  views: readonly DayVoucherView[],
): ReadonlySet<string> {
  const found = changes(sql);
  return new Set(
    views.flatMap((view) => {
      const change = found.get(dayKey(view.id));
      return change !== undefined && isStillChanged(sql, view, change) ? [view.id] : [];
    }),
  );
}

type Stands = "there" | "nothing" | "unknown";

/** Whether the ledger holds what was planned. One that a person booked counts so. */
export function ledgerStateOf({
  closedAt,
  voucher,
  job,
  isManual = false,
}: DayVoucherView): Stands {
  const outcome = job?.outcome ?? null;
  const isOver = job === null || job.status === "done" || job.status === "dead";
  if (closedAt === null) return "unknown";
  if (voucher !== null)
    return voucher.compared && outcome !== "needs-attention" && outcome !== "in-doubt"
      ? "there"
      : "unknown";
  if (isManual) return "there";
  return isOver && outcome !== "in-doubt" ? "nothing" : "unknown";
}

/** Returns the amounts of vouchers by id; a voucher is missing while its sums aren't known. */
export function dayAmounts(
  sql: SqlStorage,
  rows: readonly DayVoucherRow[],
  views: readonly DayVoucherView[],
  { differing, isWhole }: DifferingOrders,
): ReadonlyMap<string, DayAmounts> {
  const sums = keptSums(sql, rows);
  const changed = changes(sql);
  return new Map(
    views.flatMap((view): [string, DayAmounts][] => {
      const planned = sums.get(view.id);
      if (planned === undefined) return [];
      const found = changed.get(dayKey(view.id));
      const isCurrent = found !== undefined && isStillChanged(sql, view, found);
      const own = differing.filter(({ voucher }) => voucher === view.id);
      const ledger = isCurrent ? sumsIn({ currency: "", ...planned }, ...found.parts) : planned;
      const stands = isCurrent ? "there" : ledgerStateOf(view);
      const causes: readonly DayCause[] = [
        ...(isCurrent ? [changeCause(found.parts, found.at)] : []),
        ...(stands === "nothing"
          ? [
              {
                kind: isDeleted(view) ? ("deleted" as const) : ("unbooked" as const),
                off: negated(planned.gross),
              },
            ]
          : []),
        ...own.map(orderCause),
      ];
      return [[view.id, amounts(planned, ledger, stands, causes, own, isWhole)]];
    }),
  );
}

const isDeleted = ({ job }: DayVoucherView): boolean =>
  job?.reasons.some(({ code }) => code === "day-voucher-gone") === true;

function changeCause(parts: readonly Part[], at: number): DayCause {
  const { gross, rates } = sumsIn(...parts);
  return {
    kind: "changed",
    off: gross,
    at,
    vat: rates.filter(({ vat, net }) => !isZero(vat) || !isZero(net)),
  };
}

const isZero = (figure: Decimal): boolean => dec(figure).eq(0);

const orderCause = ({
  key,
  label,
  jobId,
  outcome,
  charged,
  booked,
  off,
  currency,
}: Differing): DayCause => ({
  kind: "order",
  off,
  order: { key, label, jobId, outcome, charged, booked, currency },
});

/** The amounts of a day that waits for its close, as its orders were added to it. */
export function waitingAmounts(
  sql: SqlStorage,
  day: string,
  { differing, isWhole }: DifferingOrders,
): DayAmounts | null {
  const planned = sumsOfMembers(sql, "", day);
  if (planned === null) return null;
  const own = differing.filter((one) => one.voucher === "" && one.day === day);
  return amounts(planned, planned, "there", own.map(orderCause), own, isWhole);
}

function amounts(
  planned: DaySums,
  ledger: DaySums,
  stands: Stands,
  causes: readonly DayCause[],
  own: readonly Differing[],
  isWhole: boolean,
): DayAmounts {
  const isKnown = isWhole && own.every(({ off }) => off !== null);
  const charged = isKnown
    ? own.reduce((total, { off }) => total.minus(off ?? "0"), dec(planned.gross))
    : null;
  const holds = stands === "there" ? ledger.gross : null;
  const held = stands === "nothing" ? "0.00" : holds;
  return {
    charged: charged === null ? null : amount(charged),
    held,
    difference: charged === null || held === null ? null : amount(dec(held).minus(charged)),
    vat: stands === "nothing" ? [] : ledger.rates,
    causes,
  };
}
