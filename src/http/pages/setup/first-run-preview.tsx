/**
 * What a step of the set-up would switch on in a shop that is live, told and confirmed before it is
 * saved: as where the same is saved in the settings.
 */
import type { Preview } from "../../usecases/dry-runs/preview.ts";
import type { SetupState } from "../../usecases/tenants/setup.ts";
import { ConfirmFirst } from "../settings/saving/confirm.tsx";
import { RulePreview } from "../settings/saving/preview.tsx";
import type { Confirming } from "../settings/saving/saving.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { screenPath, type SetupScreen } from "./screens.ts";

export type FirstRunPlan = {
  readonly confirm?: Confirming | undefined;
  /** What would become of the last orders. */
  readonly preview?: Preview | null;
};

type Props = FirstRunPlan & {
  readonly state: SetupState;
  readonly screen: SetupScreen;
  /** The form that is sent again once it is confirmed. */
  readonly form: string;
};

export const FirstRunPreview = ({ state, screen, form, confirm, preview = null }: Props) => {
  const { t } = useMessages();
  const { id } = state.tenant;
  return (
    <>
      {confirm?.isAnew === true ? (
        <Notice tone="warn">
          <p role="alert">{t("settings.confirm.anew")}</p>
        </Notice>
      ) : null}
      {confirm === undefined || confirm.told.all.length === 0 ? null : (
        <ConfirmFirst
          id={id}
          form={form}
          told={confirm.told}
          mark={confirm.mark}
          back={screenPath(id, screen)}
        />
      )}
      {preview === null ? null : (
        <RulePreview preview={preview} tenantId={id} names={state.names} />
      )}
    </>
  );
};
