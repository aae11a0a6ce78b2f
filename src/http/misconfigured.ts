/**
 * The answer of a deployment with wrong configuration: which variables are wrong and how, never a
 * value.
 */
import type { ConfigFault } from "../env.ts";
import { healthResponse } from "./health.ts";

/** One answer for every path: webhooks are told to retry, people see the variable. */
export function misconfigured(faults: readonly ConfigFault[]): Response {
  const response = healthResponse({
    ok: false,
    configuration: faults,
    database: "not asked",
    missingKeys: [],
    silentTenants: 0,
    heartbeats: [],
  });
  response.headers.set("retry-after", "60");
  return response;
}
