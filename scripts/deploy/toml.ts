/**
 * Notes in wrangler.toml what was made. Only the named line of the named table changes: comments
 * and order stay. A line that isn't there is an error, never appended in a guessed place.
 */
import { Complaint } from "../complaint.ts";
import { t } from "../terminal.ts";
import type { Environment } from "./missing.ts";

/** `text` with the database's id in the environment's first D1 table. */
export const noteDatabase = (text: string, environment: Environment, id: string): string =>
  withLine(text, `[[env.${environment}.d1_databases]]`, "database_id", JSON.stringify(id));

/** `text` with the pages' host, and its domain among the routes. */
export function noteAddress(text: string, environment: Environment, host: string): string {
  const routes = `[{ pattern = ${JSON.stringify(host)}, custom_domain = true }]`;
  return withLine(
    withLine(text, `[env.${environment}]`, "routes", routes),
    `[env.${environment}.vars]`,
    "PUBLIC_URL",
    JSON.stringify(`https://${host}`),
  );
}

function withLine(text: string, table: string, key: string, value: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.trim() === table);
  const after = lines.findIndex((line, index) => index > from && line.startsWith("["));
  const end = after === -1 ? lines.length : after;
  const at = lines.findIndex(
    (line, index) => index > from && index < end && line.startsWith(`${key} = `),
  );
  if (from === -1 || at === -1) throw new Complaint(t("cli.deploy.create.noLine", { table, key }));
  return lines.with(at, `${key} = ${value}`).join("\n");
}
