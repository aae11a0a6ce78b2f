/** What has to be connected before a step can do anything, each with a link. */
import { type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { SetupState } from "../../../usecases/tenants/setup.ts";
import { stepPath } from "../screens.ts";
import { useMessages } from "../../frame/use-messages.ts";

const SIDES: readonly Vendor[] = ["asperion", "eaccounting"];

export const isConnected = ({ done }: SetupState): boolean => SIDES.every((vendor) => done[vendor]);

/** `refused`: it was asked for all the same. */
export const First = ({ state, refused = false }: { state: SetupState; refused?: boolean }) => {
  const { t } = useMessages();
  return (
    <>
      {SIDES.filter((vendor) => !state.done[vendor]).map((vendor) => (
        <p class={refused ? "fault" : "hint"} role={refused ? "alert" : undefined}>
          {t("setup.connect.first", { vendor: VENDOR_NAMES[vendor] })}{" "}
          <a href={stepPath(state.tenant.id, vendor)}>{t(`setup.steps.${vendor}`)}</a>
        </p>
      ))}
    </>
  );
};
