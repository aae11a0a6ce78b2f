/** What payment providers owe: sums by payment method and age, and the open orders. */
import type { ClearingSum } from "../../../sync/contract/clearing.ts";
import { messagesFor } from "../../language.ts";
import { Empty } from "../parts/empty.tsx";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { orderName, orderPath, total, useNames, type View } from "./clearing-parts.ts";
import { Ledger } from "./ledger.tsx";
import { statementPath } from "./statement-page.tsx";
import { Verdict } from "./verdict.tsx";
import { page } from "../frame/respond.tsx";
import { Records } from "../parts/table.tsx";
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
        {found.counting ? <Notice tone="warn" text={t("clearing.counting")} /> : null}
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

/** A payment method on an account, or all of them. */
type SumLine = Pick<ClearingSum, "sold" | "paid" | "open" | "orders"> & {
  readonly name: string;
  readonly of: ClearingSum | null;
};

const Sums = ({ view }: { view: View }) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const { sums, currency } = view.found;
  const title = t("clearing.sums", { currency: currency ?? "" });
  const together: SumLine = {
    name: t("clearing.together"),
    of: null,
    sold: total(sums, ({ sold }) => sold),
    paid: total(sums, ({ paid }) => paid),
    open: total(sums, ({ open }) => open),
    orders: sums.reduce((all, { orders }) => all + orders, 0),
  };
  const money = (name: string, of: "sold" | "paid" | "open") => ({
    name,
    figure: true,
    cell: (line: SumLine) => format.money(line[of], currency),
  });
  return (
    <section aria-labelledby="sums">
      <h2 id="sums">{title}</h2>
      <Records<SumLine>
        label={title}
        columns={[
          { name: t("clearing.method"), cell: ({ name }) => name },
          {
            name: t("payouts.account"),
            cell: ({ of }) => (of === null ? null : <AccountLinks view={view} of={of} />),
          },
          money(t("clearing.sold"), "sold"),
          money(t("clearing.paid"), "paid"),
          money(t("clearing.open"), "open"),
          {
            name: t("clearing.orders"),
            figure: true,
            cell: ({ orders }) => format.figure(orders),
          },
        ]}
        records={[...sums.map((of) => ({ ...of, of, name: names.method(of.method) })), together]}
      />
    </section>
  );
};

/** What is owed by age: of a payment method on an account, or of all of them. */
type AgeLine = {
  readonly name: string;
  readonly account: string | null;
  readonly ages: readonly Pick<ClearingSum["ages"][number], "open" | "orders">[];
};

const Ages = ({ view }: { view: View }) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const { sums, currency } = view.found;
  const nameOf = (upTo: number | null, from: number): string =>
    upTo === null ? t("clearing.older", { days: from - 1 }) : t("clearing.days", { from, upTo });
  const buckets = sums[0]?.ages ?? [];
  const ages = buckets.map(({ upTo }, at, all) =>
    nameOf(upTo, at === 0 ? 0 : (all[at - 1]?.upTo ?? 0) + 1),
  );
  const lines: readonly AgeLine[] = sums.map((one) => ({
    name: names.method(one.method),
    account: names.account(one.account),
    ages: one.ages,
  }));
  const together: AgeLine = {
    name: t("clearing.together"),
    account: null,
    ages: buckets.map((_, at) => ({
      open: total(sums, ({ ages: of }) => of[at]?.open ?? "0.00"),
      orders: sums.reduce((all, { ages: of }) => all + (of[at]?.orders ?? 0), 0),
    })),
  };
  return (
    <section aria-labelledby="ages">
      <h2 id="ages">{t("clearing.ages")}</h2>
      <Records<AgeLine>
        label={t("clearing.ages")}
        columns={[
          { name: t("clearing.method"), cell: ({ name }) => name },
          { name: t("payouts.account"), cell: ({ account }) => account },
          ...ages.map((name, at) => ({
            name,
            figure: true,
            cell: (one: AgeLine) =>
              one.ages.slice(at, at + 1).map(({ open, orders }) => (
                <>
                  {format.money(open, currency)}
                  <div class="hint">{t("clearing.count", { count: orders })}</div>
                </>
              )),
          })),
        ]}
        records={sums.length > 1 ? [...lines, together] : lines}
      />
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
                  <bdi>{orderName(order)}</bdi>
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
