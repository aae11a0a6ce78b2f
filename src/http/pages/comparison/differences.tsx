/**
 * The causes of each line of the difference: orders and documents with their amount, the reason,
 * and a link to the correction. Below it orders with no due amount, with the reason.
 */
import { amount, exact, same, sum } from "../../../domain/money.ts";
import { type PartName, PART_NAMES } from "../../../monitor/reconciliation/balance.ts";
import { type Finding, FINDINGS } from "../../../monitor/reconciliation/facts.ts";
import { reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import type {
  DifferenceItem,
  DifferencesView,
  ExcludedOrders,
} from "../../../sync/contract/index.ts";
import { nextOnceGone } from "../../../messages/reasons.ts";
import { RemedyLink } from "../parts/remedy-link.tsx";
import { Badge, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { BookAgain, useCustomers, Documents, WasCharged, RatePart } from "./columns.tsx";
import { addressOf, ordersPath, type RangeRequest } from "./range.ts";
import type { Messages } from "../../../messages/index.ts";
import { orderRemarks, stateLabel } from "../../words/comparison.ts";
import { Records } from "../parts/table.tsx";

type Where = {
  readonly id: string;
  readonly range: RangeRequest;
  /** Nothing is pressed on paper. */
  readonly onPaper: boolean;
};

type DifferencesProps = { readonly where: Where; readonly view: DifferencesView };

export const Differences = ({ where, view: { items, counts } }: DifferencesProps) => {
  const byName = Map.groupBy(items, ({ name }) => name);
  return (
    <>
      {PART_NAMES.flatMap((name) => {
        const own = byName.get(name) ?? [];
        return own.length === 0
          ? []
          : [<Kind where={where} name={name} items={own} count={counts[name] ?? own.length} />];
      })}
    </>
  );
};

const isFinding = (name: string): name is Finding => FINDINGS.some((known) => known === name);

/** Returns what to do: by the finding, otherwise by the state of such orders. */
function useWay(name: PartName, count: number, items: readonly DifferenceItem[]): string {
  const { t, describe } = useMessages();
  const inDay = name === "missing" && items.some(({ order }) => order?.day !== undefined);
  const ofDay = inDay ? t("comparison.ways.dayDeleted") : "";
  const isAlone = inDay && items.every(({ order }) => order?.day !== undefined);
  if (isAlone && count === items.length) return ofDay;
  if (count === items.length && items.every(({ order }) => order?.processedAt !== undefined))
    return t("comparison.ways.processed");
  const way = isFinding(name)
    ? describe(reason(`reconciliation-${name}`, { count, orders: null })).next
    : t(`comparison.ways.${name as Exclude<PartName, Finding>}`);
  return inDay ? `${way} ${ofDay}` : way;
}

type KindProps = {
  readonly where: Where;
  readonly name: PartName;
  readonly items: readonly DifferenceItem[];
  readonly count: number;
};

const Kind = ({ where, name, items, count }: KindProps) => {
  const { t, format } = useMessages();
  const way = useWay(name, count, items);
  const customers = useCustomers(items, ({ order }) => order);
  const { id, range } = where;
  return (
    <section class="difference" aria-labelledby={`part-${name}`}>
      <h3 id={`part-${name}`}>
        {t("comparison.kindOf", { kind: t(`comparison.parts.${name}`), count })}
      </h3>
      <p class="sub">
        {way}
        {items.some(isVoucher) ? ` ${t("comparison.ways.shareOfDay")}` : ""}
      </p>
      <Records
        label={t(`comparison.parts.${name}`)}
        records={items}
        columns={[
          {
            name: t("comparison.number"),
            whole: true,
            cell: (item) => <OrderLink id={id} item={item} />,
          },
          ...customers,
          {
            name: t("comparison.dated"),
            whole: true,
            cell: ({ day }) => <time datetime={day}>{format.day(day)}</time>,
          },
          { name: t("lists.inAsperion"), figure: true, cell: (item) => <Charged {...item} /> },
          { name: t("lists.inLedger"), figure: true, cell: (item) => <InLedger {...item} /> },
          {
            name: t("comparison.difference"),
            figure: true,
            cell: ({ parts }) => parts.map((part) => <PartAmount part={part} />),
          },
          { name: t("comparison.documents"), cell: (item) => <Documents {...item} /> },
          { name: t("comparison.why"), cell: (item) => <Why where={where} item={item} /> },
        ]}
      />
      {count > items.length ? (
        <p>
          <a href={`${addressOf(id, { ...range, state: null, part: name, cursor: null })}#each`}>
            {t("comparison.allOf", { count })}
          </a>
        </p>
      ) : null}
    </section>
  );
};

const PartAmount = ({ part }: { readonly part: DifferenceItem["parts"][number] }) => {
  const { t, format } = useMessages();
  const { currency, gross, rates } = part;
  const vat = amount(sum(rates.map((of) => of.vat)));
  return (
    <div>
      {format.money(gross, currency)}
      {same(gross, "0") && !same(vat, "0") ? (
        <div class="meta">{t("comparison.vatOnly", { vat: format.money(vat, currency) })}</div>
      ) : null}
    </div>
  );
};

/** Reasons that tell themselves how the document differs, or that it is gone. */
const SAY_IT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "booked-differs",
  "document-gone",
  "document-gone-with-others",
]);

type ItemProps = { readonly where: Where; readonly item: DifferenceItem };

