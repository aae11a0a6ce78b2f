/**
 * Today, this week and this month: the orders' amounts in shop and ledger, and the outcomes, each
 * figure with a link to its list.
 */
import { COUNTED_AS, SWITCHED_FLOWS } from "../../../../domain/jobs/job.ts";
import { dec, exact, same } from "../../../../domain/money.ts";
import {
  type Dashboard,
  type Figure,
  MISSING,
  type Period,
  withoutMissing,
} from "../../../usecases/tenants/figures.ts";
import type { InLedger } from "../../../usecases/ledger/in-ledger.ts";
import { LedgerFigures } from "./in-ledger.tsx";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, PageSection } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { AmountChart, OrderChart, ReasonChart, WaitingTimeChart } from "./charts.tsx";
import { countOf, ofParts, partsOf, sumsOf } from "./parts.ts";

type FiguresProps = {
  readonly id: string;
  readonly dashboard: Dashboard | null;
  /** `null`: not known at the moment. */
  readonly ledger: InLedger | null;
};

export const Figures = ({ id, dashboard, ledger }: FiguresProps) => {
  const { t } = useMessages();
  return (
    <PageSection id="figures" title={t("dashboard.title")}>
      {dashboard === null ? (
        <p class="empty">{t("dashboard.unknown")}</p>
      ) : (
        <>
          {dashboard.periods.every(({ figures }) => figures.length === 0) ? (
            <p class="empty">{t("dashboard.nothing")}</p>
          ) : (
            <>
              <Money periods={dashboard.periods} />
              <Missing id={id} periods={dashboard.periods} />
              {ledger === null ? null : <LedgerFigures id={id} ledger={ledger} />}
              <details>
                <summary>{t("dashboard.byResult")}</summary>
                <Sums id={id} dashboard={dashboard} />
              </details>
            </>
          )}
          <div class="charts">
            <OrderChart days={dashboard.days} />
            <AmountChart days={dashboard.days} />
            {dashboard.waits === null ? null : <WaitingTimeChart days={dashboard.waits} />}
            {dashboard.causes === null ? null : <ReasonChart days={dashboard.causes} />}
          </div>
        </>
      )}
    </PageSection>
  );
};

