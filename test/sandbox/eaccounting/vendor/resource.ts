// What a resource of the vendor is made of. A resource says how an object comes to be, is replaced and removed, and how
// it is shown; routes, scopes, lists, control calls and the commit are the same for all (mount.ts, control/mount.ts).
// Each function checks everything first and throws a VendorFault, or answers the object to commit.
import type { Entity, Json, JsonObject } from "../json.ts";
import type { ValueType } from "../odata/ast.ts";
import type { Fields } from "../schema/fields.ts";
import type { Company } from "../world/company.ts";
import type { Table } from "../world/table.ts";
import type { Act } from "./act.ts";

export interface Scopes {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

export const SALES: Scopes = { read: ["ea:sales", "ea:sales_readonly"], write: ["ea:sales"] };
export const SALES_ANY: Scopes = { read: SALES.read, write: SALES.read };
export const SALES_OR_PURCHASE: Scopes = {
  read: [...SALES.read, "ea:purchase", "ea:purchase_readonly"],
  write: ["ea:sales", "ea:purchase"],
};
export const SALES_OR_ACCOUNTING: Scopes = {
  read: [...SALES.read, "ea:accounting", "ea:accounting_readonly"],
  write: ["ea:sales", "ea:accounting"],
};
export const PURCHASE: Scopes = {
  read: ["ea:purchase", "ea:purchase_readonly"],
  write: ["ea:purchase"],
};
const EVERY = [
  "ea:sales",
  "ea:sales_readonly",
  "ea:accounting",
  "ea:accounting_readonly",
  "ea:purchase",
  "ea:purchase_readonly",
];
export const ANY: Scopes = { read: EVERY, write: EVERY };
export const ACCOUNTING: Scopes = {
  read: ["ea:accounting", "ea:accounting_readonly"],
  write: ["ea:accounting"],
};

/** 1 Standard, 2 Invoicing, 3 Bookkeeping, 4 Solo, 5 Pro, 6 InvoicingCollaboration. */
export const ORDERING: readonly number[] = [1, 2, 5];
export const BOOKKEEPING: readonly number[] = [1, 3, 4, 5];

export interface Resource<Row extends Entity> {
  /** In the path, lower case. */
  readonly path: string;
  readonly entity: string;
  readonly fields: Fields;
  readonly scopes: Scopes;
  /** Asked for at every call of the resource, besides api_standard. */
  readonly module?: string;
  /** ProductVariants of the company that have the resource; all if left out. */
  readonly variants?: readonly number[];
  readonly table: (company: Company) => Table<Row>;
  /** How objects are shown; made once for each answer. Left out: as they are stored. */
  readonly view?: (act: Act) => (row: Row) => JsonObject;
  /** Fields that the view works out can be filtered by. */
  readonly filterByView?: boolean;
  readonly unfilterable?: readonly string[];
  readonly filterOnly?: Readonly<Record<string, ValueType>>;
  readonly filterValue?: (act: Act, row: Entity, field: string) => Json | undefined;
  readonly create?: (act: Act, body: JsonObject) => Row;
  readonly createdStatus?: 200 | 201;
  readonly replacedStatus?: 200 | 201;
  readonly replace?: (act: Act, stored: Row, body: JsonObject) => Row;
  /** Throws when the object must stay. */
  readonly remove?: (act: Act, stored: Row) => void;
  /** After a commit: what else changes with it. `after` is null when the object was removed. */
  readonly committed?: (act: Act, before: Row | null, after: Row | null) => void;
  readonly noSingle?: boolean;
}

export function commit<Row extends Entity>(
  act: Act,
  resource: Resource<Row>,
  before: Row | null,
  after: Row,
): Row {
  resource.table(act.company).commit(after, act.world.now());
  resource.committed?.(act, before, after);
  return after;
}

export function show<Row extends Entity>(act: Act, resource: Resource<Row>, row: Row): JsonObject {
  return resource.view === undefined ? row : resource.view(act)(row);
}
