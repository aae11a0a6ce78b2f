/** What payment providers owe: sums by payment method and age, and the open orders. */
import type { ClearingSum } from "../../../sync/contract/clearing.ts";
import { messagesFor } from "../../language.ts";
import { Empty } from "../parts/empty.tsx";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { nameOf, orderPath, total, useNames, type View } from "./clearing-parts.ts";
import { Ledger } from "./ledger.tsx";
import { statementPath } from "./statement-page.tsx";
import { Verdict } from "./verdict.tsx";
import { page } from "../frame/respond.tsx";
import { Cell, Records, Stack } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

const pathOf = (id: string): string => `/admin/tenants/${id}/clearing`;

export function clearingPage(c: PageContext, view: View): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, found } = view;
  return page(
    c,
    t("clearing.of", { tenant: isolate(tenant.name) }),
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

/** To its open orders, and to its statement of this month. */
const AccountLinks = ({ view, of }: { view: View; of: ClearingSum }) => {
  const { t } = useMessages();
  const names = useNames(view);
  const { account, method } = of;
  const month = view.found.today.slice(0, 7);
  return (
    <>
      <a href={`${pathOf(view.tenant.id)}?account=${account}#open`}>{names.account(account)}</a>
      <div class="hint">
        <a href={statementPath(view.tenant.id, { account, month, method })}>
          {t("clearing.statement.title")}
        </a>
      </div>
    </>
  );
};

const Sums = ({ view }: { view: View }) => {
  const { t, format } = useMessages();
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
                <AccountLinks view={view} of={one} />
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
  const { t, format } = useMessages();
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
  const { t, format } = useMessages();
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
        <Records
          label={title}
          columns={[
            {
              name: t("payouts.unmatched.order"),
              cell: (order) => (
                <a href={orderPath(tenant.id, order)}>
                  <bdi>{nameOf(order)}</bdi>
                </a>
              ),
            },
            { name: t("clearing.method"), cell: (order) => names.method(order.method) },
            { name: t("payouts.day"), whole: true, cell: (order) => format.day(order.day) },
            {
              name: t("clearing.open"),
              figure: true,
              cell: (order) => format.money(order.open, currency),
            },
          ]}
          records={orders}
        />
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
