/**
 * Reads the names that settings choose from, on both sides. A list that this company's variant,
 * modules or scopes don't give is an answer, told with the list: it closes nothing and fails
 * nothing, as no order needs it. What passes (a vendor that can't be reached, a limit) is tried
 * again like any job.
 */
import type { Failure } from "../../domain/vendors/failure.ts";
import { NAME_LISTS, type NameList, type NameListName } from "../../domain/ledger/names.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { faultOf, listed, READ_NAMES } from "./lists.ts";

export async function readNames(
  ports: Pick<FlowPorts, "readPage" | "administrationId" | "now" | "saveLists" | "settings">,
): Promise<Result<FlowEnd, Failure>> {
  const names: Partial<Record<NameListName, NameList>> = {};
  for (const name of NAME_LISTS) {
    const read = await READ_NAMES[name](
      ports.readPage,
      ports.administrationId,
      ports.settings,
      (patch) => ports.saveLists(patch),
    );
    const readNow = { readAt: ports.now(), fault: null };
    const fault = read.ok ? null : faultOf(name, read.error);
    if (!read.ok && fault === null) return read;
    names[name] = read.ok
      ? { ...listed(read.value), ...readNow }
      : { entries: [], readAt: null, fault };
  }
  ports.saveLists({ names });
  return ok({ outcome: "updated", reasons: [], label: null, figures: null });
}
