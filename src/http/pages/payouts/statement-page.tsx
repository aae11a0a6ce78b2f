/** The statement of a clearing account over a month, as an accountant reads one; prints on A4. */
import { dec } from "../../../domain/money.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type {
  ClearingMovement,
  ClearingStatement,
} from "../../../sync/contract/clearing-statement.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { page } from "../frame/respond.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { monthAfter } from "../comparison/range.ts";
import { ManualLink } from "../manual/link.tsx";
import { isolate } from "../../words/isolate.ts";
import { Cell, inCurrency, Stack } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";

type StatementView = {
  readonly tenant: TenantRow;
  readonly month: string;
  /** The month of today: what comes after it has nothing in it. */
  readonly thisMonth: string;
  readonly found: ClearingStatement;
  readonly methodOf: (method: string) => string;
  readonly accounts: ReadonlyMap<number, string | null>;
};

type Place = {
  readonly account: number;
  readonly month: string;
  readonly method?: string | null;
  readonly page?: number;
};

/** `as`: "" for the page. */
export const statementPath = (id: string, place: Place, as: "" | ".csv" = ""): string =>
  `/admin/tenants/${id}/clearing/statement${as}?${new URLSearchParams({
    account: String(place.account),
    month: place.month,
    ...(place.method == null ? {} : { method: place.method }),
    ...(place.page === undefined || place.page === 0 ? {} : { page: String(place.page + 1) }),
  })}`;

export function statementPage(c: PageContext, view: StatementView): Promise<Response> {
  const { t, format } = messagesFor(c);
  const { tenant, month, found, methodOf, accounts } = view;
  const name = accounts.get(found.account) ?? null;
  const account = name === null ? String(found.account) : `${found.account} ${name}`;
  const title = t("clearing.statement.of", { account: isolate(account) });
  return page(
    c,
    `${title} · ${isolate(tenant.name)}`,
    <div class="report">
      <TenantHead id={tenant.id} name={tenant.name} current="payouts" state={tenant.state}>
        <h1>{title}</h1>
        <p class="sub">
          {t("clearing.statement.lead")}{" "}
          <a href={`/admin/tenants/${tenant.id}/clearing`}>{t("clearing.title")}</a> ·{" "}
          <ManualLink page="payouts" />
        </p>
      </TenantHead>
      <div id="live-clearing" data-live="payouts orders days">
        <h2 class="period">{format.month(month)}</h2>
        {found.method === null ? null : (
          <p>
            {t("clearing.method")}: <bdi>{methodOf(found.method)}</bdi>
          </p>
        )}
        <Ways view={view} />
        <Says view={view} />
        <Movements view={view} />
      </div>
    </div>,
  );
}

/** Other accounts, payment methods and months, and the same as a table. */
const Ways = ({ view }: { view: StatementView }) => {
  const { t, format } = useMessages();
  const { tenant, month, thisMonth, found, methodOf, accounts } = view;
  const { account, method } = found;
  const months = [monthAfter(month, -1), ...(month < thisMonth ? [monthAfter(month, 1)] : [])];
  const here = { account, month, method };
  return (
    <>
      {found.accounts.length < 2 ? null : (
        <nav class="parts" aria-label={t("payouts.account")}>
          {found.accounts.map((one) => (
            <a
              href={statementPath(tenant.id, { account: one, month })}
              aria-current={one === account ? "true" : undefined}
            >
              {[one, accounts.get(one) ?? ""].join(" ").trim()}
            </a>
          ))}
        </nav>
      )}
      {found.methods.length < 2 ? null : (
        <nav class="parts" aria-label={t("clearing.method")}>
          {[null, ...found.methods].map((one) => (
            <a
              href={statementPath(tenant.id, { account, month, method: one })}
              aria-current={one === method ? "true" : undefined}
            >
              {one === null ? t("clearing.statement.allMethods") : methodOf(one)}
            </a>
          ))}
        </nav>
      )}
      <nav class="parts" aria-label={t("comparison.otherDays")}>
        {months.map((one) => (
          <a href={statementPath(tenant.id, { ...here, month: one })}>{format.month(one)}</a>
        ))}
        <a href={statementPath(tenant.id, here, ".csv")}>{t("lists.csv")}</a>
      </nav>
    </>
  );
};

