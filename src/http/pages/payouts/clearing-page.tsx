/** What payment providers owe: sums by payment method and age, and the open orders. */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { ClearingSum, ClearingView } from "../../../sync/contract/payouts.ts";
import { messagesFor } from "../../language.ts";
import { Empty } from "../parts/empty.tsx";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../parts/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Ledger } from "./ledger.tsx";
import { Verdict } from "./verdict.tsx";
import { page } from "../frame/respond.tsx";
import { Cell, Stack } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";
import { useFormat, useMessages } from "../frame/use-messages.ts";

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

const pathOf = (id: string): string => `/admin/tenants/${id}/clearing`;

export function clearingPage(c: PageContext, view: View): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, found } = view;
  return page(
    c,
    t("clearing.of", { tenant: isolate(tenant.name) }),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="payouts" state={tenant.state}>
        <h1>{t("clearing.title")}</h1>
        <p class="sub">
          {t("clearing.lead")}{" "}
          <a href={`/admin/tenants/${tenant.id}/payouts`}>{t("payouts.title")}</a> ·{" "}
          <ManualLink page="payouts" />
        </p>
      </TenantHead>
      <div id="live-clearing" data-live="payouts orders">
        {found.counting ? (
          <Notice tone="warn">
            <p>{t("clearing.counting")}</p>
          </Notice>
        ) : null}
        {found.sums.length === 0 ? (
          <Empty
            text={t("clearing.nothing")}
            next={{
              href: `/admin/tenants/${tenant.id}/settings/lookups/clearingAccount`,
              text: t("clearing.accounts"),
            }}
          />
        ) : (
          <>
            <Verdict view={view} />
            <Sums view={view} />
            <Ledger
              ledger={found.ledger}
              path={`${pathOf(tenant.id)}?compare=1#ledger`}
              currency={found.currency}
              accounts={view.accounts}
            />
            <Ages view={view} />
            <OpenOrders view={view} />
          </>
        )}
      </div>
    </>,
  );
}

type Named = { readonly key: string; readonly number: string | null };

/** Its number, or the shop's id of one whose number isn't known. */
export const nameOf = ({ key, number }: Named): string => number ?? key.slice("order:".length);

export const orderPath = (id: string, order: Named): string =>
  `/admin/tenants/${id}/orders?text=${encodeURIComponent(nameOf(order))}`;

export const useNames = ({ methodOf, accounts }: View) => ({
  account: (account: number): string => {
    const name = accounts.get(account) ?? null;
    return name === null ? String(account) : `${account} ${name}`;
  },
  method: methodOf,
});

export const total = (sums: readonly ClearingSum[], of: (one: ClearingSum) => Decimal): Decimal =>
  amount(sum(sums.map((one) => dec(of(one)))));

