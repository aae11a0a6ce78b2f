/** Settings outside of the mappings that name a thing of either side, or hold an amount. */
import type { NameListName } from "../../domain/ledger/names.ts";
import { type Copying, counterpart, type CopySide, type Misfit, misfitOf } from "./counterpart.ts";

type Taking = Copying & {
  readonly path: string;
  readonly from: unknown;
  readonly into: unknown;
};
type Take = (taking: Taking) => unknown;

const keeps = ({ path, from, into, left }: Taking, why: Misfit): unknown => {
  left.push({ path, value: from, why });
  return into;
};

const named =
  (list: NameListName): Take =>
  (taking) => {
    if (typeof taking.from !== "string") return taking.from;
    const found = counterpart(list, taking.from, taking.source, taking.target);
    return "id" in found ? found.id : keeps(taking, found.misfit);
  };

/** Ids of the shop are numbers and stay numbers. */
const several =
  (list: NameListName): Take =>
  (taking) => {
    const all: unknown[] = [];
    for (const one of Array.isArray(taking.from) ? (taking.from as readonly unknown[]) : []) {
      const found = counterpart(list, String(one), taking.source, taking.target);
      if (!("id" in found)) return keeps(taking, found.misfit);
      all.push(typeof one === "number" ? Number(found.id) : found.id);
    }
    return all;
  };

type Rows = Readonly<Record<string, string>>;

/** Copies row by row; rows that only the target has stay. `of`: the list whose ids the keys are. */
const rows =
  (list: NameListName, of: NameListName | null = null): Take =>
  ({ path, from, into, source, target, left }) => {
    const table: Record<string, string> = { ...(into as Rows) };
    for (const [key, value] of Object.entries(from as Rows)) {
      const row = of === null ? { id: key } : counterpart(of, key, source, target);
      const found = counterpart(list, value, source, target);
      if ("id" in row && "id" in found) table[row.id] = found.id;
      else
        left.push({
          path: `${path}.${key}`,
          value,
          why: misfitOf(row, found),
        });
    }
    return table;
  };

const amount: Take = (taking) =>
  sameCurrency(taking) || isNothing(taking.from) ? taking.from : keeps(taking, "currency");

const isNothing = (value: unknown): boolean => value === null || Number(value) === 0;

const sameCurrency = ({ source, target }: Pick<Taking, "source" | "target">): boolean =>
  source.company !== null &&
  target.company !== null &&
  source.company.currency === target.company.currency;

const byCountry: Take = (taking) =>
  sameCountry(taking.source, taking.target) || taking.from === null
    ? taking.from
    : keeps(taking, "country");

export const sameCountry = (source: CopySide, target: CopySide): boolean =>
  source.company !== null &&
  target.company !== null &&
  source.company.country === target.company.country;

/** A rule that doesn't fit would leave its orders to the other rules. */
const typeRules: Take = (taking) => {
  const methods = several("asperion.paymentMethods");
  const all: object[] = [];
  for (const rule of Array.isArray(taking.from) ? (taking.from as readonly object[]) : []) {
    const { paymentMethods, ...rest } = rule as { readonly paymentMethods?: readonly string[] };
    const hasAmount = "grossFrom" in rest || "grossTo" in rest;
    if (hasAmount && !sameCurrency(taking)) return keeps(taking, "currency");
    if (paymentMethods === undefined) {
      all.push(rest);
      continue;
    }
    const before = taking.left.length;
    const found = methods({ ...taking, from: paymentMethods, into: null });
    if (taking.left.length > before) {
      const misfit = taking.left.pop()?.why ?? "missing";
      return keeps(taking, misfit);
    }
    all.push({ paymentMethods: found, ...rest });
  }
  return all;
};

const defaultDebtor: Take = (taking) => {
  const { from } = taking;
  if (from === null || typeof from !== "object" || !("id" in from)) return from;
  const found = counterpart("eaccounting.customers", String(from.id), taking.source, taking.target);
  return "id" in found ? { ...from, id: found.id } : keeps(taking, found.misfit);
};

/** By path. All other values are copied as they are. */
export const SCALARS: Readonly<Record<string, Take>> = {
  "orders.typeRules": typeRules,
  "orders.tolerance": amount,
  "orders.approval.grossFrom": amount,
  "orders.newArticles.codings": rows("eaccounting.codings"),
  "orders.newArticles.unit": named("eaccounting.units"),
  "orders.giftCardCoding": named("eaccounting.codings"),
  "payouts.roundingLimit": amount,
  "payouts.accounts.unmatched": named("eaccounting.accounts"),
  "payouts.accounts.chargeback": named("eaccounting.accounts"),
  "payouts.accounts.accruedFee": named("eaccounting.accounts"),
  "payouts.accounts.inputVat": named("eaccounting.accounts"),
  "payouts.accounts.reverseInputVat": named("eaccounting.accounts"),
  "payouts.accounts.reverseOutputVat": named("eaccounting.accounts"),
  "payouts.accounts.reserve": named("eaccounting.accounts"),
  "payouts.accounts.currencyGain": named("eaccounting.accounts"),
  "payouts.accounts.currencyLoss": named("eaccounting.accounts"),
  "payouts.accounts.rounding": named("eaccounting.accounts"),
  "orders.tipCoding": named("eaccounting.codings"),
  "orders.defaultDebtor": defaultDebtor,
  "orders.collectiveDebtors": several("asperion.debtors"),
  "orders.triangularVatCodes": several("asperion.vatCodes"),
  "products.filter.codings": several("eaccounting.codings"),
  "products.vatCode.table": rows("asperion.vatCodes"),
  "products.vatCode.default": named("asperion.vatCodes"),
  "products.vatCode.force": named("asperion.vatCodes"),
  "products.salesType.table": rows("asperion.salesTypes", "eaccounting.codings"),
  "products.salesType.default": named("asperion.salesTypes"),
  "products.salesType.force": named("asperion.salesTypes"),
  evidenceYears: byCountry,
};
