// The content of an uploaded file, and what a careless client does with one.
import type { Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { type Act, note } from "../../vendor/act.ts";
import { invalid } from "../../vendor/fault.ts";

const BEGINNINGS: Readonly<Record<string, string>> = {
  "application/pdf": "%PDF-",
  "image/jpeg": "\u00ff\u00d8\u00ff",
  "image/png": "\u0089PNG",
  "image/tiff": "II*\u0000",
};

/** Its bytes, one sign each. */
export function fileOf(act: Act, value: Readonly<Record<string, Json>>): string {
  const type = textOf(value["ContentType"]);
  const begins = BEGINNINGS[type];
  if (begins === undefined) throw invalid("ContentType", `"${type}" is not allowed.`);
  const data = value["Data"];
  if (typeof data !== "string" || data === "")
    throw invalid("Data", "Data or Url has to be provided.");
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(data))
    throw invalid("Data", "The data is not a valid Base64 string.");
  const bytes = atob(data);
  if (bytes.length > act.switches.get("attachmentMaxBytes"))
    throw invalid("Data", "The file is too large.");
  if (!bytes.startsWith(begins)) note(act, "content-of-another-type", "ContentType");
  return bytes;
}
