/** The answers to an unknown address, and to an uncaught fault. */
import type { Hono } from "hono";
import { d1Problem, isUnavailable } from "../store/d1-errors.ts";
import type { HttpDeps } from "./deps.ts";
import { problemResponse } from "./problem.ts";

export function answerFaults(app: Hono, { log }: Pick<HttpDeps, "log">): void {
  app.notFound(() => problemResponse(404));
  // Hono's own handler prints the error whole, and a database error's text holds its parameters.
  app.onError((error) => {
    const database = d1Problem(error);
    log({ event: "request-failed", fault: error.name, database });
    return isUnavailable(database)
      ? problemResponse(503, { headers: { "retry-after": "5" } })
      : problemResponse(500);
  });
}
