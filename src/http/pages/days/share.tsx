/** On an order's page: the vouchers of days that it is in, and its share of each. */
import { debitOf } from "../../../domain/ledger/day-book.ts";
import type { DayShare } from "../../../sync/contract/days.ts";
import { Fact } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

type DayFactsProps = {
  readonly id: string;
  readonly days: readonly DayShare[];
  /** Days that the order left before they closed. */
  readonly left: readonly string[];
};

export const DayFacts = ({ id, days, left }: DayFactsProps) => {
  const { t, format } = useMessages();
  const [day] = left;
  if (days.length === 0)
    return day === undefined ? null : (
      <Fact name={t("days.ofOrder")}>{t("days.left", { day: format.day(day) })}</Fact>
    );
  return (
    <Fact name={t("days.ofOrder")}>
      {days.map((share, index) => (
        <>
          {index === 0 ? null : <br />}
          <Share id={id} share={share} />
        </>
      ))}
    </Fact>
  );
};

const Share = ({ id, share }: { id: string; share: DayShare }) => {
  const { t, find, format } = useMessages();
  const { voucher, role, day, rows } = share;
  if (voucher === null)
    return <a href={`/admin/tenants/${id}/days`}>{t("days.waits", { day: format.day(day) })}</a>;
  const { voucher: booked, deleted, isManual } = voucher;
  const unbooked =
    deleted === undefined
      ? t(isManual === true ? "days.manual" : "days.notBooked", { day: format.day(day) })
      : t("days.deleted", { number: deleted, day: format.day(day) });
  return (
    <>
      <a href={`/admin/tenants/${id}/days/${voucher.id}`}>
        {booked === null ? unbooked : <bdi>{booked.number ?? format.day(day)}</bdi>}
      </a>{" "}
      {t("days.share", {
        what: find(`days.roles.${role}`) ?? role,
        amount: format.money(debitOf(rows), voucher.currency),
        total: format.money(debitOf(voucher.rows), voucher.currency),
      })}
    </>
  );
};