/** Whether it leads to what is counted, and what of it isn't in the ledger yet. */
const Says = ({ view: { tenant, found } }: { view: StatementView }) => {
  const { t, format } = useMessages();
  const { counting, agrees, waiting, currency } = found;
  return (
    <>
      {counting ? <Notice tone="warn" text={t("clearing.counting")} /> : null}
      {agrees || counting ? null : <Notice tone="bad" text={t("clearing.statement.differs")} />}
      {dec(waiting).eq(0) ? null : (
        <Notice tone="quiet">
          <p>
            {t("clearing.statement.waits", { amount: format.money(waiting, currency) })}{" "}
            <a href={`/admin/tenants/${tenant.id}/days`}>{t("days.title")}</a>
          </p>
        </Notice>
      )}
    </>
  );
};

const Movements = ({ view }: { view: StatementView }) => {
  const { t, format } = useMessages();
  const { tenant, month, found } = view;
  const { currency, account, method } = found;
  const balance = inCurrency(t("clearing.statement.balance"), currency);
  const edge = (name: string, figure: string) => (
    <tr>
      <th scope="row">{name}</th>
      {["clearing.statement.document", "days.order", "days.what"].map(() => (
        <td class="nothing" />
      ))}
      <td class="figure nothing" />
      <td class="figure nothing" />
      <Cell of={balance} figure>
        {figure}
      </Cell>
    </tr>
  );
  const isLast = found.page === found.pages - 1;
  const title = t("clearing.statement.title");
  return (
    <section aria-label={title}>
      <Stack
        label={title}
        columns={[
          t("days.day"),
          t("clearing.statement.document"),
          t("days.order"),
          t("days.what"),
          { name: t("voucher.debit"), figure: true },
          { name: t("voucher.credit"), figure: true },
          { name: balance, figure: true },
        ]}
      >
        <tbody>
          {found.page === 0
            ? edge(t("clearing.statement.opening"), format.amount(found.opening))
            : null}
          {found.movements.map((one) => (
            <Movement id={tenant.id} one={one} balance={balance} />
          ))}
          {isLast ? (
            <tr>
              <th scope="row">{t("clearing.statement.moved")}</th>
              <td class="nothing" />
              <td class="nothing" />
              <td class="nothing" />
              <Cell of={t("voucher.debit")} figure>
                {format.amount(found.debit)}
              </Cell>
              <Cell of={t("voucher.credit")} figure>
                {format.amount(found.credit)}
              </Cell>
              <td class="figure nothing" />
            </tr>
          ) : null}
          {isLast ? edge(t("clearing.statement.closing"), format.amount(found.closing)) : null}
        </tbody>
      </Stack>
      <nav class="pager" aria-label={t("orders.pages")}>
        {found.page === 0 ? null : (
          <a href={statementPath(tenant.id, { account, month, method })}>{t("orders.first")}</a>
        )}
        {isLast ? null : (
          <a href={statementPath(tenant.id, { account, month, method, page: found.page + 1 })}>
            {t("orders.next")}
          </a>
        )}
      </nav>
    </section>
  );
};

type MovementProps = {
  readonly id: string;
  readonly one: ClearingMovement;
  readonly balance: string;
};

const Movement = ({ id, one, balance }: MovementProps) => {
  const { t, format } = useMessages();
  const { day, document, waits, order, payout, what, debit, credit } = one;
  const unlessZero = (figure: string): string => (dec(figure).eq(0) ? "" : format.amount(figure));
  const number = order === null ? null : (order.number ?? order.key.slice("order:".length));
  return (
    <tr>
      <th scope="row" class="whole">
        {format.day(day)}
      </th>
      <Cell of={t("clearing.statement.document")}>
        {waits ? t("clearing.ledger.waiting") : (document ?? "–")}
      </Cell>
      <Cell of={t("days.order")}>
        {number === null ? (
          t("clearing.statement.several")
        ) : (
          <a href={`/admin/tenants/${id}/orders?text=${encodeURIComponent(number)}`}>
            <bdi>{number}</bdi>
          </a>
        )}
      </Cell>
      <Cell of={t("days.what")}>
        {t(`clearing.statement.kinds.${what}`)}
        {payout === null ? null : (
          <div class="hint">
            <a href={`/admin/tenants/${id}/payouts/${payout.id}`}>
              {t(`payouts.providers.${payout.provider}`)} <bdi>{payout.payout}</bdi>
            </a>
          </div>
        )}
      </Cell>
      <Cell of={t("voucher.debit")} figure>
        {unlessZero(debit)}
      </Cell>
      <Cell of={t("voucher.credit")} figure>
        {unlessZero(credit)}
      </Cell>
      <Cell of={balance} figure>
        {format.amount(one.balance)}
      </Cell>
    </tr>
  );
};
