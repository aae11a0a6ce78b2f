// Errors as Asperion sends them: ASP.NET's problem JSON with a trace id, in the language of Accept-Language.
// Without that header the texts are Dutch; a client that reads texts has to send it.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { drawn } from "../kit/random.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import type { AsperionKit } from "./switches.ts";

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

const TITLES: Readonly<Record<number, readonly [english: string, dutch: string]>> = {
  400: [
    "One or more validation errors occurred.",
    "Er zijn een of meer validatiefouten opgetreden.",
  ],
  401: ["Unauthorized", "Niet geautoriseerd"],
  403: ["Forbidden", "Geen toegang"],
  404: ["Not Found", "Niet gevonden"],
  405: ["Method Not Allowed", "Methode niet toegestaan"],
  409: ["Conflict", "Conflict"],
  429: ["Too Many Requests", "Te veel verzoeken"],
  500: [
    "An error occurred while processing your request.",
    "Er is een fout opgetreden bij het verwerken van uw verzoek.",
  ],
  503: ["Service Unavailable", "Dienst niet beschikbaar"],
};

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: FieldErrors;
}

export function problemBody(
  status: number,
  detail: string,
  language = "en",
  errors?: FieldErrors,
): ProblemBody {
  const [english, dutch] = TITLES[status] ?? ["Error", "Fout"];
  return {
    type: `https://httpstatuses.io/${status}`,
    title: language === "nl" ? dutch : english,
    status,
    detail,
    traceId: `00-${drawn(16).toString("hex")}-${drawn(8).toString("hex")}-00`,
    ...(errors === undefined ? {} : { errors }),
  };
}

export function problem(
  c: Context<SandboxEnv>,
  kit: AsperionKit,
  status: ContentfulStatusCode,
  detail: string,
  errors?: FieldErrors,
): Response {
  const language = (c.req.header("accept-language") ?? "nl").startsWith("nl") ? "nl" : "en";
  const type =
    kit.switches.get("errorContentType") === "json"
      ? "application/json"
      : "application/problem+json";
  return c.body(JSON.stringify(problemBody(status, detail, language, errors)), status, {
    "Content-Type": `${type}; charset=utf-8`,
  });
}
