/** Vouchers of days: the list, and one of them with its rows and its orders. */
import { rateText } from "../../../domain/language.ts";
import type { Decimal } from "../../../domain/money.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import { debitOf } from "../../../domain/ledger/day-book.ts";
import {
  type DayMemberView,
  type DayPage,
  DAYS_PER_PAGE,
  type DaysView,
  type DayVoucherView,
} from "../../../sync/contract/days.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import { dayState } from "../../usecases/vouchers/voucher-states.ts";
import { Empty } from "../parts/empty.tsx";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { VendorLinks, type voucherLinks } from "../orders/links/vendor-links.tsx";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Older } from "../parts/older.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { SkipForm, UndoDaySkip } from "../orders/actions/skip-form.tsx";
import { PostingHead, PostingLine, PostingSum } from "../parts/posting-table.tsx";
import { page } from "../frame/respond.tsx";
import { RetryVoucher } from "../parts/retry-voucher.tsx";
import { Records } from "../parts/table.tsx";
import { Fact, Notice, Reasons, Wide, PageSection } from "../parts/ui.tsx";
import { Causes, Difference, OrderOf, VatRates, VatTable } from "./amounts.tsx";
import { List } from "./list.tsx";
import { dayName } from "../../words/day-name.ts";
import { useMessages } from "../frame/use-messages.ts";

