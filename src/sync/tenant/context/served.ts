/**
 * Connects calls from outside to their functions. The object's calls are declared once, in
 * `calls/`: tables of functions in the tenant's context. Here each table becomes an `RpcTarget`
 * whose methods take the tenant first. The object has one property per table, so a caller writes
 * `stub.jobs.retry(…)`, and the runtime sends that as one request.
 */
import { RpcTarget } from "cloudflare:workers";
import type { ClaimRef } from "../../contract/runs.ts";
import type { TenantContext } from "./tenant-context.ts";

/** Answers the context, after it has seen that the object is this tenant's. */
export type Enter = (tenantId: string) => TenantContext;

type Call = (context: TenantContext, ...input: never[]) => unknown;
type Calls = Readonly<Record<string, Call>>;

type AskedOfTenant<C> = C extends (context: TenantContext, ...input: infer I) => infer R
  ? (tenantId: string, ...input: I) => Promise<Awaited<R>>
  : never;
type AskedByRun<C> = C extends (context: TenantContext, ref: ClaimRef, ...input: infer I) => infer R
  ? (ref: ClaimRef, ...input: I) => Promise<Awaited<R>>
  : never;

/** Calls that begin with the tenant's id. */
export const servedToTenant = <T extends Calls>(
  calls: T,
  enter: Enter,
): { readonly [K in keyof T]: AskedOfTenant<T[K]> } =>
  served(
    calls,
    (call) =>
      async (tenantId: string, ...input: never[]) =>
        call(enter(tenantId), ...input),
  );

/** Calls that begin with the claim of a run: it names the tenant as well. */
export const servedToRun = <T extends Calls>(
  calls: T,
  enter: Enter,
): { readonly [K in keyof T]: AskedByRun<T[K]> } =>
  served(
    calls,
    (call) =>
      async (ref: ClaimRef, ...input: never[]) =>
        (call as (context: TenantContext, ref: ClaimRef, ...rest: never[]) => unknown)(
          enter(ref.tenantId),
          ref,
          ...input,
        ),
  );

/** RPC reaches methods of the prototype only, nothing that an instance has of its own. */
function served<S>(calls: Calls, method: (call: Call) => unknown): S {
  class Group extends RpcTarget {}
  for (const [name, call] of Object.entries(calls))
    Object.defineProperty(Group.prototype, name, { value: method(call) });
  return new Group() as S;
}

/** Makes a call one transaction. Only for calls that await nothing. */
export const atomic =
  <I extends unknown[], R>(call: (context: TenantContext, ...input: I) => R) =>
  (context: TenantContext, ...input: I): R =>
    context.atomically(() => call(context, ...input));
