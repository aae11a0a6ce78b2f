/**
 * Replaces unused parts of the agents' package in the bundle (`scripts/worker/build.ts`): its
 * validator of JSON schemas, which would validate a client's answers and builds functions from
 * text; and Zod's older release with its JSON schema converter, as all schemas here are of the
 * newer one.
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
