/**
 * Stands in the bundle for parts of the agents' package that have nothing to do here
 * (`scripts/worker/build.ts`): its validator of JSON schemas, which would validate what a client
 * answers to a question of the server's, and makes functions out of text; and Zod's older release
 * with what makes JSON schemas of it, as all schemas here are of the newer one.
 */
import type {
  JsonSchemaType,
  JsonSchemaValidator,
  jsonSchemaValidator,
} from "@modelcontextprotocol/sdk/validation";

const unused = (): never => {
  throw new Error("this part of the agents' package isn't used here");
};

/** Given to the server as well: it would make the package's own where nothing is bundled. */
export class NoJsonSchema implements jsonSchemaValidator {
  getValidator<T>(_: JsonSchemaType): JsonSchemaValidator<T> {
    return unused();
  }
}

// Names that the package imports: of the validator, of `zod-to-json-schema`, of `zod/v3`.
export { NoJsonSchema as AjvJsonSchemaValidator, unused as zodToJsonSchema, unused as object };
