/** Rows of look-ups by the name of the value that they are of. */
import { parseKey } from "./lookup-key.ts";

/** `30 days net@NL/private` of the key `3@NL/private`; the key where nothing has a name. */
export function rowName(key: string, nameOf: (value: string) => string | undefined): string {
  const whole = nameOf(key);
  if (whole !== undefined) return whole;
  const { value } = parseKey(key);
  const found = value === null ? undefined : nameOf(value);
  return found === undefined || value === null ? key : `${found}${key.slice(value.length)}`;
}