const Sums = ({ view }: { view: View }) => {
  const { t } = useMessages();
  const format = useFormat();
  const names = useNames(view);
  const { sums, currency } = view.found;
  return (
    <section aria-labelledby="sums">
      <h2 id="sums">{t("clearing.sums", { currency: currency ?? "" })}</h2>
      <Stack
        label={t("clearing.sums", { currency: currency ?? "" })}
        columns={[
          t("clearing.method"),
          t("payouts.account"),
          { name: t("clearing.sold"), figure: true },
          { name: t("clearing.paid"), figure: true },
          { name: t("clearing.open"), figure: true },
          { name: t("clearing.orders"), figure: true },
        ]}
      >
        <tbody>
          {sums.map((one) => (
            <tr>
              <th scope="row">{names.method(one.method)}</th>
              <Cell of={t("payouts.account")}>
                <a href={`${pathOf(view.tenant.id)}?account=${one.account}#open`}>
                  {names.account(one.account)}
                </a>
              </Cell>
              <Cell of={t("clearing.sold")} figure>
                {format.money(one.sold, currency)}
              </Cell>
              <Cell of={t("clearing.paid")} figure>
                {format.money(one.paid, currency)}
              </Cell>
              <Cell of={t("clearing.open")} figure>
                {format.money(one.open, currency)}
              </Cell>
              <Cell of={t("clearing.orders")} figure>
                {format.figure(one.orders)}
              </Cell>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("clearing.together")}</th>
            <Cell of={t("payouts.account")} />
            <Cell of={t("clearing.sold")} figure>
              {format.money(
                total(sums, ({ sold }) => sold),
                currency,
              )}
            </Cell>
            <Cell of={t("clearing.paid")} figure>
              {format.money(
                total(sums, ({ paid }) => paid),
                currency,
              )}
            </Cell>
            <Cell of={t("clearing.open")} figure>
              {format.money(
                total(sums, ({ open }) => open),
                currency,
              )}
            </Cell>
            <Cell of={t("clearing.orders")} figure>
              {format.figure(sums.reduce((all, { orders }) => all + orders, 0))}
            </Cell>
          </tr>
        </tbody>
      </Stack>
    </section>
  );
};

const Ages = ({ view }: { view: View }) => {
  const { t } = useMessages();
  const format = useFormat();
  const names = useNames(view);
  const { sums, currency } = view.found;
  const nameOf = (upTo: number | null, from: number): string =>
    upTo === null ? t("clearing.older", { days: from - 1 }) : t("clearing.days", { from, upTo });
  const ages = (sums[0]?.ages ?? []).map(({ upTo }, at, all) =>
    nameOf(upTo, at === 0 ? 0 : (all[at - 1]?.upTo ?? 0) + 1),
  );
  return (
    <section aria-labelledby="ages">
      <h2 id="ages">{t("clearing.ages")}</h2>
      <Stack
        label={t("clearing.ages")}
        columns={[
          t("clearing.method"),
          t("payouts.account"),
          ...ages.map((name) => ({ name, figure: true })),
        ]}
      >
        <tbody>
          {sums.map((one) => (
            <tr>
              <th scope="row">{names.method(one.method)}</th>
              <Cell of={t("payouts.account")}>{names.account(one.account)}</Cell>
              {one.ages.map(({ open, orders }, at) => (
                <Cell of={ages[at] ?? ""} figure>
                  {format.money(open, currency)}
                  <div class="hint">{t("clearing.count", { count: orders })}</div>
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

const OpenOrders = ({ view }: { view: View }) => {
  const { t } = useMessages();
  const format = useFormat();
  const names = useNames(view);
  const { tenant, found, behind } = view;
  const { account, orders, cursor, currency } = found;
  if (account === null) return null;
  const title = t("clearing.openOn", { account: names.account(account) });
  const here = `${pathOf(tenant.id)}?account=${account}`;
  return (
    <section aria-labelledby="open">
      <h2 id="open">{title}</h2>
      {orders.length === 0 ? (
        <p>{t("clearing.none")}</p>
      ) : (
        <Stack
          label={title}
          columns={[
            t("payouts.unmatched.order"),
            t("clearing.method"),
            t("payouts.day"),
            { name: t("clearing.open"), figure: true },
          ]}
        >
          <tbody>
            {orders.map((order) => (
              <tr>
                <th scope="row">
                  <a href={orderPath(tenant.id, order)}>
                    <bdi>{nameOf(order)}</bdi>
                  </a>
                </th>
                <Cell of={t("clearing.method")}>{names.method(order.method)}</Cell>
                <Cell of={t("payouts.day")} whole>
                  {format.day(order.day)}
                </Cell>
                <Cell of={t("clearing.open")} figure>
                  {`${format.amount(order.open)} ${currency ?? ""}`}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Stack>
      )}
      <nav class="pager" aria-label={t("orders.pages")}>
        {behind ? <a href={`${here}#open`}>{t("orders.first")}</a> : null}
        {cursor === null ? null : (
          <a href={`${here}&cursor=${encodeURIComponent(cursor)}#open`}>{t("orders.next")}</a>
        )}
        <a href={`${pathOf(tenant.id)}.csv`}>{t("lists.csv")}</a>
      </nav>
    </section>
  );
};
