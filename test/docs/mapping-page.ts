/** The rows of the table of functions in docs/mapping.md. */
import type { FunctionDef } from "../../src/mapping/expressions/functions/define.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", "\\n");

export function functionRows(functions: readonly FunctionDef[]): readonly string[] {
  return functions.map(({ name, forms, about, examples }) => {
    const shapes = [...new Set(forms.map((form) => `\`${name}(${form.params.map((param) => param.name).join(", ")}${form.rest === true ? ", …" : ""})\``))].join("<br>");
    return `| ${shapes} | ${cell(about)} | ${examples.map(({ expression, result }) => `\`${cell(expression)}\` → ${cell(result)}`).join("<br>")} |`;
  });
}
