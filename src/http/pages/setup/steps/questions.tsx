/**
 * What the chosen flows have to be asked. What is proposed is told in a line each and accepted with
 * one button; the fields to change it are folded away, and open where something needs an answer.
 */
import type { SwitchedFlow } from "../../../../domain/jobs/job.ts";
import type { Child } from "hono/jsx";
import { unreadLists } from "../../../../settings/set-up.ts";
import type { RunPreview } from "../../../../domain/jobs/run-preview.ts";
import type { Language } from "../../../../domain/language.ts";
import { areInvoiced, kindsOf } from "../../../../settings/orders/order-types.ts";
import type { Settings } from "../../../../settings/schema.ts";
import {
  canAskQuestions,
  proposedSettings,
  type SetupState,
} from "../../../usecases/tenants/setup.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Form } from "../../forms/form.ts";
import { type Field, FIELDS } from "../../settings/catalogue/index.ts";
import { describedChanges } from "../../settings/versions/change-words.ts";
import {
  type LookupDefinition,
  type LookupName,
  LOOKUPS,
} from "../../../../settings/lookups/lookup-lists.ts";
import { Refused, type Refusal, useFault } from "../../settings/saving/faults.tsx";
import { FieldRow } from "../../settings/fields/field-row.tsx";
import { inputOf } from "../../settings/fields/values.ts";
import { LookupFields } from "../../settings/lookups/lookup-fields.tsx";
import { type PartiesAsked, NOT_ASKED } from "../../settings/parties/parties.ts";
import type { LookupForm } from "../../settings/lookups/lookup-values.ts";
import { Badge, Fact } from "../../parts/ui.tsx";
import { QUESTIONS } from "../questions.ts";
import { heldBy, First, isConnected } from "../frame.tsx";
import { screenPath, stepAction } from "../screens.ts";
import { neededAnswers, Unanswered } from "./unanswered.tsx";
import { Button, PostForm } from "../../forms/post-form.tsx";

type QuestionsProps = {
  readonly state: SetupState;
  readonly values: Form;
  readonly asked?: PartiesAsked;
  readonly lookups: Readonly<Partial<Record<LookupName, LookupForm>>>;
  readonly refusal: Refusal;
  /** What the first run of articles would do with the proposals; `null`: not known. */
  readonly articles?: RunPreview | null;
};

export const QUESTIONS_FORM = "questions-form";

export const QuestionsForm = (props: QuestionsProps) => {
  const { t } = useMessages();
  const { state, refusal } = props;
  const { tenant, settings } = state;
  const here = screenPath(tenant.id, "questions");
  return (
    <PostForm id={QUESTIONS_FORM} action={stepAction(tenant.id, "questions")} novalidate data-kept>
      <input type="hidden" name="version" value={String(state.version)} />
      <Refused id={tenant.id} refusal={refusal} here={here} held={heldBy(state)} />
      <Unanswered state={state} values={props.values} articles={props.articles ?? null} />
      <UnreadNames state={state} here={here} />
      {settings.setup.flows.length > 0 ? null : (
        <p class="hint">
          {t("setup.questions.noFlows")}{" "}
          <a href={screenPath(tenant.id, "flows")}>{t("setup.steps.flows")}</a>
        </p>
      )}
      {settings.setup.flows.map((flow) => (
        <Flow {...props} flow={flow} />
      ))}
      {canAskQuestions(state) ? (
        <p class="actions">
          <Button>{t("setup.questions.accept")}</Button>
        </p>
      ) : null}
    </PostForm>
  );
};

/** Names that aren't read yet can't be chosen. */
const UnreadNames = ({ state, here }: { state: SetupState; here: string }) => {
  const { t } = useMessages();
  if (unreadLists(state.settings.setup.flows, state.names).length === 0) return null;
  if (!isConnected(state)) return <First state={state} />;
  return (
    <p class="hint">
      {t("setup.questions.names")} <a href={here}>{t("setup.allows.lookAgain")}</a>
    </p>
  );
};

