/**
 * CEL's parser alone. The package offers it only beside its evaluator, which nothing here uses and
 * which registers hundreds of functions when it is imported: a tenth of an isolate's start. The
 * package's version is pinned, and `test/settings/expressions` holds what is parsed.
 */
import type { ASTNode } from "@marcbachmann/cel-js";
import { registerMacros } from "../../../node_modules/@marcbachmann/cel-js/lib/macros.js";
import { type Limits, Parser } from "../../../node_modules/@marcbachmann/cel-js/lib/parser.js";
import { createRegistry } from "../../../node_modules/@marcbachmann/cel-js/lib/registry.js";

export { ParseError } from "../../../node_modules/@marcbachmann/cel-js/lib/errors.js";

/** Made with the first expression. */
export function parserOf(limits: Limits): (source: string) => ASTNode {
  let parser: Parser | null = null;
  return (source) => {
    if (parser === null) {
      const registry = createRegistry({ enableOptionalTypes: false });
      registerMacros(registry);
      parser = new Parser(limits, registry);
    }
    return parser.parse(source);
  };
}
