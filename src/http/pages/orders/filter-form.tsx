/** What narrows a list: a plain form that asks for the same page with other parameters. */
import { JOB_STATUSES, OUTCOMES } from "../../../domain/job.ts";
import { useStates, type Word } from "../words.ts";
import { PAYMENT_STATES } from "../../../domain/order.ts";
import { columnName } from "./column-names.ts";
import { COLUMNS, columnsOf, type Filters, isReversed, type ListName, PRESETS } from "./filters.ts";
import { useMessages } from "../use-messages.ts";
import { Button } from "../post-form.tsx";

export const FilterForm = ({
  id,
  list,
  filters,
}: {
  id: string;
  list: ListName;
  filters: Filters;
}) => {
  const { t } = useMessages();
  const states = useStates();
  return (
    <form method="get" action={`/admin/tenants/${id}/${list}`} class="filters">
      <div class="line">
        <div class="field">
          <label for="text">{t("lists.search")}</label>
          <input
            dir="auto"
            id="text"
            name="text"
            type="search"
            value={filters.text}
            maxlength={100}
            autocomplete="off"
            aria-describedby="text-hint"
          />
        </div>
        <Choice
          name="status"
          label={t("orders.status")}
          values={JOB_STATUSES}
          word={states.status}
          chosen={filters.status}
        />
        <Choice
          name="outcome"
          label={t("orders.outcome")}
          values={OUTCOMES}
          word={states.outcome}
          chosen={filters.outcome}
        />
        {list === "orders" ? (
          <Choice
            name="payment"
            label={t("lists.columns.payment")}
            values={PAYMENT_STATES}
            word={(name) => ({
              text: t(`orders.source.payment.${paymentOf(name)}`),
              tone: "quiet",
            })}
            chosen={filters.payment}
          />
        ) : null}
        {list === "orders" ? (
          <div class="field">
            <label for="by">{t("lists.daysOf.label")}</label>
            <select id="by" name="by">
              <option value="">{t("lists.daysOf.changed")}</option>
              <option value="order" selected={filters.ordered}>
                {t("lists.daysOf.order")}
              </option>
            </select>
          </div>
        ) : null}
        <Choice
          name="days"
          label={t("lists.days.label")}
          none={t("lists.days.none")}
          values={PRESETS}
          word={(name) => ({ text: t(`lists.days.${presetOf(name)}`), tone: "quiet" })}
          chosen={filters.days}
        />
        <Day name="from" label={t("lists.from")} value={filters.from} wrong={isReversed(filters)} />
        <Day name="to" label={t("lists.to")} value={filters.to} wrong={isReversed(filters)} />
        {list === "orders" ? (
          <label class="check">
            <input type="checkbox" name="all" checked={filters.all} />
            {t("orders.otherJobs")}
          </label>
        ) : null}
        <Button class="second">{t("orders.show")}</Button>
      </div>
      {filters.sort === null ? null : (
        <input
          type="hidden"
          name="sort"
          value={`${filters.sort.by}.${filters.sort.down ? "down" : "up"}`}
        />
      )}
      {list === "orders" ? (
        <details>
          <summary>{t("lists.columns.choose")}</summary>
          <div class="line">
            {COLUMNS.map((column) => (
              <label class="check">
                <input
                  type="checkbox"
                  name="col"
                  value={column}
                  checked={columnsOf(list, filters).includes(column)}
                />
                {columnName(t, column)}
              </label>
            ))}
          </div>
        </details>
      ) : null}
      <p class="hint" id="text-hint">
        {t(`lists.searchHint.${list}`)}
      </p>
      <p class="hint" id="days-hint">
        {t("lists.daysHint")}
      </p>
      {isReversed(filters) ? (
        <p class="fault" id="days-fault">
          {t("lists.reversed")}
        </p>
      ) : null}
    </form>
  );
};

const Day = ({
  name,
  label,
  value,
  wrong,
}: {
  name: string;
  label: string;
  value: string | null;
  wrong: boolean;
}) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type="date"
      value={value ?? ""}
      aria-describedby={wrong ? "days-fault days-hint" : "days-hint"}
      aria-invalid={wrong ? "true" : undefined}
    />
  </div>
);

const paymentOf = (name: string) => PAYMENT_STATES.find((known) => known === name) ?? "open";
const presetOf = (name: string) => PRESETS.find((known) => known === name) ?? "today";

type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly values: readonly T[];
  readonly word: (name: string) => Word;
  readonly chosen: T | null;
  /** What stands there for no choice; all of them where it isn't said. */
  readonly none?: string;
};

const Choice = <T extends string>({ name, label, values, word, chosen, none }: ChoiceProps<T>) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">{none ?? useMessages().t("orders.all")}</option>
      {values.map((value) => (
        <option value={value} selected={value === chosen}>
          {word(value).text}
        </option>
      ))}
    </select>
  </div>
);
