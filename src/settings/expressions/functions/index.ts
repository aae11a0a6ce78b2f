/** All functions by name. The list is fixed: nothing can be added at run time. */
import type { FunctionDef } from "./define.ts";
import { choiceFunctions, dateFunctions } from "./other.ts";
import { numberFunctions } from "./number.ts";
import { textFunctions } from "./text.ts";

export const FUNCTIONS: readonly FunctionDef[] = [
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...choiceFunctions,
];

const BY_NAME: ReadonlyMap<string, FunctionDef> = new Map(FUNCTIONS.map((one) => [one.name, one]));

export const functionNamed = (name: string): FunctionDef | null => BY_NAME.get(name) ?? null;
