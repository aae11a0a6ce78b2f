/**
 * The texts of a dictionary, flat: functions are called with marks (`‹0›`, `‹1›`) in place of what
 * they are given.
 */
export function textsOf(words: unknown, path = ""): Map<string, string> {
  if (typeof words === "string") return new Map([[path, words]]);
  if (typeof words === "function")
    return new Map([[path, said(words as (...given: unknown[]) => unknown)]]);
  if (typeof words !== "object" || words === null) throw new Error(`${path} is no text`);
  return new Map(
    Object.entries(words).flatMap(([key, value]) => [
      ...textsOf(value, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

function said(words: (...given: unknown[]) => unknown): string {
  const places = Array.from({ length: Math.max(words.length, 1) }, (_, index) => index);
  const marked = flat(words(...places.map((index) => `‹${index}›`)));
  if (!marked.includes("NaN")) return marked;
  // It counts: with figures, which are then marked.
  return flat(words(...places.map((index) => COUNTED + index))).replaceAll(
    /7\d/g,
    (figure) => `‹${Number(figure) - COUNTED}›`,
  );
}

const COUNTED = 70;
const flat = (text: unknown): string =>
  Array.isArray(text) ? text.flat(3).join("") : String(text);
