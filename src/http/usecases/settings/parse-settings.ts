/** Settings as a caller sent them, whatever their source. */
import { ok, type Result } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { type Settings, settingsSchema } from "../../../settings/schema.ts";
import { type FaultAt, faultsIn } from "../../../settings/setting-faults.ts";
import { WITH_INPUT } from "../../problem.ts";
import { type Refused, reject } from "../refusal.ts";

export const refuseSettings = (faults: readonly FaultAt[]) =>
  reject(400, "bad-settings", message("refusals.badSettings"), faults);

/** Refused with each fault at its path. */
export function parseSettings(input: unknown): Result<Settings, Refused> {
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  return parsed.success ? ok(parsed.data) : refuseSettings(faultsIn(parsed.error));
}
