/** The texts of a settings field: `fields.<its path>.…` in the catalogues. */
import type { Messages } from "../../../../messages/index.ts";
import type { FieldPath } from "../catalogue/index.ts";

export type FieldWords = {
  readonly label: string;
  readonly hint: string | null;
  /** Said in place of the validator's own words, which are for programs. */
  readonly wrong: string | null;
  /** What an option is called; `null`: it has no name here. */
  readonly option: (value: string) => string | null;
};

export const fieldWords = ({ t, find }: Messages, path: FieldPath): FieldWords => ({
  label: t(`fields.${path}.label`),
  hint: find(`fields.${path}.hint`),
  wrong: find(`fields.${path}.wrong`),
  option: (value) => find(`fields.${path}.options.${value}`),
});
