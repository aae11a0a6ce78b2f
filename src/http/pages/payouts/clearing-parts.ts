/** What the parts of the page of amounts that providers owe share. */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { ClearingSum, ClearingView } from "../../../sync/contract/clearing.ts";

export type View = {
  readonly tenant: TenantRow;
  readonly found: ClearingView;
  /** Not the first page of the open orders. */
  readonly behind: boolean;
  /** The shop's name of a payment method. */
  readonly methodOf: (method: string) => string;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
};

type Named = { readonly key: string; readonly number: string | null };

/** Its number, or the shop's id of one whose number isn't known. */
export const orderName = ({ key, number }: Named): string => number ?? key.slice("order:".length);

export const orderPath = (id: string, order: Named): string =>
  `/admin/tenants/${id}/orders?text=${encodeURIComponent(orderName(order))}`;

export const useNames = ({ methodOf, accounts }: View) => ({
  account: (account: number): string => {
    const name = accounts.get(account) ?? null;
    return name === null ? String(account) : `${account} ${name}`;
  },
  method: methodOf,
});

export const total = (sums: readonly ClearingSum[], of: (one: ClearingSum) => Decimal): Decimal =>
  amount(sum(sums.map((one) => dec(of(one)))));