const Why = ({ where: { id, onPaper }, item }: ItemProps) => {
  const messages = useMessages();
  const { t, format, describe } = messages;
  const { order, number, name } = item;
  const why = order?.why == null ? null : describe(order.why);
  const isGone = name === "undone" || (name === "missing" && order?.day === undefined);
  return (
    <>
      {why === null ? (
        <>
          <Differs item={item} />
          {name === "rounding" && order !== null ? orderRemarks(order, describe) : null}
        </>
      ) : (
        <>
          {order?.processedAt === undefined ? (
            <>
              {order?.why != null && SAY_IT.has(order.why.code) ? null : (
                <>
                  <Differs item={item} />{" "}
                </>
              )}
              {why.text}{" "}
              <span class="next">
                {name === "missing" && isGone ? nextOnceGone(messages, why.next) : why.next}
              </span>{" "}
              {onPaper || order?.why == null ? null : <RemedyLink id={id} reason={order.why} />}
            </>
          ) : (
            t("comparison.processedAt", { when: format.stamp(order.processedAt), why: why.text })
          )}
        </>
      )}
      {name === "missing" && order?.day !== undefined ? (
        <a href={`/admin/tenants/${id}/days/${order.day}`}>{t("days.ofOrder")}</a>
      ) : null}
      {isGone && !onPaper && order?.jobId != null ? (
        <BookAgain address={`/admin/tenants/${id}/orders/${order.jobId}`} of={number ?? ""} />
      ) : null}
    </>
  );
};

/** A share of a day's voucher may be without an order, and has its own way out. */
const isVoucher = ({ name, document }: DifferenceItem): boolean =>
  name === "without-order" && document?.kind === "voucher";

const Charged = ({ order }: DifferenceItem) => {
  const { format } = useMessages();
  const gross = order?.gross ?? null;
  return (
    <>
      {gross === null ? "–" : format.money(exact(gross), order?.currency ?? null)}
      <WasCharged order={order} />
    </>
  );
};

/** Of a document without an order, what it comes to. */
const InLedger = ({ order, name, parts }: DifferenceItem) => {
  const { format } = useMessages();
  const ledger = order?.ledgerGross ?? null;
  if (ledger !== null)
    return <>{format.money(exact(ledger), order?.ledgerCurrency ?? order?.currency ?? null)}</>;
  const alone = order === null && name === "without-order" ? parts : [];
  return alone.length === 0 ? (
    <>–</>
  ) : (
    <>
      {alone.map((part) => (
        <div>{format.money(part.gross, part.currency)}</div>
      ))}
    </>
  );
};

/** What an order on hold differs by is told like a finding, where its documents could be read. */
function findingOf({ name, order, parts }: DifferenceItem): Finding | null {
  if (name !== "changed") return isFinding(name) ? name : null;
  if (order?.ledgerGross == null) return null;
  return parts.length > 1 ? "currency" : "amount";
}

/** What the finding is, and at which VAT rates both sides differ, where they show rates. */
const Differs = ({ item }: { readonly item: DifferenceItem }) => {
  const { t } = useMessages();
  const { parts } = item;
  const name = findingOf(item);
  if (name === null) return null;
  const rates = parts.flatMap(({ currency, rates: of }) =>
    of
      .filter(({ net, vat }) => Number(net) !== 0 || Number(vat) !== 0)
      .map((one) => ({ ...one, currency })),
  );
  return (
    <>
      {t(`orders.found.${name}.text`)}
      {name === "missing" || name === "without-order"
        ? null
        : rates.map((one) => <RatePart of={one} currency={one.currency} />)}
    </>
  );
};

const OrderLink = ({ id, item: { order, number, name } }: { id: string; item: DifferenceItem }) => {
  const said = number ?? (order === null ? null : String(order.id));
  if (said === null) return <>–</>;
  // A day's voucher that was changed has its day's page.
  if (order === null && name === "amount")
    return <a href={`/admin/tenants/${id}/days/${said}`}>{said}</a>;
  // Without an order there is nothing to open: the number is what its document bears.
  if (order === null) return <bdi>{said}</bdi>;
  return (
    <a
      href={
        order.jobId == null ? ordersPath(id, said) : `/admin/tenants/${id}/orders/${order.jobId}`
      }
    >
      {said}
    </a>
  );
};

type LeftOutProps = {
  readonly leftOut: readonly ExcludedOrders[];
  readonly hrefOf: ((state: ExcludedOrders["state"]) => string) | null;
};

/** Why orders of a state are left out, where no reason of theirs says it. */
const leftOutText = (t: Messages["t"], state: ExcludedOrders["state"]): string =>
  state === "before-start" ? t("comparison.leftOut.beforeStart") : t("comparison.leftOut.several");

export const LeftOutTable = ({ leftOut, hrefOf }: LeftOutProps) => {
  const { t, format, states, describe } = useMessages();
  if (leftOut.length === 0) return null;
  return (
    <PageSection head="left-out" title={t("comparison.leftOut.title")}>
      <p class="sub">{t("comparison.leftOut.lead")}</p>
      <Records
        label={t("comparison.leftOut.title")}
        records={leftOut}
        columns={[
          {
            name: t("comparison.state"),
            cell: ({ state }) =>
              hrefOf === null ? (
                <Badge word={stateLabel(states, state)} />
              ) : (
                <a href={hrefOf(state)}>{stateLabel(states, state).text}</a>
              ),
          },
          {
            name: t("comparison.why"),
            cell: ({ state, why }) => (why === null ? leftOutText(t, state) : describe(why).text),
          },
          {
            name: t("comparison.orders"),
            figure: true,
            cell: ({ orders }) => format.figure(orders),
          },
          {
            name: t("comparison.leftOut.charged"),
            figure: true,
            cell: ({ currency, gross }) =>
              currency === null ? "–" : format.money(gross, currency),
          },
        ]}
      />
    </PageSection>
  );
};
