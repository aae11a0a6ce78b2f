// What the log of calls may keep: everything but credentials.
const SECRET_FIELDS =
  /("?(?:client_secret|refresh_token|access_token|id_token|code|code_verifier|token|password)"?\s*[=:]\s*"?)([^"&\s,}]+)/g;

export function redactHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) {
    kept[name] = name === "authorization" ? `${value.split(" ")[0] ?? ""} [redacted]` : value;
  }
  return kept;
}

/** Only the identity server's forms and answers hold credentials; other bodies are kept as they are. */
export function redactBody(path: string, body: string | null): string | null {
  return body === null || !path.startsWith("/connect/")
    ? body
    : body.replaceAll(SECRET_FIELDS, "$1[redacted]");
}
