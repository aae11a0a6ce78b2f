/**
 * Reads one resource by its id from the right administration. A single read doesn't name its
 * administration, and small ids exist in every one, so the resource is read as a list of one (`Id`
 * filter), whose `_meta` names it.
 *
 * That filter hasn't been seen at work, so both other outcomes are handled, and the working way is
 * returned to be remembered:
 *
 * - refused: one list without items, with the same header, to see the administration, and then the
 *   single read;
 * - ignored: the resource may or may not be on the page, so its absence there is never "not found".
 *   The single read decides, and later reads use it directly. A list without lines costs the single
 *   read as well, once its administration has been seen.
 */
import type { z } from "zod";
import type { SendRead, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { FILTERS, QUERY } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { readItems, readMeta } from "./paging.ts";
import { type Capability, contractFailure, get, readBody } from "./request.ts";

/** How a resource is requested. Kept per tenant as text; an unknown text means `list`. */
export type ReadMode = "list" | "single";
export const readMode = (text: string | undefined): ReadMode =>
  text === "single" ? "single" : "list";

export type OneOf<T> = {
  readonly list: string;
  readonly single: string;
  readonly capability: Capability;
  readonly schema: z.ZodType<T>;
  readonly idOf: (item: T) => number;
  /** False for an item of a list that lacks a part of the single read. */
  readonly isWhole: (item: T) => boolean;
};

export type ReadOne<T> = { readonly item: T; readonly mode: ReadMode };

/** Small, as one is expected; above one, so that an ignored filter shows. */
const LIST_OF_ONE = { [QUERY.page]: "1", [QUERY.pageSize]: "10" };

const listOfOne = <T>(resource: OneOf<T>, id: number): VendorRequest =>
  get(resource.list, resource.capability, { query: { [FILTERS.id]: String(id), ...LIST_OF_ONE } });

const metaOnly = <T>(resource: OneOf<T>): VendorRequest =>
  get(resource.list, resource.capability, {
    query: { [QUERY.metaOnly]: "true", [QUERY.page]: "1", [QUERY.pageSize]: "1" },
  });

const single = <T>(resource: OneOf<T>, id: number): VendorRequest =>
  get(resource.single, resource.capability, { ids: { id } });

/**
 * Returns the resource and the way that worked. `not-found` is only the single read's own answer,
 * in the right administration.
 */
export async function readOne<T>(
  send: SendRead,
  resource: OneOf<T>,
  id: number,
  administrationId: number,
  mode: ReadMode,
): Promise<Result<ReadOne<T>, Failure>> {
  return mode === "single"
    ? readSingleChecked(send, resource, id, administrationId)
    : readAsList(send, resource, id, administrationId);
}

async function readAsList<T>(
  send: SendRead,
  resource: OneOf<T>,
  id: number,
  administrationId: number,
): Promise<Result<ReadOne<T>, Failure>> {
  const answer = await send(listOfOne(resource, id));
  if (!answer.ok)
    return isQueryRefused(answer.error)
      ? readSingleChecked(send, resource, id, administrationId)
      : answer;
  const meta = readMeta(answer.value, administrationId);
  if (!meta.ok) return meta;
  const others = readIds(answer.value.body).filter((other) => other !== id).length;
  if (others === 0) {
    const items = readItems(resource.schema, answer.value);
    if (!items.ok) return items;
    const item = items.value.find((one) => resource.idOf(one) === id);
    if (item !== undefined && resource.isWhole(item)) return ok({ item, mode: "list" });
  }
  const read = await readSingle(send, resource, id, administrationId);
  return read.ok ? ok({ item: read.value, mode: others === 0 ? "list" : "single" }) : read;
}

/** The administration is checked first: even a "not found" from another one proves nothing. */
async function readSingleChecked<T>(
  send: SendRead,
  resource: OneOf<T>,
  id: number,
  administrationId: number,
): Promise<Result<ReadOne<T>, Failure>> {
  const answer = await send(metaOnly(resource));
  if (!answer.ok) return answer;
  const meta = readMeta(answer.value, administrationId);
  if (!meta.ok) return meta;
  const read = await readSingle(send, resource, id, administrationId);
  return read.ok ? ok({ item: read.value, mode: "single" }) : read;
}

async function readSingle<T>(
  send: SendRead,
  resource: OneOf<T>,
  id: number,
  administrationId: number,
): Promise<Result<T, Failure>> {
  const answer = await send(single(resource, id));
  if (!answer.ok) return answer;
  const named = administrationOf(answer.value.body);
  if (named !== null && named !== administrationId)
    return err({ kind: "wrong-administration", expected: administrationId, got: named });
  const read = readBody(resource.schema, answer.value);
  if (!read.ok) return read;
  if (resource.idOf(read.value) !== id)
    return err(contractFailure(["id"], `asked for ${id}, got ${resource.idOf(read.value)}`));
  return read;
}

/** A single read that names its administration is checked. */
function administrationOf(body: unknown): number | null {
  const meta = field(body, "_meta");
  const id = field(meta, "administrationId");
  return typeof id === "number" ? id : null;
}

/** Other orders may be broken in any way, so only their ids are read. */
function readIds(body: unknown): unknown[] {
  const data = field(body, "_data");
  return Array.isArray(data) ? data.map((item) => field(item, "id")) : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
