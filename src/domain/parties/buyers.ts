/**
 * Whether two records may be of one buyer, by name, e-mail address and street address. It separates
 * the guests of a collective debtor without holding a customer whose contact, address or spelling
 * changes: one common sign is enough for the same buyer. Pure.
 */
import { foldEmail, foldNumber } from "./party.ts";

/** `null`: not given. */
export type BuyerSigns = {
  readonly name: string | null;
  readonly email: string | null;
  /** Street with its number, and post code. */
  readonly street: string | null;
  readonly postCode: string | null;
  /** Colleagues may have different addresses of one e-mail domain. */
  readonly isCompany: boolean;
};

/** Whether they share a sign. */
export const isSameBuyer = (a: BuyerSigns, b: BuyerSigns): boolean => compared(a, b).includes(true);

/** One different sign proves little: a person moves, a contact leaves. */
const ENOUGH = 2;

/** Whether they have at least two comparable signs, and none in common. */
export function isAnotherBuyer(a: BuyerSigns, b: BuyerSigns): boolean {
  const signs = compared(a, b);
  return signs.length >= ENOUGH && !signs.includes(true);
}

/** One result for each sign that both have. */
function compared(a: BuyerSigns, b: BuyerSigns): readonly boolean[] {
  const each = (
    mine: string | null,
    theirs: string | null,
    same: (mine: string, theirs: string) => boolean,
  ): readonly boolean[] => (mine === null || theirs === null ? [] : [same(mine, theirs)]);
  const ofDomain = a.isCompany && b.isCompany;
  return [
    ...each(wordsOf(a.name), wordsOf(b.name), isWithin),
    ...each(emailOf(a, ofDomain), emailOf(b, ofDomain), (mine, theirs) => mine === theirs),
    ...each(placeOf(a), placeOf(b), (mine, theirs) => mine === theirs),
  ];
}

const filled = (text: string): string | null => (text === "" ? null : text);

/** The words of a name without case, accents and punctuation, each followed by a blank. */
function wordsOf(name: string | null): string | null {
  const plain = (name ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return filled([...new Set(words)].map((word) => `${word} `).join(""));
}

/** Whether the longer name has all words of the shorter: "Svensson, Eva" and "Eva M. Svensson". */
function isWithin(mine: string, theirs: string): boolean {
  const [few = [], many = []] = [mine, theirs]
    .map((words) => words.trim().split(" "))
    .toSorted((a, b) => a.length - b.length);
  return few.every((word) => many.includes(word));
}

function emailOf({ email }: BuyerSigns, ofDomain: boolean): string | null {
  const whole = foldEmail(email ?? "");
  return filled(ofDomain ? whole.slice(whole.lastIndexOf("@") + 1) : whole);
}

function placeOf({ street, postCode }: BuyerSigns): string | null {
  const [road, code] = [foldText(street), foldNumber(postCode ?? "")];
  return road === "" || code === "" ? null : `${road} ${code}`;
}

const foldText = (text: string | null): string =>
  (text ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
