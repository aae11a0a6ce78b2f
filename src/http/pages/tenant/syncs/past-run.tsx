/**
 * The orders of one dry run or back-fill: the outcome of each, and the reason. A dry run needs no
 * action; its results are shown here.
 */
import type { BackfillOrderPage, BackfillView } from "../../../../sync/contract/index.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { People } from "../../../usecases/jobs/jobs.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { withDryRunAdvice, shownReasons } from "../../orders/actions/dry-run.ts";
import { page } from "../../frame/respond.tsx";
import { Progress, useRunTitle } from "./past-orders.tsx";
import { Records } from "../../parts/table.tsx";
import { Badge, Reasons } from "../../parts/ui.tsx";
import { type Tone, type StateLabel } from "../../../words/state-text.ts";
import { madeAt, OrderName, UndoSummary, UndoTable } from "./undo-preview.tsx";
import { placePath } from "../places.ts";
import { messagesFor } from "../../../language.ts";
import { Empty } from "../../parts/empty.tsx";

type PastRunView = {
  readonly tenant: TenantRow;
  readonly run: BackfillView;
  readonly orders: BackfillOrderPage;
  readonly people: People;
};

const Title = ({ run }: { run: BackfillView }) => useRunTitle()(run);

function leadOf({ dryRun, takeBack }: BackfillView) {
  if (takeBack !== null) return dryRun ? "takeBack.dryRunLead" : "takeBack.runLead";
  return dryRun ? "pastOrders.dryRunLead" : "pastOrders.runLead";
}

export function pastRunPage(
  c: PageContext,
  { tenant, run, orders, people }: PastRunView,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { id } = tenant;
  const here = `/admin/tenants/${id}/backfills/${run.id}`;
  const back =
    run.takeBack === null
      ? { href: placePath(id, "past-orders"), text: t("pastOrders.page.back") }
      : { href: `/admin/tenants/${id}/take-back`, text: t("takeBack.back") };
  return page(
    c,
    run.takeBack === null
      ? t("pastOrders.page.of", { tenant: isolate(tenant.name) })
      : t("takeBack.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>
          <Title run={run} />
        </h1>
        <p class="sub">
          {t(leadOf(run))}{" "}
          {run.dryRun && run.takeBack === null ? `${t("previews.byLists")} ` : null}
          <ManualLink page="orders" />
        </p>
      </TenantHead>
      <section id="live-run" data-live="status" aria-label={t("pastOrders.done")}>
        {isUndoPreview(run) && run.state === "done" && run.total > 0 ? (
          <UndoSummary run={run} orders={orders} />
        ) : null}
        <Progress id={id} last={run} isOwnPage />
      </section>
      <section id="live-orders" data-live="status" aria-label={t("pastOrders.page.order")}>
        {orders.orders.length === 0 ? (
          <Empty text={t("pastOrders.page.none")} next={back} />
        ) : (
          <Orders id={id} run={run} orders={orders.orders} people={people} />
        )}
        <nav class="pager" aria-label={t("pastOrders.title")}>
          <a href={back.href}>{back.text}</a>
          {orders.cursor === null ? null : (
            <a href={`${here}?cursor=${encodeURIComponent(orders.cursor)}`}>
              {t("pastOrders.page.next")}
            </a>
          )}
        </nav>
      </section>
    </>,
  );
}

const TONES: Readonly<Record<string, Tone>> = {
  "would-book": "good",
  "would-attach": "good",
  booked: "good",
  attached: "good",
  "would-remove": "warn",
  held: "warn",
  changed: "warn",
  remains: "warn",
  "half-undone": "bad",
};

/** Nothing has to be done about these, but the reason is shown. */
const STAYS: ReadonlySet<string> = new Set(["left", "already", "remains", "would-remove"]);

/** Reasons about undoing come first, as they say more than those of the dry run. */
const undoFirst = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.toSorted((a, b) => Number(isOfUndo(b)) - Number(isOfUndo(a)));
const isOfUndo = ({ code }: Reason): boolean => code.startsWith("undo-");

const isUndoPreview = ({ dryRun, takeBack }: BackfillView): boolean => dryRun && takeBack !== null;

type OrdersProps = {
  readonly id: string;
  readonly run: BackfillView;
  readonly people: People;
  readonly orders: BackfillOrderPage["orders"];
};

const Orders = ({ id, run, orders, people }: OrdersProps) => {
  const messages = useMessages();
  const { t, find, format, describe } = messages;
  const wordOf = (verdict: string | null): StateLabel =>
    verdict === null
      ? { text: t("pastOrders.page.open"), tone: "busy" }
      : {
          text: find(`pastOrders.page.one.${verdict}`) ?? verdict,
          tone: TONES[verdict] ?? "quiet",
        };
  if (isUndoPreview(run))
    return <UndoTable id={id} orders={orders} people={people} wordOf={wordOf} />;
  return (
    <Records
      label={t("pastOrders.page.order")}
      columns={[
        {
          name: t("pastOrders.page.order"),
          whole: true,
          cell: (order) => <OrderName id={id} order={order} />,
        },
        {
          // Taking back selects documents by when they were made; other runs select orders by date.
          name: t(run.takeBack === null ? "pastOrders.page.dated" : "takeBack.created"),
          whole: true,
          cell: ({ dated: date }) => madeAt(format, date),
        },
        {
          name: t("pastOrders.page.became"),
          cell: ({ verdict }) => <Badge word={wordOf(verdict)} />,
        },
        {
          name: t("pastOrders.page.gross"),
          figure: true,
          cell: ({ figures }) =>
            figures === null ? "–" : format.money(figures.gross, figures.currency),
        },
        {
          name: t("pastOrders.page.why"),
          isProse: true,
          cell: ({ verdict, reasons }) => (
            <Reasons
              reasons={shownReasons(
                STAYS.has(verdict ?? ""),
                undoFirst(reasons).map((one) =>
                  withDryRunAdvice(
                    messages,
                    { flow: run.dryRun ? "dry-run" : "orders" },
                    describe(one),
                  ),
                ),
              )}
              tenantId={id}
            />
          ),
        },
      ]}
      records={orders}
    />
  );
};