/** `at`: which page of the list, from 0. */
export function daysPage(
  c: PageContext,
  tenant: TenantRow,
  days: DaysView,
  at: number,
): Promise<Response> {
  const { t } = messagesFor(c);
  return page(
    c,
    t("days.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{t("days.title")}</h1>
        <p class="sub">
          {t("days.lead")} <ManualLink page="orders" />
        </p>
      </TenantHead>
      <div id="live-days" data-live="days">
        <Booked id={tenant.id} days={days} at={at} />
      </div>
    </>,
  );
}

/** Days and their vouchers; where there are none yet, the way to have some. */
const Booked = ({ id, days, at }: { id: string; days: DaysView; at: number }) => {
  const { t } = useMessages();
  if (days.vouchers.length === 0 && days.waiting.length === 0 && at === 0)
    return (
      <Empty
        text={t("days.nothing")}
        next={{
          href: `/admin/tenants/${id}/settings/vouchers`,
          text: t("empty.vouchers"),
        }}
      />
    );
  return (
    <>
      <List id={id} days={days} at={at} />
      <Older
        path={`/admin/tenants/${id}/days`}
        label={t("days.title")}
        all={t("days.total", { count: days.total })}
        page={at}
        total={days.total}
        most={DAYS_PER_PAGE}
      />
    </>
  );
};

type OneView = {
  readonly tenant: TenantRow;
  readonly found: DayPage;
  /** When both sides of its day were compared last; `null`: never. */
  readonly compared: number | null;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
  /** Names of payment methods, by id. */
  readonly methods: ReadonlyMap<string, string>;
  /** The voucher in the ledger, where its address is set. */
  readonly elsewhere: ReturnType<typeof voucherLinks>;
};

export function dayPage(c: PageContext, view: OneView): Promise<Response> {
  const { t, format } = messagesFor(c);
  const { tenant, found } = view;
  const { voucher, members, cursor } = found;
  const base = `/admin/tenants/${tenant.id}/days`;
  const name = dayName(t, format, voucher);
  return page(
    c,
    t("days.one", { day: isolate(name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{t("days.one", { day: name })}</h1>
        <p class="sub">
          <a href={base}>{t("days.title")}</a> · <ManualLink page="orders" />
        </p>
      </TenantHead>
      <div id="live-day" data-live="days">
        <VendorLinks links={view.elsewhere} />
        <dl class="facts">
          <Fact name={t("days.orders")}>{format.figure(voucher.members)}</Fact>
          <AmountFacts voucher={voucher} isCompared={view.compared !== null} />
          <Fact name={t("days.state")}>{t(`days.states.${dayState(voucher)}`)}</Fact>
          <Fact name={t("days.voucher")}>{voucher.voucher?.number ?? "–"}</Fact>
          {voucher.voucher === null ? null : (
            <Fact name={t("days.comparedAt")}>
              {view.compared === null ? t("days.notCompared") : format.stamp(view.compared)}
            </Fact>
          )}
        </dl>
        {voucher.amounts === undefined ? null : <p class="sub">{t("days.asRead")}</p>}
        {voucher.voucher === null ? null : <CompareNow id={tenant.id} day={voucher.day} />}
        <Job id={tenant.id} voucher={voucher} />
        <Causes id={tenant.id} voucher={voucher} />
        <Posting view={view} />
        <VatTable voucher={voucher} />
        <PageSection head="orders" title={t("days.members")}>
          <Members id={tenant.id} members={members} currency={voucher.currency} />
          {cursor === null ? null : (
            <p>
              <a href={`${base}/${voucher.id}?cursor=${encodeURIComponent(cursor)}`}>
                {t("days.more")}
              </a>
            </p>
          )}
        </PageSection>
      </div>
    </>,
  );
}

/** Reads both sides of the day anew, as a reconciliation of these days does. */
const CompareNow = ({ id, day }: { id: string; day: string }) => {
  const { t } = useMessages();
  return (
    <PostForm action={`/admin/tenants/${id}/comparison`} class="line">
      <input type="hidden" name="from" value={day} />
      <input type="hidden" name="to" value={day} />
      <Button class="second" name="do" value="compare">
        {t("clearing.ledger.read")}
      </Button>
    </PostForm>
  );
};

type AmountFactsProps = { readonly voucher: DayVoucherView; readonly isCompared: boolean };

/** What its orders charge, what is in the ledger, and the difference. */
const AmountFacts = ({ voucher, isCompared }: AmountFactsProps) => {
  const { t, format } = useMessages();
  const { amounts, currency } = voucher;
  if (amounts === undefined) return null;
  const money = (figure: Decimal | null): string =>
    figure === null ? "–" : format.money(figure, currency);
  return (
    <>
      <Fact name={t("days.charged")}>{money(amounts.charged)}</Fact>
      <Fact name={t("days.held")}>{money(amounts.held)}</Fact>
      <Fact name={t("comparison.difference")}>
        <Difference amounts={amounts} currency={currency} isCompared={isCompared} />
      </Fact>
    </>
  );
};

/** What to do about it is done on this page, so no link leads away. */
const OF_THIS_PAGE = "day-voucher-gone" satisfies ReasonCode;

type JobProps = {
  readonly id: string;
  readonly voucher: DayVoucherView;
};

/** Why it isn't booked, and a retry or a skip, each of which is previewed first. */
const Job = ({ id, voucher }: JobProps) => {
  const { t, describe } = useMessages();
  const { job } = voucher;
  if (job === null || job.outcome === "booked") return null;
  const state = dayState(voucher);
  const address = `/admin/tenants/${id}/orders/${job.id}`;
  // Why it was on hold before it was skipped asks for nothing any more.
  const reasons = state === "by-hand" ? job.reasons.slice(0, 1) : job.reasons;
  return (
    <Notice tone={state === "by-hand" ? "quiet" : "warn"}>
      <Reasons reasons={reasons.map((one) => describe(one))} tenantId={id} mended={OF_THIS_PAGE} />
      <p>
        <a href={address}>{t("days.timeline")}</a>
      </p>
      {state === "attention" ? <RetryVoucher tenantId={id} job={job} /> : null}
      {state === "attention" && job.outcome !== "in-doubt" ? (
        <SkipForm address={address} isOrder={false} fault={null} />
      ) : null}
      {state === "by-hand" ? <UndoDaySkip address={address} /> : null}
    </Notice>
  );
};

/** An account's name with its part of the turnover, unless the name says that already. */
const withPart = (account: string | null | undefined, part: string): string =>
  account?.includes(part) === true ? account : [account, part].filter(Boolean).join(" · ");

const Posting = ({ view: { found, accounts, methods } }: { view: OneView }) => {
  const { t, language } = useMessages();
  const { rows } = found.voucher;
  const total = debitOf(rows);
  return (
    <PageSection head="posting" title={t("posting.title")}>
      <Wide label={t("posting.title")}>
        <table>
          <PostingHead
            account={t("comparison.postings.account")}
            name={t("days.accountOf")}
            currency={found.voucher.currency}
          />
          <tbody>
            {rows.map(({ account, debit, credit, of }) => (
              <PostingLine
                account={account}
                name={withPart(accounts.get(account), methods.get(of) ?? rateText(language, of))}
                debit={debit}
                credit={credit}
              />
            ))}
            <PostingSum debit={total} credit={total} />
          </tbody>
        </table>
      </Wide>
    </PageSection>
  );
};

type MembersProps = {
  readonly id: string;
  readonly members: readonly DayMemberView[];
  readonly currency: string | null;
};

const Members = ({ id, members, currency }: MembersProps) => {
  const { t, find, format } = useMessages();
  return (
    <Records
      label={t("days.members")}
      columns={[
        { name: t("days.order"), cell: (member) => <OrderOf id={id} order={member} /> },
        { name: t("days.what"), cell: ({ role }) => find(`days.roles.${role}`) ?? role },
        {
          name: t("days.vat"),
          figure: true,
          cell: ({ vat }) => <VatRates rates={vat} currency={currency} />,
        },
        {
          name: t("voucher.sum"),
          figure: true,
          cell: ({ rows, charged }) =>
            charged === undefined
              ? format.money(debitOf(rows), currency)
              : format.money(charged.amount, charged.currency),
        },
      ]}
      records={members}
    />
  );
};
