/** Types of the parts of cel-js that its package has none for, as far as cel.ts uses them. */
declare module "*/cel-js/lib/errors.js" {
  export { ParseError } from "@marcbachmann/cel-js";
}

declare module "*/cel-js/lib/macros.js" {
  export function registerMacros(registry: unknown): void;
}

declare module "*/cel-js/lib/parser.js" {
  import type { ASTNode } from "@marcbachmann/cel-js";

  export type Limits = {
    readonly maxAstNodes: number;
    readonly maxDepth: number;
    readonly maxListElements: number;
    readonly maxMapEntries: number;
    readonly maxCallArguments: number;
  };

  export class Parser {
    constructor(limits: Limits, registry: unknown);
    parse(source: string): ASTNode;
  }
}
