/**
 * Replaces parts of Zod in the bundle that nothing here uses: its reader of JSON schemas, and its
 * compiler, which makes functions out of text; the runtime refuses those.
 */
const unused = (): never => {
  throw new Error("this part of Zod isn't in the bundle");
};

// Names that the package exports again.
export {
  unused as fromJSONSchema,
  unused as compile,
  unused as withParser,
  unused as INVALID,
  unused as ZodCompileAsyncError,
  unused as ZodCompileUnsupportedError,
};
