/**
 * Fields of a record, by the types that were declared for them. A record is plain JSON: text,
 * decimals as text, dates as local stamps, `null` for what is empty. What doesn't hold what its
 * type says stops the rule; nothing outside the declared fields can be reached.
 */
import { isDecimal } from "../../domain/money.ts";
import { jsonText } from "../../domain/text.ts";
import { message } from "../../messages/message.ts";
import { readDate } from "./dates.ts";
import { COST, LIST_ITEMS } from "./limits.ts";
import type { Meter } from "./meter.ts";
import { type Fields, mayBeEmpty, named, type Type } from "./types.ts";
import { shown, Stop, type Value } from "./values.ts";

export function fromRecord(
  fields: Fields,
  data: Readonly<Record<string, unknown>>,
  name: string,
  meter: Meter,
): Value {
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (type === undefined) throw new Error(`no field ${name}`);
  return fromData(type, Object.hasOwn(data, name) ? data[name] : null, name, meter);
}

function fromData(type: Type, data: unknown, name: string, meter: Meter): Value {
  const wrong = (): Stop =>
    new Stop(
      "unexpected-value",
      message("expressions.notOfKind", { name, kind: named(type) }),
      (typeof data === "object" ? typeof data : jsonText(data)).slice(0, 80),
    );
  if (data === null || data === undefined) {
    if (mayBeEmpty(type)) return null;
    throw new Stop("empty", message("expressions.neverEmpty", { name }), shown(null));
  }
  switch (type.kind) {
    case "text":
      if (typeof data !== "string") throw wrong();
      return meter.text(data);
    case "number": {
      const written = typeof data === "number" && Number.isSafeInteger(data) ? String(data) : data;
      if (typeof written !== "string" || written.length > 60 || !isDecimal(written)) throw wrong();
      return meter.number(written);
    }
    case "yes-no":
      if (typeof data !== "boolean") throw wrong();
      return data;
    case "date": {
      meter.steps(COST.date);
      const date = typeof data === "string" ? readDate(data) : null;
      if (date === null) throw wrong();
      return date;
    }
    case "list":
      if (!Array.isArray(data)) throw wrong();
      return meter.list(
        data.slice(0, LIST_ITEMS + 1).map((item) => fromData(type.of, item, name, meter)),
      );
    case "record":
      if (!isData(data)) throw wrong();
      return { kind: "record", type, data };
    case "nothing":
    case "unknown":
      throw wrong();
  }
}

const isData = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === "object" && data !== null && !Array.isArray(data);
