/** The screen of the set-up on which both vendors are connected, and the shop's name is changed. */
import type { SetupState } from "../../usecases/tenants/setup.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, formOf } from "../forms/form.ts";
import { screenPage, StepPart } from "./frame.tsx";
import { screenPath, stepAction } from "./screens.ts";
import { Connect } from "./steps/connect.tsx";
import { isConnected } from "./steps/first.tsx";
import { NameForm } from "./steps/forms.tsx";

/** `name`: the name as it was sent, with what is wrong with it. */
export function connectScreen(
  c: PageContext,
  state: SetupState,
  name: { readonly form: Form; readonly fault: string } | null = null,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant } = state;
  return screenPage(
    c,
    state,
    "connect",
    <>
      {(["asperion", "eaccounting"] as const).map((vendor) => (
        <StepPart step={vendor}>
          <Connect state={state} vendor={vendor} />
        </StepPart>
      ))}
      <details id="name" open={name !== null}>
        <summary>{t("setup.steps.name")}</summary>
        <NameForm
          action={stepAction(tenant.id, "name")}
          form={name?.form ?? formOf({ name: [tenant.name], language: [tenant.language] })}
          fault={name?.fault ?? null}
          submit={t("setup.saveNext")}
        />
      </details>
      {isConnected(state) ? (
        <p class="actions">
          <a class="button" href={screenPath(tenant.id, "flows")}>
            {t("setup.continue")}
          </a>
        </p>
      ) : null}
    </>,
    name === null ? 200 : 400,
  );
}
