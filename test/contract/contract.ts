/**
 * Requests and answers held against what the vendor publishes (eaccounting.json, made by
 * `scripts/vendor-document.ts`). Formats aren't asked: real answers have days where the document
 * has instants. Nor is `null` in an answer: real ones have it where the document has no type for
 * it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { folded, type Operation, type Picked, refTo } from "./picked.ts";

const DOCUMENT = join(import.meta.dirname, "eaccounting.json");
/** What the schemas stand below, for their references among each other. */
const ROOT = "published";

export class Contract {
  readonly #ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    allErrors: true,
    verbose: true,
  });
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #checks = new Map<string, ValidateFunction>();

  constructor() {
    const { operations, schemas } = JSON.parse(readFileSync(DOCUMENT, "utf8")) as Picked;
    this.#operations = new Map(Object.entries(operations).map(([name, of]) => [folded(name), of]));
    const $defs = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, refTo(schema)]),
    );
    this.#ajv.addSchema({ $id: ROOT, $defs });
  }

  /** What of a body isn't as published; nothing for an operation that this product doesn't call. */
  request(operation: string, query: Readonly<Record<string, string>>, body: unknown): string[] {
    const known = this.#operations.get(folded(operation));
    if (known === undefined) return [];
    const asked = Object.keys(query).filter((name) => !name.startsWith("$"));
    return [
      ...asked.filter((name) => !known.query.includes(name)).map((name) => `?${name}`),
      ...(known.request === null ? [] : this.#faults(`${operation} request`, known.request, body)),
    ];
  }

  answer(operation: string, status: number, body: unknown): string[] {
    const known = this.#operations.get(folded(operation));
    if (known === undefined) return [];
    const schema = known.answers[String(status)];
    if (schema === undefined) return [`status ${status}`];
    if (schema === null || body === null) return [];
    return this.#faults(`${operation} ${status}`, schema, body);
  }

  #faults(name: string, schema: object, body: unknown): string[] {
    let check = this.#checks.get(name);
    if (check === undefined) {
      check = this.#ajv.compile(refTo(schema as Record<string, unknown>, ROOT));
      this.#checks.set(name, check);
    }
    if (check(body)) return [];
    const isLenient = !name.startsWith("POST ") || !name.endsWith(" request");
    return (check.errors ?? [])
      .filter(
        ({ data, keyword }) => !isLenient || (data !== null && keyword !== "additionalProperties"),
      )
      .map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
      );
  }
}
