/** Makes the timeline's entry of a person's action on a job. */
import { type Keyring, sealJson } from "../../../store/seal.ts";
import type { Sealed } from "../../contract/runs.ts";
import type { TimelineEntry } from "../../contract/index.ts";
import * as payloads from "./payloads.ts";

type Sealing = {
  readonly now: () => number;
  readonly tenantId: () => string;
  readonly deps: { readonly keyring: () => Promise<Keyring> };
};

/** Seals the action and the person's words into the job's timeline, as a note may name people. */
export async function personEntry(
  context: Sealing,
  jobId: string,
  title: string,
  detail: Readonly<Record<string, string>>,
): Promise<Sealed> {
  const entry: TimelineEntry = { at: context.now(), what: "person", title, detail };
  return sealJson(
    await context.deps.keyring(),
    [entry],
    payloads.placeOf(context.tenantId(), jobId),
  );
}
