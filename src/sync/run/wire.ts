/**
 * Requests of both vendors on the wire, and what their answers mean: a failure of a write is never
 * called a refusal lightly.
 */
import {
  classifyRead as asperionRead,
  classifyWrite as asperionWrite,
} from "../../asperion/errors.ts";
import { asperionHttp } from "../../asperion/request.ts";
import { err, ok } from "../../domain/result.ts";
import {
  classifyRead as ledgerRead,
  classifyWrite as ledgerWrite,
} from "../../eaccounting/errors.ts";
import { eaccountingHttp } from "../../eaccounting/request.ts";
import type { Config } from "../../env.ts";
import type { Wire } from "./deps.ts";

const CLASSIFY = {
  asperion: { read: asperionRead, write: asperionWrite },
  eaccounting: { read: ledgerRead, write: ledgerWrite },
};

export function vendorWire(config: Pick<Config, "asperion" | "eaccounting">): Wire {
  return {
    encode: (request, token, administrationId) =>
      request.vendor === "asperion"
        ? asperionHttp(config.asperion.apiUrl, request, { accessToken: token, administrationId })
        : eaccountingHttp(config.eaccounting.apiUrl, request, token),
    classify: (request, outcome, token) => {
      const failure = CLASSIFY[request.vendor][request.method === "GET" ? "read" : "write"](
        request,
        outcome,
        token.version,
      );
      if (failure !== null) return err(failure);
      if (!outcome.ok) throw new Error("a fault without a failure");
      return ok(outcome.value);
    },
  };
}
