/**
 * The content of the settings pages, as data: one screen per task, its groups and fields. A new
 * setting is a line of a screen and its texts in the catalogues. Names of form fields are the
 * settings' own paths, so a fault finds its field.
 */
import { ORDER_SCREENS } from "./order-screens.ts";
import { OTHER_SCREENS } from "./other-screens.ts";
import type { Messages } from "../../../../messages/index.ts";

export const SECTIONS = [...ORDER_SCREENS, ...OTHER_SCREENS] as const;

export type Section = (typeof SECTIONS)[number];
export type SectionId = Section["id"];
export type GroupId = Section["groups"][number]["id"];
export type Field = Section["groups"][number]["fields"][number];
export type FieldPath = Field["path"];

export const fieldsOf = (section: Section): readonly Field[] =>
  section.groups.flatMap((group): readonly Field[] => group.fields);

export const FIELDS: readonly Field[] = SECTIONS.flatMap(fieldsOf);

export const fieldAt = (path: string): Field | undefined =>
  FIELDS.find((field) => field.path === path);

export const sectionOf = (path: FieldPath): SectionId =>
  SECTIONS.find((section) => fieldsOf(section).some((field) => field.path === path))?.id ??
  "orders";

/**
 * The screens whose fields a form of this one sends: others too, where it was opened when they
 * stood on one page still.
 */
export const screensSent = (section: Section, names: readonly string[]): readonly Section[] => {
  const isSent = ({ path }: Field): boolean =>
    names.some((name) => name === path || name.startsWith(`${path}.`));
  return SECTIONS.filter((one) => one.id === section.id || fieldsOf(one).some(isSent));
};

export type FieldWords = {
  readonly label: string;
  readonly hint: string | null;
  /** Said in place of the validator's own words, which are for programs. */
  readonly wrong: string | null;
  /** What an option is called; `null`: it has no name here. */
  readonly option: (value: string) => string | null;
};

/** The texts of a settings field: `fields.<its path>.…` in the catalogues. */
export const fieldWords = ({ t, find }: Messages, path: FieldPath): FieldWords => ({
  label: t(`fields.${path}.label`),
  hint: find(`fields.${path}.hint`),
  wrong: find(`fields.${path}.wrong`),
  option: (value) => find(`fields.${path}.options.${value}`),
});