/** The orders that were processed, and what became of them: the parts add up to the whole. */
const Money = ({ periods }: { periods: readonly Period[] }) => {
  const { t } = useMessages();
  const orders = periods.map(({ figures, missing }) =>
    withoutMissing(
      figures.filter(({ flow }) => flow === "orders"),
      missing,
    ),
  );
  const standing = periods.map((period) => ofParts(period.standing, "needs"));
  const rows = [
    { name: t("dashboard.processed"), of: orders, credits: [] },
    ...partsOf(orders.flat()).map((part) => ({
      name: t(`dashboard.${part}`),
      of: orders.map((figures) => ofParts(figures, part)),
      credits: periods.map(({ credits }) =>
        part === "needs" || part === "approval" ? ofParts(credits, part) : [],
      ),
    })),
    // A part of the last part: they stand in the ledger, and need somebody all the same.
    ...(standing.every((figures) => figures.length === 0)
      ? []
      : [{ name: t("dashboard.standing"), of: standing, credits: [] }]),
  ];
  return (
    <>
      <p class="hint">{t("dashboard.lead")}</p>
      <Stack
        label={t("dashboard.moneyLabel")}
        kind="sums"
        columns={[
          t("dashboard.what"),
          ...periods.flatMap(({ name }) => [
            { name: t("dashboard.flows.orders"), figure: true, group: t(`dashboard.${name}`) },
            { name: t("dashboard.amount"), figure: true, group: t(`dashboard.${name}`) },
          ]),
        ]}
      >
        <tbody>
          {rows.map(({ name, of, credits }) => (
            <tr>
              <th scope="row">{name}</th>
              {periods.map((period, index) => (
                <MoneyCells
                  name={t(`dashboard.${period.name}`)}
                  figures={of[index] ?? []}
                  credits={credits[index] ?? []}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </Stack>
    </>
  );
};

/** Of the longest period: an order that counts as booked, and whose document was deleted since. */
const Missing = ({ id, periods }: { id: string; periods: readonly Period[] }) => {
  const { t } = useMessages();
  const count = Math.max(0, ...periods.map(({ missing }) => countOf(missing)));
  return count === 0 ? null : (
    <p>
      <a href={`/admin/tenants/${id}/attention?code=reconciliation-missing`}>
        {t("dashboard.missing", { count })}
      </a>
    </p>
  );
};

type MoneyCellsProps = {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Credits of them, which stand beside: together they might come to nothing. */
  readonly credits: readonly Figure[];
};

/** On a phone the amount stands below the count of its period, without a name of its own. */
const MoneyCells = ({ name, figures, credits }: MoneyCellsProps) => {
  const { t, format } = useMessages();
  const count = countOf(figures);
  const below = sumsOf(credits);
  return (
    <>
      <Cell of={name} figure>
        {count === 0 ? "–" : format.figure(count)}
      </Cell>
      <Cell of="" figure nothing={count === 0}>
        {count === 0
          ? "–"
          : sumsOf([...figures, ...credits.map(offSum)]).map(({ currency, gross }) => (
              <div>{format.money(gross, currency)}</div>
            ))}
        {below.map(({ currency, gross }) => (
          <div>{t("attention.credits", { amount: format.money(gross, currency) })}</div>
        ))}
      </Cell>
    </>
  );
};

/** Off the sum, in which it stands with its sign. */
const offSum = (figure: Figure): Figure => ({
  ...figure,
  gross: exact(dec(figure.gross).times(-1)),
});

const Sums = ({ id, dashboard }: { id: string; dashboard: Dashboard }) => {
  const { t } = useMessages();
  const periods = dashboard.periods.map((period) => ({
    ...period,
    figures: withoutMissing(period.figures, period.missing),
  }));
  const all = periods.flatMap(({ figures }) => figures);
  const flows = SWITCHED_FLOWS.filter((flow) => all.some((figure) => figure.flow === flow));
  return (
    <Stack
      label={t("dashboard.label")}
      kind="sums"
      columns={[
        t("dashboard.what"),
        ...periods.flatMap(({ name }) => [
          { name: t("dashboard.count"), figure: true, group: t(`dashboard.${name}`) },
          { name: t("dashboard.amount"), figure: true, group: t(`dashboard.${name}`) },
        ]),
      ]}
    >
      {flows.map((flow) => (
        <tbody>
          <tr>
            <th scope="rowgroup" colspan={1 + 2 * periods.length} class="group">
              {t(`dashboard.flows.${flow}`)}
            </th>
          </tr>
          {[...COUNTED_AS, MISSING]
            .filter((outcome) =>
              all.some((figure) => figure.flow === flow && figure.outcome === outcome),
            )
            .map((outcome) => (
              <OutcomeRow {...{ id, flow, outcome, periods }} today={dashboard.today} />
            ))}
        </tbody>
      ))}
    </Stack>
  );
};

type OutcomeRowProps = {
  readonly id: string;
  readonly flow: string;
  readonly outcome: string;
} & Pick<Dashboard, "periods" | "today">;

const OutcomeRow = ({ id, flow, outcome, periods, today }: OutcomeRowProps) => {
  const { t, states } = useMessages();
  return (
    <tr>
      <th scope="row">
        <Badge
          word={
            outcome === MISSING
              ? { text: t("comparison.parts.missing"), tone: "bad" }
              : states.outcome(outcome, { flow })
          }
        />
      </th>
      {periods.map(({ name, from, figures }) => (
        <Cells
          name={t(`dashboard.${name}`)}
          id={id}
          flow={flow}
          outcome={outcome}
          figures={figures.filter((one) => one.flow === flow && one.outcome === outcome)}
          from={from}
          to={today}
        />
      ))}
    </tr>
  );
};

type CellsProps = {
  /** Of the days that are counted. */
  readonly name: string;
  readonly id: string;
  readonly flow: string;
  readonly outcome: string;
  readonly figures: readonly Figure[];
  readonly from: string;
  readonly to: string;
};

const Cells = ({ name, id, flow, outcome, figures, from, to }: CellsProps) => {
  const { format } = useMessages();
  const count = countOf(figures);
  const said = count === 0 ? "–" : format.figure(count);
  const charged = figures.filter(({ currency, gross }) => currency !== "" && !same(gross, "0"));
  return (
    <>
      <Cell of={name} figure>
        {/* The sentence above leads to what is missing: it has no list by day. */}
        {count === 0 || outcome === MISSING ? (
          said
        ) : (
          <a href={`/admin/tenants/${id}/${flow}?${new URLSearchParams({ outcome, from, to })}`}>
            {said}
          </a>
        )}
      </Cell>
      <Cell of="" figure nothing={charged.length === 0}>
        {charged.length === 0
          ? "–"
          : charged.map(({ currency, gross }) => <div>{format.money(gross, currency)}</div>)}
      </Cell>
    </>
  );
};
