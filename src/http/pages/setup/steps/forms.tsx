/** The steps that are short forms: name and language, and the flows with the start line. */
import { SWITCHED_FLOWS } from "../../../../domain/jobs/job.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../../domain/language.ts";
import type { SetupState } from "../../../usecases/tenants/setup.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { type Form, many, one } from "../../forms/form.ts";
import { Notice } from "../../parts/ui.tsx";
import { Once } from "../../forms/once.tsx";
import { stepAction } from "../screens.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { HintText } from "../../forms/field-texts.tsx";

/** `fault`: what is wrong with the form as it was sent. */
type StepForm = { readonly form: Form; readonly fault: string | null };

const Fault = ({ id, text }: { id: string; text: string | null }) =>
  text === null ? null : (
    <p class="fault" id={id} role="alert">
      {text}
    </p>
  );

type NameFormProps = StepForm & {
  readonly action: string;
  readonly submit: string;
  /** One-time value of the form, where pressing twice must not do it twice. */
  readonly once?: string;
};

/** `action`: where the form goes; a tenant that isn't made yet has no page of its own. */
export const NameForm = ({ action, form, fault, submit, once }: NameFormProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={action}>
      {once === undefined ? null : <Once word={once} />}
      <div class="field">
        <label for="shop-name">{t("setup.name.name")}</label>
        <input
          dir="auto"
          id="shop-name"
          name="name"
          value={one(form, "name")}
          maxlength={100}
          autocomplete="off"
          aria-describedby={fault === null ? "name-hint" : "name-fault name-hint"}
          aria-invalid={fault === null ? undefined : "true"}
        />
        <Fault id="name-fault" text={fault} />
        <HintText id="name-hint">{t("setup.name.nameHint")}</HintText>
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
        <HintText id="language-hint">{t("setup.name.languageHint")}</HintText>
      </div>
      <Button>{submit}</Button>
    </PostForm>
  );
};

export const FLOWS_FORM = "flows-form";

type FlowsProps = StepForm & {
  readonly state: SetupState;
  /** A start line in the future that was sent: it has to be confirmed. */
  readonly ahead?: number | null;
};

export const FlowsForm = ({ state, form, fault, ahead = null }: FlowsProps) => {
  const { t } = useMessages();
  const chosen = many(form, "flows");
  return (
    <PostForm id={FLOWS_FORM} action={stepAction(state.tenant.id, "flows")} novalidate data-kept>
      <input type="hidden" name="version" value={String(state.version)} />
      <p>{t("setup.flows.lead")}</p>
      <Fault id="flows-fault" text={fault} />
      <fieldset aria-describedby={fault === null ? undefined : "flows-fault"}>
        <legend>{t("setup.flows.legend")}</legend>
        {SWITCHED_FLOWS.map((flow) => (
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
            <HintText id={`flow-${flow}`}>{t(`setup.flows.hints.${flow}`)}</HintText>
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
        <HintText id="startLine-hint">
          {t("settings.timeOf", { hint: t("setup.flows.startHint"), zone: t("frame.zoneName") })}
        </HintText>
      </div>
      {ahead === null ? null : <StartAhead from={ahead} form={form} />}
      <Button>{t("setup.saveNext")}</Button>
    </PostForm>
  );
};

const StartAhead = ({ from, form }: { readonly from: number; readonly form: Form }) => {
  const { t, format } = useMessages();
  return (
    <Notice tone="warn">
      <p role="alert">{t("setup.startAhead", { from: format.stamp(from) })}</p>
      <label class="check">
        <input
          type="checkbox"
          name="startAhead"
          value={String(from)}
          checked={one(form, "startAhead") === String(from)}
        />
        {t("setup.flows.startAheadTick")}
      </label>
    </Notice>
  );
};
