/**
 * Whether the sums of the accounts agree: by themselves, beside what waits for a daily voucher, and
 * beside the ledger's balance, where that was read.
 */
import { amount, dec, type Decimal, sum, negated } from "../../../domain/money.ts";
import type { ClearingSum } from "../../../sync/contract/clearing.ts";
import { isolate } from "../../words/isolate.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { orderName, orderPath, total, useNames, type View } from "./clearing-parts.ts";

/**
 * More that was paid out than sold doesn't add up, whatever the open orders come to; orders below
 * zero are named in any case. Nor does it where the ledger was read and says otherwise; before it
 * was read, nothing is green.
 */
export const Verdict = ({ view }: { view: View }) => {
  const { agrees, sums, below, above, disputed, elsewhere = [], ledger, setOff = [] } = view.found;
  const accounts = sums.filter(({ open }) => dec(open).lt(0));
  const named = [below, above, disputed].some((one) => one !== undefined);
  const isBelow = accounts.length > 0 || named || elsewhere.length + setOff.length > 0;
  const namesAccounts = agrees && accounts.length > 0;
  const isOther = agrees && otherOf(view).length > 0;
  const isUnconfirmed = ledger?.kind === "read" && (ledger.unconfirmed ?? 0) > 0;
  const agreed = ledger?.kind === "read" ? "good" : "quiet";
  const tone = isBelow || isOther || isUnconfirmed || notCompared(view) > 0 ? "warn" : agreed;
  return (
    <Notice tone={agrees ? tone : "bad"}>
      {namesAccounts ? <AccountsBelow view={view} sums={accounts} /> : <Says view={view} />}
      <Waiting view={view} />
      <OnAccounts view={view} of="clearing.elsewhere" amounts={elsewhere} />
      <OnAccounts view={view} of="clearing.setOff" amounts={setOff} />
      {below === undefined ? null : (
        <OrdersBelow view={view} below={below} isExplained={namesAccounts} />
      )}
      <OrdersThat view={view} of="clearing.ordersAbove" orders={above} />
      <OrdersThat view={view} of="clearing.ordersDisputed" orders={disputed} />
    </Notice>
  );
};

/** Accounts on which the ledger has something that isn't counted here. */
const otherOf = ({ found: { ledger } }: View) =>
  ledger?.kind === "read" ? ledger.accounts.filter(({ other }) => !dec(other).eq(0)) : [];

/** How many accounts of a ledger that was read weren't compared. */
const notCompared = ({ found: { ledger } }: View): number =>
  ledger?.kind === "read" ? (ledger.more ?? 0) : 0;

const Says = ({ view }: { view: View }) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const { agrees, ledger, currency } = view.found;
  if (!agrees) return <p>{t("clearing.differs")}</p>;
  if (ledger?.kind !== "read")
    return (
      <p>
        {t("clearing.agrees")} {t("clearing.notCompared")}
      </p>
    );
  const others = otherOf(view);
  const more = notCompared(view);
  if (others.length === 0 && more > 0)
    return (
      <p>
        {t("clearing.agrees")} {t("clearing.ledger.more", { count: more })}
      </p>
    );
  if (others.length === 0) return <p>{t("clearing.agreesWithLedger")}</p>;
  return (
    <p>
      {t("clearing.ledgerDiffers", {
        accounts: others
          .map(({ account, other }) =>
            isolate(`${names.account(account)}: ${format.money(other, currency)}`),
          )
          .join("; "),
      })}
    </p>
  );
};

/**
 * What of the open orders isn't in the ledger yet: what is booked by itself, and what waits for a
 * person, as its voucher was deleted.
 */
const Waiting = ({ view }: { view: View }) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const { waiting = [], removedDays = [], currency } = view.found;
  const parts = waiting.map(({ account, amount: all, removed = "0.00" }) => ({
    account,
    itself: amount(dec(all).minus(removed)),
    removed,
  }));
  const said = (of: "itself" | "removed") => {
    const some = parts.filter((part) => !dec(part[of]).eq(0));
    return {
      amount: format.money(amount(sum(some.map((part): Decimal => part[of]))), currency),
      accounts: some
        .map((part) =>
          isolate(`${names.account(part.account)}: ${format.money(part[of], currency)}`),
        )
        .join("; "),
    };
  };
  const days = `/admin/tenants/${view.tenant.id}/days`;
  return (
    <>
      {said("itself").accounts === "" ? null : (
        <p>
          {t("clearing.waits", said("itself"))} <a href={days}>{t("days.title")}</a>
        </p>
      )}
      {said("removed").accounts === "" ? null : (
        <p>
          {t("clearing.removed", said("removed"))}{" "}
          {removedDays.map(({ id, day }) => (
            <>
              <a href={`${days}/${id}`}>{format.day(day)}</a>{" "}
            </>
          ))}
        </p>
      )}
    </>
  );
};

type OnAccountsProps = {
  readonly view: View;
  readonly of: "clearing.elsewhere" | "clearing.setOff";
  readonly amounts: NonNullable<View["found"]["elsewhere"]>;
};

/** Open on accounts by what payouts took off for invoices without paying it on them. */
const OnAccounts = ({ view, of, amounts }: OnAccountsProps) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const { currency } = view.found;
  return amounts.length === 0 ? null : (
    <p>
      {t(of, {
        accounts: amounts
          .map((one) =>
            isolate(`${names.account(one.account)}: ${format.money(one.amount, currency)}`),
          )
          .join("; "),
      })}
    </p>
  );
};

const AccountsBelow = ({ view, sums }: { view: View; sums: readonly ClearingSum[] }) => {
  const { t, format } = useMessages();
  const names = useNames(view);
  const accounts = [...new Set(sums.map(({ account }) => names.account(account)))];
  return (
    <p>
      {t("clearing.below", {
        accounts: accounts.map(isolate).join(", "),
        amount: format.money(negated(total(sums, ({ open }) => open)), view.found.currency),
      })}
    </p>
  );
};

type OrdersBelowProps = {
  readonly view: View;
  readonly below: NonNullable<View["found"]["below"]>;
  /** The accounts that they are on are named with the amount, and why. */
  readonly isExplained: boolean;
};

const OrdersBelow = ({ view, below, isExplained }: OrdersBelowProps) => {
  const { t, format } = useMessages();
  return (
    <p>
      {isExplained
        ? t("clearing.theseBelow", { count: below.orders })
        : t("clearing.ordersBelow", {
            count: below.orders,
            amount: format.money(below.open, view.found.currency),
          })}{" "}
      <Named view={view} orders={below} />
    </p>
  );
};

type OrdersThatProps = {
  readonly view: View;
  readonly of: "clearing.ordersAbove" | "clearing.ordersDisputed";
  readonly orders: View["found"]["above"];
};

const OrdersThat = ({ view, of, orders }: OrdersThatProps) => {
  const { t, format } = useMessages();
  if (orders === undefined) return null;
  const amount = format.money(orders.open, view.found.currency);
  return (
    <p>
      {t(of, { count: orders.orders, amount })} <Named view={view} orders={orders} />
    </p>
  );
};

type NamedProps = {
  readonly view: View;
  readonly orders: NonNullable<View["found"]["below"]>;
};

const Named = ({ view: { tenant }, orders }: NamedProps) => (
  <>
    {orders.first.map((order, index) => (
      <>
        {index === 0 ? "" : ", "}
        <a href={orderPath(tenant.id, order)}>
          <bdi>{orderName(order)}</bdi>
        </a>
      </>
    ))}
    {orders.orders > orders.first.length ? " …" : "."}
  </>
);
