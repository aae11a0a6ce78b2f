/**
 * Today and this month: how many of what came to stand how, and what the orders come to, each
 * figure a way to its list.
 */
import { OUTCOMES } from "../../../domain/job.ts";
import type { Dashboard, Figure } from "../../usecases/figures.ts";
import { useFormat } from "../use-messages.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge } from "../ui.tsx";
import { useStates } from "../words.ts";
import { Graph } from "./graph.tsx";
import { useMessages } from "../use-messages.ts";

export const FLOWS = ["orders", "customers", "products", "stock"] as const;

export const Figures = ({ id, dashboard }: { id: string; dashboard: Dashboard | null }) => {
  const { t } = useMessages();
  return (
    <section id="figures" aria-labelledby="figures-head">
      <h2 id="figures-head">{t("dashboard.title")}</h2>
      {dashboard === null ? (
        <p class="empty">{t("dashboard.unknown")}</p>
      ) : (
        <>
          {dashboard.ofMonth.length === 0 ? (
            <p class="empty">{t("dashboard.nothing")}</p>
          ) : (
            <Sums id={id} dashboard={dashboard} />
          )}
          <Graph days={dashboard.days} />
        </>
      )}
    </section>
  );
};

const Sums = ({ id, dashboard }: { id: string; dashboard: Dashboard }) => {
  const { t } = useMessages();
  const { ofToday, ofMonth, today, monthFrom } = dashboard;
  const flows = FLOWS.filter((flow) => ofMonth.some((figure) => figure.flow === flow));
  return (
    <>
      <p class="hint">{t("dashboard.lead")}</p>
      <Stack
        label={t("dashboard.label")}
        kind="sums"
        columns={[
          t("dashboard.what"),
          { name: t("dashboard.today"), figure: true },
          { name: t("dashboard.amount"), figure: true, unseen: t("dashboard.today") },
          { name: t("dashboard.month"), figure: true },
          { name: t("dashboard.amount"), figure: true, unseen: t("dashboard.month") },
        ]}
      >
        {flows.map((flow) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={5} class="group">
                {t(`dashboard.flows.${flow}`) ?? flow}
              </th>
            </tr>
            {OUTCOMES.filter((outcome) =>
              ofMonth.some((figure) => figure.flow === flow && figure.outcome === outcome),
            ).map((outcome) => (
              <OutcomeRow
                id={id}
                flow={flow}
                outcome={outcome}
                today={ofToday}
                month={ofMonth}
                days={{ today, monthFrom }}
              />
            ))}
          </tbody>
        ))}
      </Stack>
    </>
  );
};

type OutcomeRowProps = {
  readonly id: string;
  readonly flow: string;
  readonly outcome: string;
  readonly today: readonly Figure[];
  readonly month: readonly Figure[];
  readonly days: { readonly today: string; readonly monthFrom: string };
};

const OutcomeRow = ({ id, flow, outcome, today, month, days }: OutcomeRowProps) => {
  const { t } = useMessages();
  const states = useStates();
  const of = (figures: readonly Figure[]): readonly Figure[] =>
    figures.filter((figure) => figure.flow === flow && figure.outcome === outcome);
  return (
    <tr>
      <th scope="row">
        <Badge word={states.outcome(outcome, flow)} />
      </th>
      <Cells
        name={t("dashboard.today")}
        id={id}
        flow={flow}
        outcome={outcome}
        figures={of(today)}
        from={days.today}
        to={days.today}
      />
      <Cells
        name={t("dashboard.month")}
        id={id}
        flow={flow}
        outcome={outcome}
        figures={of(month)}
        from={days.monthFrom}
        to={days.today}
      />
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
  const format = useFormat();
  const count = figures.reduce((total, figure) => total + figure.count, 0);
  const { t } = useMessages();
  const charged = figures.filter(({ currency }) => currency !== "");
  return (
    <>
      <Cell of={name} figure>
        {count === 0 ? (
          "–"
        ) : (
          <a href={`/admin/tenants/${id}/${flow}?${new URLSearchParams({ outcome, from, to })}`}>
            {format.figure(count)}
          </a>
        )}
      </Cell>
      <Cell of={t("dashboard.amount")} figure>
        {charged.length === 0
          ? "–"
          : charged.map(({ currency, gross }) => (
              <div>
                {format.amount(gross)} {currency}
              </div>
            ))}
      </Cell>
    </>
  );
};
