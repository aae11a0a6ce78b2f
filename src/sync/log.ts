/** One JSON object an event. Ids only: no payloads, no addresses, no tokens, and never a database error's own text. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export function logEvent(fields: LogFields & { readonly event: string }): void {
  console.log(JSON.stringify(fields));
}
