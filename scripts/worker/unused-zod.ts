/** Replaces Zod's reader of JSON schemas in the bundle: nothing here has schemas in that form. */
export const fromJSONSchema = (): never => {
  throw new Error("Zod's reader of JSON schemas isn't part of the bundle");
};
