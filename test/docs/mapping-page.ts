/** The rows of the tables of functions and targets in docs/mapping.md. */
import { acceptedValues } from "../../src/settings/rules/describe.ts";
import { NEVER } from "../../src/settings/rules/never-mapped.ts";
import { PARTS, TARGETS } from "../../src/settings/rules/targets.ts";
import type { FunctionDef } from "../../src/settings/expressions/functions/define.ts";
import { inEnglish } from "../support/in-english.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", "\\n");

export function functionRows(functions: readonly FunctionDef[]): readonly string[] {
  return functions.map(({ name, signatures, about, examples }) => {
    const shapes = [
      ...new Set(
        signatures.map(
          (form) =>
            `\`${name}(${form.params.map((param) => param.name).join(", ")}${form.rest === true ? ", …" : ""})\``,
        ),
      ),
    ].join("<br>");
    return `| ${shapes} | ${cell(inEnglish(about))} | ${examples.map(({ expression, result }) => `\`${cell(expression)}\` → ${cell(result)}`).join("<br>")} |`;
  });
}

export const targetRows = (): readonly string[] =>
  PARTS.flatMap((part) =>
    TARGETS[part].map(
      (target) =>
        `| \`${part}\` | \`${target.name}\`: ${cell(inEnglish(target.about))} | ${inEnglish(acceptedValues(target))} |`,
    ),
  );

/** Which fields of each part no rule fills, together by what does. */
export const neverRows = (): readonly string[] =>
  PARTS.flatMap((part) => {
    const never = Object.entries(NEVER[part]);
    const whys = [...new Set(never.map(([, why]) => why))];
    return whys.map((why) => {
      const names = never.flatMap(([name, of]) => (of === why ? [`\`${name}\``] : []));
      return `| \`${part}\` | ${names.toSorted().join(", ")} | ${cell(inEnglish({ id: why }))} |`;
    });
  });
