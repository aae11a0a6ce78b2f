/** What has to be connected before a step can do anything, each with the way there. */
import type { Vendor } from "../../../../domain/ids.ts";
import type { SetupState } from "../../../usecases/setup.ts";
import { SETUP } from "../../../words/setup/index.ts";
import { useWords } from "../../../words/use.ts";
import { VENDORS } from "../../words.ts";
import { stepPath } from "../frame.tsx";

const SIDES: readonly Vendor[] = ["asperion", "eaccounting"];

export const isConnected = ({ done }: SetupState): boolean => SIDES.every((vendor) => done[vendor]);

/** `refused`: it was asked for all the same. */
export const First = ({ state, refused = false }: { state: SetupState; refused?: boolean }) => {
  const { connect, steps } = useWords(SETUP);
  return (
    <>
      {SIDES.filter((vendor) => !state.done[vendor]).map((vendor) => (
        <p class={refused ? "fault" : "hint"} role={refused ? "alert" : undefined}>
          {connect.first(VENDORS[vendor])}{" "}
          <a href={stepPath(state.tenant.id, vendor)}>{steps[vendor]}</a>
        </p>
      ))}
    </>
  );
};
