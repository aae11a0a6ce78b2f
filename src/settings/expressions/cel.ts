/**
 * CEL's parser alone. The package offers it only beside its evaluator, which nothing here uses and
 * which registers hundreds of functions when it is imported: a tenth of an isolate's start. The
 * package's version is pinned, and `test/settings/expressions` holds what is parsed.
 */
import type { ASTNode, ParseError as Fault } from "@marcbachmann/cel-js";
// @ts-expect-error the package has types for its whole only
import * as errors from "../../../node_modules/@marcbachmann/cel-js/lib/errors.js";
// @ts-expect-error see above
import * as macros from "../../../node_modules/@marcbachmann/cel-js/lib/macros.js";
// @ts-expect-error see above
import * as parsers from "../../../node_modules/@marcbachmann/cel-js/lib/parser.js";
import { createRegistry } from "../../../node_modules/@marcbachmann/cel-js/lib/registry.js";

type Limits = {
  readonly maxAstNodes: number;
  readonly maxDepth: number;
  readonly maxListElements: number;
  readonly maxMapEntries: number;
  readonly maxCallArguments: number;
};

type Parts = {
  readonly ParseError: new (...input: never[]) => Fault;
  readonly registerMacros: (registry: unknown) => void;
  readonly Parser: new (limits: Limits, registry: unknown) => { parse(source: string): ASTNode };
};

const { ParseError, registerMacros, Parser } = {
  ...errors,
  ...macros,
  ...parsers,
} as Parts;

export { ParseError };

/** Made with the first expression. */
export function parserOf(limits: Limits): (source: string) => ASTNode {
  let parser: { parse(source: string): ASTNode } | null = null;
  return (source) => {
    if (parser === null) {
      const registry = createRegistry({ enableOptionalTypes: false });
      registerMacros(registry);
      parser = new Parser(limits, registry);
    }
    return parser.parse(source);
  };
}