const Flow = ({
  state,
  values,
  asked = NOT_ASKED,
  lookups,
  refusal,
  flow,
}: QuestionsProps & { readonly flow: SwitchedFlow }) => {
  const { t, language } = useMessages();
  const fault = useFault(refusal);
  const proposed = proposedSettings(state);
  const needed = neededAnswers(state);
  const fields = FIELDS.filter(({ path }) => QUESTIONS[flow].fields.includes(path));
  const isOpen = (field: Field): boolean => needed.includes(field);
  const folded = fields.filter((field) => !isOpen(field));
  const vouchers = kindsOf(proposed.orders).has("mutation");
  const isTold = ({ path }: Field): boolean => vouchers || path !== "orders.voucher.level";
  const row = (field: Field) => (
    <FieldRow
      field={field}
      values={values}
      names={state.names}
      fault={fault(field)}
      asked={asked}
    />
  );
  return (
    <div class="rule">
      <h3>{t(`setup.flows.${flow}`)}</h3>
      {fields.filter(isOpen).map(row)}
      <dl class="facts">
        {folded.filter(isTold).map((field) => (
          <Proposal field={field} settings={proposed} state={state} />
        ))}
      </dl>
      <Folded
        open={folded.some(
          (field) =>
            fault(field) !== null ||
            asked.has(field.path) ||
            isTyped(field, values, proposed, language),
        )}
        title={t("setup.questions.change")}
      >
        {folded.map(row)}
      </Folded>
      {LOOKUPS.filter(({ name }) => QUESTIONS[flow].lookups.includes(name)).map((lookup) => {
        const form = lookups[lookup.name];
        return form === undefined ? null : (
          <Table
            lookup={lookup}
            form={form}
            state={state}
            refused={refusal.faults.some(({ path }) => path.startsWith(`lookups.${lookup.name}`))}
          />
        );
      })}
    </div>
  );
};

/** Whether the form has another value of the field than what is proposed: it is to be seen. */
const isTyped = (field: Field, values: Form, proposed: Settings, language: Language): boolean => {
  const valueIn = (settings: object): string =>
    JSON.stringify(valueAt(settings, field.path) ?? null);
  return valueIn(inputOf(proposed, values, [field], language)) !== valueIn(proposed);
};

const Folded = ({ title, open, children }: { title: Child; open: boolean; children: Child }) => (
  <details open={open}>
    <summary>{title}</summary>
    {children}
  </details>
);

type ProposalProps = {
  readonly field: Field;
  readonly settings: Settings;
  readonly state: SetupState;
};

/** One setting as it is proposed, in words. */
const Proposal = ({ field, settings, state }: ProposalProps) => {
  const { language } = useMessages();
  const told = describedChanges(
    [{ path: field.path, before: null, after: valueAt(settings, field.path) }],
    language,
    state.names,
  );
  return (
    <>
      {told.map(({ name, path, after }) => (
        <Fact name={name ?? path}>
          <bdi>{after}</bdi>
          {field.path === "orders.type" ? <BooksNothing settings={settings} /> : null}
        </Fact>
      ))}
    </>
  );
};

/** What is proposed leaves the booking to a person: that is decided here, and not afterwards. */
const BooksNothing = ({ settings: { orders } }: { readonly settings: Settings }) => {
  const { t } = useMessages();
  const { type } = orders;
  const isLeft = type === "draft-invoice" || (type === "sales-order" && !areInvoiced(orders));
  return isLeft ? (
    <p class="hint">
      {t("setup.questions.booksNothing", {
        type: type === "draft-invoice" ? "draft_invoice" : "other",
        invoice: t("fields.orders.type.options.invoice"),
      })}
    </p>
  ) : null;
};

const valueAt = (settings: object, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (of, name) => (typeof of === "object" && of !== null ? Reflect.get(of, name) : null),
      settings,
    );

/** Whether payments of booked invoices are registered, each on an account by its method. */
const paysInvoices = ({ orders }: Settings): boolean =>
  orders.payments === "register" && kindsOf(orders).has("invoice");

type TableProps = {
  readonly lookup: LookupDefinition;
  readonly form: LookupForm;
  readonly state: SetupState;
  readonly refused: boolean;
};

/** A table of what the shop calls its things, folded, with how many of them have a match. */
const Table = ({ lookup, form, state, refused }: TableProps) => {
  const { t } = useMessages();
  const matched = form.known.filter(({ to }) => to !== "").length;
  const all = form.known.length;
  // Nothing is matched where no payments are registered.
  const isUnused =
    lookup.name === "paymentMethod" && proposedSettings(state).orders.payments === "none";
  const waits =
    lookup.name === "paymentMethod" &&
    paysInvoices(proposedSettings(state)) &&
    form.default === "" &&
    form.force === "";
  return (
    <Folded
      open={refused}
      title={
        <>
          {t(`settings.lookup.${lookup.name}.title`)}{" "}
          {isUnused ? null : (
            <Badge
              word={
                waits && matched < all
                  ? { text: t("setup.questions.paymentsWait", { matched, all }), tone: "warn" }
                  : {
                      text: t("setup.questions.matched", { matched, all }),
                      tone: matched === all ? "good" : "quiet",
                    }
              }
            />
          )}
        </>
      }
    >
      {lookup.name === "paymentMethod" ? <p class="hint">{t("setup.questions.paid")}</p> : null}
      {matched === all || waits || isUnused ? null : (
        <p class="hint">{t("setup.questions.unmatched")}</p>
      )}
      <LookupFields
        lookup={lookup}
        form={form}
        names={state.names}
        tenantId={state.tenant.id}
        spare={all === 0 ? 1 : 0}
      />
    </Folded>
  );
};
