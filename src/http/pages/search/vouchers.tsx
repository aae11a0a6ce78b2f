/** Daily vouchers and payouts that a search found; each leads to its page. */
import type { TenantRow } from "../../../store/tenants.ts";
import type { DayVoucherView } from "../../../sync/contract/days.ts";
import type { PayoutRow } from "../../../sync/contract/payouts.ts";
import { debitOf } from "../../../domain/ledger/day-book.ts";
import type { SearchResult, VoucherHit } from "../../usecases/search/search.ts";
import { dayState } from "../../usecases/vouchers/voucher-states.ts";
import { dayName } from "../../words/day-name.ts";
import { isolate } from "../../words/isolate.ts";
import { useMessages } from "../frame/use-messages.ts";
import { PageSection } from "../parts/ui.tsx";

type NameOf = (id: string) => string;
type VouchersProps = { readonly found: SearchResult; readonly nameOf: NameOf };

/** Both kinds, where there are any. */
export const Vouchers = ({ found: { days, payouts }, nameOf }: VouchersProps) => {
  const { t } = useMessages();
  return (
    <>
      {days.length === 0 ? null : (
        <PageSection head="found-days" title={t("days.title")}>
          <ul class="found">
            {days.map((hit) => (
              <Day hit={hit} shop={nameOf(hit.tenant.id)} />
            ))}
          </ul>
        </PageSection>
      )}
      {payouts.length === 0 ? null : (
        <PageSection head="found-payouts" title={t("payouts.title")}>
          <ul class="found">
            {payouts.map((hit) => (
              <Payout hit={hit} shop={nameOf(hit.tenant.id)} />
            ))}
          </ul>
        </PageSection>
      )}
    </>
  );
};

type LineProps<T> = { readonly hit: VoucherHit<T>; readonly shop: string };

const Day = ({ hit: { tenant, of }, shop }: LineProps<DayVoucherView>) => {
  const { t, format } = useMessages();
  const parts = [
    t(`days.states.${dayState(of)}`),
    ...(of.voucher?.number == null ? [] : [t("search.voucher", { number: of.voucher.number })]),
    t("days.count", { count: of.members }),
    format.money(debitOf(of.rows), of.currency ?? null),
  ];
  return (
    <li>
      <a href={`/admin/tenants/${tenant.id}/days/${of.id}`}>
        {t("days.one", { day: dayName(t, format, of) })}
      </a>{" "}
      <span class="meta">
        {parts.join(" · ")} · <bdi>{shop}</bdi>
      </span>
    </li>
  );
};

const Payout = ({ hit: { tenant, of }, shop }: LineProps<PayoutRow>) => {
  const { t, format } = useMessages();
  const parts = [
    t(`payouts.providers.${of.provider}`),
    format.day(of.day),
    ...(of.voucher?.number == null ? [] : [t("search.voucher", { number: of.voucher.number })]),
    format.money(of.amount, of.currency),
  ];
  return (
    <li>
      <a href={`/admin/tenants/${tenant.id}/payouts/${of.id}`}>
        <bdi>{t("payouts.one", { payout: of.payout })}</bdi>
      </a>{" "}
      <span class="meta">
        {parts.join(" · ")} · <bdi>{shop}</bdi>
      </span>
    </li>
  );
};

type MoreProps = { readonly shops: readonly TenantRow[]; readonly nameOf: NameOf };

/** Where a shop has more of them than is shown: its own lists. */
export const MoreVouchers = ({ shops, nameOf }: MoreProps) => {
  const { t } = useMessages();
  return (
    <>
      {shops.map(({ id }) => (
        <p>
          {t("search.all", { shop: isolate(nameOf(id)) })}:{" "}
          <a href={`/admin/tenants/${id}/days`}>{t("days.title")}</a>{" "}
          <a href={`/admin/tenants/${id}/payouts`}>{t("payouts.title")}</a>
        </p>
      ))}
    </>
  );
};
