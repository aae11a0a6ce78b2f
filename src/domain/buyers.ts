/**
 * Whether two records can be of one buyer, by what both say: name, e-mail address and street
 * address. Made to tell the guests of a collective debtor apart without holding up a customer whose
 * contact, address or spelling changes: one sign in common is enough to be the same. Pure.
 */
import { foldEmail, foldNumber } from "./party.ts";

/** `null`: it isn't said. */
export type BuyerSigns = {
  readonly name: string | null;
  readonly email: string | null;
  /** Street with its number, and post code. */
  readonly street: string | null;
  readonly postCode: string | null;
  /** Colleagues write from different addresses of one domain. */
  readonly isCompany: boolean;
};

/** They share a sign. */
export const isSameBuyer = (a: BuyerSigns, b: BuyerSigns): boolean => compared(a, b).includes(true);

/** One sign that differs says little: a person moves, a contact leaves. */
const ENOUGH = 2;

/** Signs that both have, at least two of them, and none in common. */
export function isAnotherBuyer(a: BuyerSigns, b: BuyerSigns): boolean {
  const signs = compared(a, b);
  return signs.length >= ENOUGH && !signs.includes(true);
}

/** One answer for each sign that both say. */
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

/** Words of a name without case, accents and punctuation, each with a blank after it. */
function wordsOf(name: string | null): string | null {
  const plain = (name ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return filled([...new Set(words)].map((word) => `${word} `).join(""));
}

/** All words of the shorter name are in the other: "Svensson, Eva" and "Eva M. Svensson". */
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
