/** What a group of held jobs is about, and whom to ask for what mends it. */
import { heldCauseOf } from "../../../domain/jobs/held.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { knownNames, withNames, type Names } from "../../usecases/jobs/known-names.ts";
import { useMessages } from "../frame/use-messages.ts";
import { AskOwner } from "../parts/ask-owner.tsx";
import { AskForRemedy } from "../parts/remedy-link.tsx";
import { groupPath } from "./group-actions.ts";

/** Of the group as a whole, without the line of an order. */
export function useGroupText(names: Names): (reason: Reason) => string {
  const { describe } = useMessages();
  return ({ code, params }) => {
    const { line: _, ...rest } = params;
    return describe(withNames({ code, params: rest }, names)).text;
  };
}

type AskForMendProps = {
  readonly id: string;
  readonly reason: Reason;
  /** The deed of the group that mends it, which needs the rights of an owner; `null`: none does. */
  readonly deed: string | null;
  readonly names: NameLists;
};

/** For readers who may not mend it themselves. */
export const AskForMend = ({ id, reason, deed, names }: AskForMendProps) => {
  const about = useGroupText(knownNames([], names))(reason);
  return deed === null ? (
    <AskForRemedy id={id} reason={reason} about={about} />
  ) : (
    <AskOwner id={id} deed={deed} path={groupPath(id, heldCauseOf(reason))} about={about} />
  );
};
