/** What a payout pays on its orders' invoices: shown before it is approved. */
import { amount, dec, sum } from "../../../domain/money.ts";
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { payoutState } from "../../usecases/vouchers/voucher-states.ts";
import { Records } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly payout: PayoutView;
  readonly ordersPath: string;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
};

/** Stands out where it isn't zero. */
const OpenAmount = ({ open, shown }: { readonly open: string; readonly shown: string }) =>
  isLeft(open) ? <strong>{shown}</strong> : <>{shown}</>;

const isLeft = (open: string | undefined): boolean => open !== undefined && dec(open).gt(0);

/**
 * Right above the button: an order may have several lines, and counts once. `isPart`: the payout
 * has more lines. Those that pay too little are listed first, so there may be further ones only
 * where the last in the list is such a line.
 */
const StaysOpen = ({
  settled,
  isPart,
  currency,
}: {
  readonly settled: NonNullable<PayoutView["settled"]>;
  readonly isPart: boolean;
  readonly currency: string;
}) => {
  const { t, format } = useMessages();
  const left = settled.filter(({ open }) => isLeft(open));
  const orders = new Map(left.map(({ order, key = order, open = "0.00" }) => [key, open]));
  return orders.size === 0 ? null : (
    <Notice tone="warn">
      <p>
        {t("payouts.settled.left", {
          count: orders.size,
          amount: format.money(amount(sum([...orders.values()])), currency),
          least: String(isPart && settled.at(-1)?.isLess === true),
        })}{" "}
        {t("payouts.settled.onlyHere")}
      </p>
    </Notice>
  );
};

export const SettledInvoices = ({ payout, ordersPath, accounts }: Props) => {
  const { t, format } = useMessages();
  const { plan, settled = [], currency } = payout;
  const payments = plan.kind === "voucher" ? (plan.payments ?? []) : [];
  if (payments.length === 0) return null;
  const all = payments.reduce((lines, one) => lines + one.lines, 0);
  const isPart = all > settled.length;
  const money = (figure: string): string => format.money(figure, currency);
  const named = (account: number): string =>
    [String(account), accounts.get(account) ?? ""].join(" ").trim();
  return (
    <section aria-labelledby="settled">
      <h2 id="settled">{t("payouts.settled.title")}</h2>
      {payments.map(({ account, lines, received, paidBack }) => (
        <p>
          {t("payouts.settled.lead", {
            lines,
            received: money(received),
            paidBack: money(paidBack),
            account: named(account),
            state: payoutState(payout),
          })}
        </p>
      ))}
      <Records
        label={t("payouts.settled.title")}
        columns={[
          { name: t("payouts.unmatched.line"), isNamed: true, cell: ({ at }) => String(at) },
          {
            name: t("payouts.unmatched.order"),
            cell: ({ order }) => (
              <a href={`${ordersPath}?text=${encodeURIComponent(order)}`}>
                <bdi>{order}</bdi>
              </a>
            ),
          },
          { name: t("payouts.settled.document"), cell: ({ numbers }) => numbers.join(", ") },
          {
            name: t("payouts.settled.invoiced"),
            figure: true,
            cell: ({ invoiced }) => (invoiced === undefined ? "–" : money(invoiced)),
          },
          { name: t("payouts.settled.paid"), figure: true, cell: ({ gross }) => money(gross) },
          {
            name: t("payouts.settled.open"),
            figure: true,
            cell: ({ open }) =>
              open === undefined ? "–" : <OpenAmount open={open} shown={money(open)} />,
          },
        ]}
        records={settled}
      />
      {isPart ? <p class="hint">{t("payouts.settled.first", { count: settled.length })}</p> : null}
      <StaysOpen settled={settled} isPart={isPart} currency={currency} />
    </section>
  );
};
