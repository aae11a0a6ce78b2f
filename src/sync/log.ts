/**
 * Logs one JSON object per event. Ids only: no payloads, addresses or tokens, and never a database
 * error's own text.
 */
import { faultName } from "../domain/platform/fault-name.ts";
import { d1Problem } from "../store/d1-errors.ts";

type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Logs a fault that an entry point caught: its name and, for a database, its kind. Never its text,
 * which may hold parameters.
 */
export function logFault(event: string, fault: unknown): void {
  logEvent({
    event,
    fault: faultName(fault),
    database: d1Problem(fault),
  });
}

export function logEvent(fields: LogFields & { readonly event: string }): void {
  console.log(JSON.stringify(fields));
}
