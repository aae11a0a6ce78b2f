/**
 * The steps that are forms: name, flows with the start line, and the questions that the chosen
 * flows need.
 */
import { LANGUAGE_NAMES, LANGUAGES } from "../../../../domain/language.ts";
import { unreadLists } from "../../../../settings/set-up.ts";
import { SETUP_FLOWS } from "../../../../settings/schema.ts";
import { canAsk, type SetupState } from "../../../usecases/setup.ts";
import { useMessages } from "../../use-messages.ts";
import { type Form, many, one } from "../../form.ts";
import { ZONE } from "../../format.ts";
import { FIELDS } from "../../settings/catalogue.ts";
import { type LookupName, LOOKUPS } from "../../settings/look-ups.ts";
import { Refused, type Refusal, useFault } from "../../settings/faults.tsx";
import { FieldRow } from "../../settings/field-row.tsx";
import { LookupFields } from "../../settings/lookup-fields.tsx";
import { type Asked, NOT_ASKED } from "../../settings/parties.ts";
import type { LookupForm } from "../../settings/lookup-values.ts";
import { Csrf } from "../../ui.tsx";
import { Once } from "../../once.tsx";
import { QUESTIONS } from "../asked.ts";
import { heldBy, stepPath } from "../frame.tsx";
import { First, isConnected } from "./first.tsx";

/** `fault`: what is wrong with the form as it was sent. */
type StepForm = { readonly csrf: string; readonly form: Form; readonly fault: string | null };

const Fault = ({ id, text }: { id: string; text: string | null }) =>
  text === null ? null : (
    <p class="fault" id={id} role="alert">
      {text}
    </p>
  );

/** `action`: where the form goes; a tenant that isn't made yet has no page of its own. */
export const NameForm = ({
  action,
  csrf,
  form,
  fault,
  submit,
  once,
}: StepForm & {
  action: string;
  submit: string;
  /** One-time value of the form, where pressing twice must not do it twice. */ once?: string;
}) => {
  const { t } = useMessages();
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      {once === undefined ? null : <Once word={once} />}
      <div class="field">
        <label for="name">{t("setup.name.name")}</label>
        <input
          dir="auto"
          id="name"
          name="name"
          value={one(form, "name")}
          maxlength={100}
          autocomplete="off"
          aria-describedby={fault === null ? "name-hint" : "name-fault name-hint"}
          aria-invalid={fault === null ? undefined : "true"}
        />
        <Fault id="name-fault" text={fault} />
        <p class="hint" id="name-hint">
          {t("setup.name.nameHint")}
        </p>
      </div>
      <div class="field">
        <label for="language">{t("setup.name.language")}</label>
        <select id="language" name="language" aria-describedby="language-hint">
          {LANGUAGES.map((language) => (
            <option value={language} lang={language} selected={one(form, "language") === language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
        <p class="hint" id="language-hint">
          {t("setup.name.languageHint")}
        </p>
      </div>
      <button>{submit}</button>
    </form>
  );
};

export const FlowsForm = ({ state, csrf, form, fault }: StepForm & { state: SetupState }) => {
  const { t } = useMessages();
  const chosen = many(form, "flows");
  return (
    <form method="post" action={stepPath(state.tenant.id, "flows")} novalidate>
      <Csrf token={csrf} />
      <input type="hidden" name="version" value={String(state.version)} />
      <p>{t("setup.flows.lead")}</p>
      <Fault id="flows-fault" text={fault} />
      <fieldset aria-describedby={fault === null ? undefined : "flows-fault"}>
        <legend>{t("setup.flows.legend")}</legend>
        {SETUP_FLOWS.map((flow) => (
          <div>
            <label class="check">
              <input
                type="checkbox"
                name="flows"
                value={flow}
                checked={chosen.includes(flow)}
                aria-describedby={`flow-${flow}`}
              />
              {t(`setup.flows.${flow}`)}
            </label>
            <p class="hint" id={`flow-${flow}`}>
              {t(`setup.flows.hints.${flow}`)}
            </p>
          </div>
        ))}
      </fieldset>
      <div class="field">
        <label for="startLine">{t("setup.flows.startLine")}</label>
        <input
          id="startLine"
          name="startLine"
          type="datetime-local"
          step={1}
          value={one(form, "startLine")}
          autocomplete="off"
          aria-describedby="startLine-hint"
        />
        <p class="hint" id="startLine-hint">
          {t("setup.flows.startHint")} {ZONE}.
        </p>
      </div>
      <button>{t("setup.saveNext")}</button>
    </form>
  );
};

type QuestionsProps = {
  readonly state: SetupState;
  readonly csrf: string;
  readonly values: Form;
  readonly asked?: Asked;
  readonly lookups: Readonly<Partial<Record<LookupName, LookupForm>>>;
  readonly refusal: Refusal;
};

export const QuestionsForm = ({
  state,
  csrf,
  values,
  asked = NOT_ASKED,
  lookups,
  refusal,
}: QuestionsProps) => {
  const { t } = useMessages();
  const fault = useFault(refusal);
  const { tenant, settings, names } = state;
  const here = stepPath(tenant.id, "questions");
  return (
    <form method="post" action={here} novalidate>
      <Csrf token={csrf} />
      <input type="hidden" name="version" value={String(state.version)} />
      <Refused id={tenant.id} refusal={refusal} here={here} held={heldBy(state)} />
      <p>{t("setup.questions.lead")}</p>
      {unreadLists(settings.setup.flows, names).length === 0 ? null : isConnected(state) ? (
        <p class="hint">
          {t("setup.questions.names")} <a href={here}>{t("setup.allows.lookAgain")}</a>
        </p>
      ) : (
        <First state={state} />
      )}
      {settings.setup.flows.length > 0 ? null : (
        <p class="hint">
          {t("setup.questions.noFlows")}{" "}
          <a href={stepPath(tenant.id, "flows")}>{t("setup.steps.flows")}</a>
        </p>
      )}
      {settings.setup.flows.map((flow) => (
        <div class="rule">
          <h3>{t(`setup.flows.${flow}`)}</h3>
          {FIELDS.filter(({ path }) => QUESTIONS[flow].fields.includes(path)).map((field) => (
            <FieldRow
              field={field}
              values={values}
              names={names}
              fault={fault(field)}
              asked={asked}
            />
          ))}
          {LOOKUPS.filter(({ name }) => QUESTIONS[flow].lookups.includes(name)).map((lookup) => {
            const form = lookups[lookup.name];
            return form === undefined ? null : (
              <>
                <h3>{t(`settings.lookup.${lookup.name}.title`)}</h3>
                {lookup.name === "paymentMethod" ? (
                  <p class="hint">{t("setup.questions.paid")}</p>
                ) : null}
                <LookupFields
                  lookup={lookup}
                  form={form}
                  names={names}
                  spare={form.known.length === 0 ? 1 : 0}
                />
              </>
            );
          })}
        </div>
      ))}
      {canAsk(state) ? <button>{t("setup.questions.accept")}</button> : null}
    </form>
  );
};
