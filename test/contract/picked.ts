/**
 * The part of the vendor's OpenAPI document that concerns this product: the operations that it
 * calls, their bodies, and the schemas of these. Prose is left out.
 */

/** As the vendor's document names them. */
export const OPERATIONS = [
  "GET /accountbalances/{accountNumber}/{date}",
  "GET /accounts",
  "GET /accounts/{fiscalyearId}/{accountNumber}",
  "GET /articleaccountcodings",
  "GET /articles",
  "POST /articles",
  "GET /articles/{id}",
  "POST /attachmentlinks",
  "GET /attachments",
  "POST /attachments",
  "GET /attachments/{attachmentId}",
  "DELETE /attachments/{attachmentId}",
  "GET /backgrounds",
  "GET /bankaccounts",
  "GET /companysettings",
  "GET /costcenters",
  "GET /countries",
  "GET /currencies",
  "GET /currencies/exchangerate",
  "GET /customerinvoicedrafts",
  "POST /customerinvoicedrafts",
  "GET /customerinvoicedrafts/{id}",
  "PUT /customerinvoicedrafts/{id}",
  "DELETE /customerinvoicedrafts/{id}",
  "POST /customerinvoicedrafts/{id}/convert",
  "GET /customerinvoices",
  "GET /customerinvoices/{id}",
  "POST /customerinvoices/{id}/einvoice",
  "POST /customerinvoices/{id}/email",
  "POST /customerinvoices/{id}/payments",
  "GET /customerlabels",
  "POST /customerlabels",
  "DELETE /customerlabels/{id}",
  "GET /customerledgeritems",
  "POST /customerledgeritems/customerledgeritemswithvoucher",
  "GET /customers",
  "POST /customers",
  "GET /customers/{id}",
  "PUT /customers/{id}",
  "GET /deliverymethods",
  "GET /deliveryterms",
  "GET /fiscalyears",
  "GET /orders",
  "POST /orders",
  "GET /orders/{id}",
  "PUT /orders/{id}",
  "DELETE /orders/{id}",
  "POST /orders/{id}/convert",
  "POST /orders/{id}/converteddrafttoorder",
  "POST /orders/{id}/voided",
  "GET /projects",
  "GET /salesdocumentattachments/{attachmentId}",
  "POST /salesdocumentattachments/customerinvoice",
  "POST /salesdocumentattachments/customerinvoicedraft",
  "POST /salesdocumentattachments/order",
  "DELETE /salesdocumentattachments/customerinvoice/{documentId}/{attachmentId}",
  "DELETE /salesdocumentattachments/customerinvoicedraft/{documentId}/{attachmentId}",
  "DELETE /salesdocumentattachments/order/{documentId}/{attachmentId}",
  "GET /suppliers",
  "GET /termsofpayments",
  "GET /units",
  "GET /vatcodes",
  "GET /vouchers",
  "POST /vouchers",
  "GET /vouchers/{fiscalyearId}/{voucherId}",
] as const;

type Json = Readonly<Record<string, unknown>>;

export type Operation = {
  readonly query: readonly string[];
  /** `null`: it takes no body. */
  readonly request: Json | null;
  /** By status; `null`: an answer without a body. */
  readonly answers: Readonly<Record<string, Json | null>>;
};

export type Picked = {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, Json>>;
};

const PROSE: ReadonlySet<string> = new Set(["description", "summary", "example", "examples"]);
const REF = "#/components/schemas/";

/** Parameters of a path have other names in other places. */
export const folded = (operation: string): string =>
  operation.toLowerCase().replaceAll(/\{[^}]*\}/g, "{}");

const isTree = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A property may be called "description": prose is text. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, child]) => !(PROSE.has(name) && !isTree(child)))
      .map(([name, child]) => [name, withoutProse(child)]),
  );
}

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((tree, name) => (isTree(tree) ? tree[name] : undefined), value);

const schemaOf = (of: unknown): Json | null => {
  const schema = at(of, "content", "application/json", "schema");
  return isTree(schema) ? (withoutProse(schema) as Json) : null;
};

function operationOf(found: unknown): Operation {
  const parameters = at(found, "parameters");
  const answers = at(found, "responses");
  return {
    query: (Array.isArray(parameters) ? parameters : [])
      .filter((one) => at(one, "in") === "query")
      .map((one) => String(at(one, "name"))),
    request: schemaOf(at(found, "requestBody")),
    answers: Object.fromEntries(
      Object.entries(isTree(answers) ? answers : {}).map(([status, of]) => [status, schemaOf(of)]),
    ),
  };
}

/** By method and folded path. */
function operationsIn(document: unknown): ReadonlyMap<string, unknown> {
  const paths = at(document, "paths");
  return new Map(
    Object.entries(isTree(paths) ? paths : {}).flatMap(([path, item]) =>
      Object.entries(isTree(item) ? item : {}).map(
        ([method, of]) => [folded(`${method} ${path}`), of] as const,
      ),
    ),
  );
}

export const hasOperation = (document: unknown, name: string): boolean =>
  operationsIn(document).has(folded(name));

/** @throws Where the document has not one of the operations. */
export function picked(document: unknown, names: readonly string[] = OPERATIONS): Picked {
  const known = operationsIn(document);
  const operations = Object.fromEntries(
    names.map((name) => {
      const found = known.get(folded(name));
      if (found === undefined) throw new Error(`The document has no ${name}.`);
      return [name, operationOf(found)];
    }),
  );
  const schemas = new Map<string, Json>();
  const take = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(
      /"\$ref":"#\/components\/schemas\/([^"]+)"/g,
    )) {
      if (schemas.has(name)) continue;
      const schema = withoutProse(at(document, "components", "schemas", name));
      if (!isTree(schema)) throw new Error(`The document has no schema ${name}.`);
      schemas.set(name, schema);
      take(schema);
    }
  };
  take(operations);
  return {
    operations,
    schemas: Object.fromEntries([...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The schema with references below `$defs`: its own, or those of the schema of that name. */
export const refTo = (schema: Json, root = ""): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll(REF, `${root}#/$defs/`)) as Json;

/** Each as one line: where, and what it was and is. */
export function changesBetween(before: unknown, after: unknown, where = ""): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isTree(before) && isTree(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      changesBetween(before[name], after[name], `${where}/${name}`),
    );
  const said = (value: unknown): string =>
    value === undefined ? "nothing" : JSON.stringify(value).slice(0, 300);
  return [`${where}: ${said(before)} became ${said(after)}`];
}
