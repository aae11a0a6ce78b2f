// What a JSON body can hold, and the shape every stored object has: an id and fields that only JSON can carry,
// so that an answer is the object itself and a copy is a structured clone.

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

export type Entity = JsonObject & { readonly Id: string };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
