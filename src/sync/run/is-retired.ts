/** The registry, asked by a run. It decides no booking: who can't be told waits. */
import type { Failure } from "../../domain/failure.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunnerDeps } from "./deps.ts";

export async function isRetired(
  deps: Pick<RunnerDeps, "isRetired">,
  tenantId: string,
): Promise<Result<boolean, Failure>> {
  try {
    return ok(await deps.isRetired(tenantId));
  } catch {
    return err({
      kind: "transient",
      vendor: "eaccounting",
      cause: "the registry of tenants doesn't answer",
    });
  }
}
