/** A debtor or customer of the settings: who is chosen, and what a look for another one came to. */
import type { Translated } from "../words.ts";

export const en = {
  by: "Look for one by number, e-mail address or name",
  another: "Look for another one by number, e-mail address or name",
  or: "or a number, an e-mail address or a name",
  find: "Look",
  findFor: (label: string) => `Look: ${label}`,
  id: (id: string) => `id ${id}`,
  unnamed: (id: string) => `${id} (its name isn't known)`,
  found: (name: string) => `Found: ${name}. It counts once it is saved.`,
  none: (text: string) => `Nobody has “${text}” as number or e-mail address, or in the name.`,
  several: (count: number, text: string) =>
    `${count} fit “${text}”: choose one, or type more of it.`,
  many: (text: string) => `Many fit “${text}”: choose one of these, or type more of it.`,
  unsearchable: "It can't be looked for in this way here. Its id finds it.",
  later: "It couldn't be looked for just now. Try again, or enter its id.",
  unproved: "It couldn't be looked at just now: the id is taken as you entered it.",
};

export type PartiesWords = Translated<typeof en>;
