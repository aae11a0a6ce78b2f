/** The filters of a list of orders, customers, products or stock runs. */
import { JOB_STATUSES } from "../../../../domain/jobs/job.ts";
import { PAYMENT_STATES } from "../../../../domain/orders/order.ts";
import { Filter, FilterChoice, FilterDays, FilterWords, Reversed } from "../../parts/filters.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { columnName } from "./column-names.ts";
import {
  COLUMNS,
  columnsOf,
  FIRST_DAY,
  type Filters,
  hasDays,
  isReversed,
  type ListName,
  PRESETS,
  resultOf,
  resultsOf,
  WAITING,
  previousDaysText,
} from "./filters.ts";

type FormProps = { readonly id: string; readonly list: ListName; readonly filters: Filters };

export const FilterForm = ({ id, list, filters }: FormProps) => {
  const { t, states } = useMessages();
  return (
    <Filter
      action={`/admin/tenants/${id}/${list}`}
      set={setIn(filters)}
      wrong={isReversed(filters)}
      below={<Below list={list} filters={filters} />}
    >
      <FilterWords name="text" label={t("lists.search")} value={filters.text} />
      <FilterChoice
        name="outcome"
        label={t("orders.outcome")}
        values={resultsOf(list, filters)}
        text={(result) => {
          if (result === FIRST_DAY) return t("lists.waitsForFirstDay");
          return result === WAITING
            ? states.status(WAITING).text
            : states.outcome(result, { flow: list }).text;
        }}
        chosen={resultOf(filters)}
      />
      {list === "orders" ? (
        <FilterChoice
          name="payment"
          label={t("lists.columns.payment")}
          values={PAYMENT_STATES}
          text={(state) => t(`orders.source.payment.${state}`)}
          chosen={filters.payment}
        />
      ) : null}
      <FilterChoice
        name="days"
        label={t("lists.days.label")}
        none={t("lists.days.none")}
        values={PRESETS}
        text={(preset) => t(`lists.days.${preset}`)}
        chosen={filters.days}
      />
    </Filter>
  );
};

/** What is used less often. Open where some of it narrows the list, or is to be corrected. */
const More = ({ list, filters }: Omit<FormProps, "id">) => {
  const { t, states } = useMessages();
  const reversed = isReversed(filters);
  const status = resultOf(filters) === WAITING ? null : filters.status;
  const isUsed = status !== null || filters.from !== null || filters.to !== null || filters.all;
  return (
    <details open={isUsed}>
      <summary>{t(list === "orders" ? "lists.moreAndColumns" : "lists.more")}</summary>
      <div class="line">
        <FilterChoice
          name="status"
          label={t("orders.status")}
          values={JOB_STATUSES}
          text={(status) => states.status(status).text}
          chosen={status}
        />
        {list === "orders" ? (
          <FilterChoice
            name="by"
            label={t("lists.daysOf.label")}
            none={t("lists.daysOf.changed")}
            values={["order"]}
            text={() => t("lists.daysOf.order")}
            chosen={filters.ordered || !hasDays(filters) ? "order" : null}
          />
        ) : null}
        <FilterDays from={filters.from} to={filters.to} reversed={reversed} hint="days-hint" />
        {list === "orders" ? (
          <label class="check">
            <input type="checkbox" name="all" checked={filters.all} />
            {t("orders.otherJobs")}
          </label>
        ) : null}
      </div>
      <p class="hint" id="days-hint">
        {t(list === "orders" ? "lists.daysHintOrders" : "lists.daysHint")}
      </p>
      <Reversed is={reversed} />
      {list === "orders" ? <Columns list={list} filters={filters} /> : null}
    </details>
  );
};

const Columns = ({ list, filters }: Omit<FormProps, "id">) => {
  const { t } = useMessages();
  return (
    <fieldset>
      <legend>{t("lists.columns.choose")}</legend>
      <div class="choices">
        {COLUMNS.map((column) => (
          <label class="check">
            <input
              type="checkbox"
              name="col"
              value={column}
              checked={columnsOf(list, filters).includes(column)}
            />
            {columnName(t, list, column)}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** How many of its fields narrow the list; days count once. */
const setIn = (filters: Filters): number =>
  [
    filters.text !== "",
    filters.status !== null,
    (filters.outcome ?? filters.waitsFor) !== null,
    filters.payment !== null,
    hasDays(filters),
    filters.all,
  ].filter(Boolean).length;

const Below = ({ list, filters }: Omit<FormProps, "id">) => {
  const { t } = useMessages();
  const was = previousDaysText(filters);
  return (
    <>
      {was === "" ? null : <input type="hidden" name="was" value={was} />}
      {filters.sort === null ? null : (
        <input
          type="hidden"
          name="sort"
          value={`${filters.sort.by}.${filters.sort.down ? "down" : "up"}`}
        />
      )}
      <p class="hint" id="text-hint">
        {t(`lists.searchHint.${list}`)}
      </p>
      <More list={list} filters={filters} />
    </>
  );
};
