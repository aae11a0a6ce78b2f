/**
 * What crosses between two isolates is copied, as `structuredClone` does: written out for plain
 * values, which are nearly all, as the machine's own takes ten times as long.
 */
import { RpcTarget } from "cloudflare:workers";

const PLAIN = Object.prototype;

/** `given`: what crosses by reference, as the platform's `RpcTarget` does. */
export function copied(value: unknown, given?: (target: RpcTarget) => unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") return structuredClone(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => copied(one, given));
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (given !== undefined && value instanceof RpcTarget) return given(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== PLAIN && prototype !== null) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) copy[name] = copied((value as typeof copy)[name], given);
  return copy;
}
