/**
 * The texts that stand in source files, with what they are part of: read from the syntax itself, so
 * that no way of writing one is overlooked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseAst } from "vitest/node";

export type SourceText = {
  /** `{0}`, `{1}` in place of what a template puts in. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** Between tags, or a string or template. */
  readonly kind: "jsx" | "string";
  /** Of a tag. */
  readonly attribute: string | null;
  readonly tag: string | null;
  /**
   * The function that the text is handed to, with its place among what is handed over; or the key
   * that it stands at.
   */
  readonly call: string | null;
  readonly place: number;
  readonly key: string | null;
};

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;
type Around = Pick<SourceText, "attribute" | "tag" | "call" | "place" | "key">;
const NOWHERE: Around = { attribute: null, tag: null, call: null, place: 0, key: null };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { type?: unknown }).type === "string";
const nameOf = (value: unknown): string | null => {
  if (!isNode(value)) return null;
  if (value.type === "MemberExpression") return nameOf(value["property"]);
  return typeof value["name"] === "string"
    ? value["name"]
    : typeof value["value"] === "string"
      ? value["value"]
      : null;
};

/** Of every `.ts` and `.tsx` file below a folder. */
export function textsIn(root: string, folder: string): readonly SourceText[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => textsOf(root, join(root, folder, name)));
}

function textsOf(root: string, path: string): readonly SourceText[] {
  const source = readFileSync(path, "utf8");
  const found: SourceText[] = [];
  const file = relative(root, path);
  const add = (node: Node, kind: SourceText["kind"], text: string, around: Around): void =>
    void found.push({
      text,
      kind,
      file,
      line: source.slice(0, node.start).split("\n").length,
      ...around,
    });
  const each = (values: unknown, around: Around): void =>
    Array.isArray(values) ? values.forEach((value) => walk(value, around)) : walk(values, around);

  function walk(node: unknown, around: Around): void {
    if (!isNode(node)) return;
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "TSLiteralType":
        return;
      case "JSXText":
        return add(node, "jsx", String(node["value"]).trim(), around);
      case "Literal":
        return typeof node["value"] === "string"
          ? add(node, "string", node["value"], around)
          : undefined;
      case "TemplateLiteral": {
        const quasis = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
        add(
          node,
          "string",
          quasis
            .map(({ value }, index) => `${index === 0 ? "" : `{${index - 1}}`}${value.cooked}`)
            .join(""),
          around,
        );
        return each(node["expressions"], NOWHERE);
      }
      case "JSXElement": {
        const opening = node["openingElement"] as Node;
        const tag = nameOf(opening["name"]);
        each(opening["attributes"], { ...NOWHERE, tag });
        return each(node["children"], { ...NOWHERE, tag });
      }
      case "JSXAttribute":
        return walk(node["value"], { ...around, attribute: nameOf(node["name"]) });
      case "CallExpression":
      case "NewExpression": {
        walk(node["callee"], NOWHERE);
        const call = nameOf(node["callee"]);
        return (node["arguments"] as readonly unknown[]).forEach((value, place) =>
          walk(value, { ...NOWHERE, call, place }),
        );
      }
      case "Property":
        walk(node["computed"] === true ? node["key"] : null, NOWHERE);
        return walk(node["value"], { ...around, key: nameOf(node["key"]) });
      default:
        for (const [name, value] of Object.entries(node)) if (name !== "type") each(value, around);
    }
  }
  walk(parseAst(source, { lang: path.endsWith("x") ? "tsx" : "ts" }), NOWHERE);
  return found;
}
