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
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== PLAIN && prototype !== null) {
    if (value instanceof Uint8Array) return new Uint8Array(value);
    return given !== undefined && value instanceof RpcTarget
      ? given(value)
      : structuredClone(value);
  }
  const copy: Record<string, unknown> = {};
  // Quicker than a list of its names, and nothing that is plain inherits any.
  for (const name in value) copy[name] = copied((value as typeof copy)[name], given);
  return copy;
}
