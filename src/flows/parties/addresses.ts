/**
 * Postal addresses as the ledger takes them: required fields are filled, what is too long is cut
 * and recorded, and a post code that doesn't fit is an error, as half a post code leads a parcel
 * astray.
 */
import type { Address } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { PostalAddress } from "../../domain/sales-order.ts";
import { cutTrimmed, oneLine, present } from "../../domain/text.ts";

export const NAME_MAX = 50;
export const DELIVERY_NAME_MAX = 100;
export const ADDRESS_MAX = 50;
export const CITY_MAX = 50;
export const POST_CODE_MAX = 10;

export type AddressRules = {
  readonly where: "invoice" | "delivery";
  /** Used where the address names nobody. */
  readonly name: string;
  /** What stands for a missing post code or city. */
  readonly missing: string;
  /** Used where the address names no country. */
  readonly country: string;
};

/** `recorded` tells what was cut or filled; `errors` what can't be written. */
export type PlannedAddress = {
  readonly address: PostalAddress;
  readonly recorded: readonly Reason[];
  readonly errors: readonly Reason[];
};

export function postalAddress(source: Address, rules: AddressRules): PlannedAddress {
  const recorded: Reason[] = [];
  const at = (field: string): string => `${rules.where}.${field}`;
  const fitting = (field: string, text: string | null, max: number): string => {
    const words = oneLine(text ?? "");
    if (words.length <= max) return words;
    recorded.push(reason("text-shortened", { field: at(field), line: null, max }));
    return cutTrimmed(words, max);
  };
  const required = (field: string, text: string | null, max: number): string => {
    const words = fitting(field, text, max);
    if (words !== "") return words;
    recorded.push(reason("address-missing-filled", { field: at(field), with: rules.missing }));
    return rules.missing;
  };
  const postCode = oneLine(source.postCode ?? "");
  const tooLong = postCode.length > POST_CODE_MAX;
  const address: PostalAddress = {
    name: fitting(
      "name",
      present(source.name) ?? rules.name,
      rules.where === "invoice" ? NAME_MAX : DELIVERY_NAME_MAX,
    ),
    address1: fitting("address1", source.street, ADDRESS_MAX),
    address2: fitting("address2", source.street2, ADDRESS_MAX),
    postCode: tooLong ? postCode : required("postCode", postCode, POST_CODE_MAX),
    city: required("city", source.city, CITY_MAX),
    country: source.country ?? rules.country,
  };
  return {
    address,
    recorded,
    errors: tooLong
      ? [
          reason("post-code-too-long", {
            field: at("postCode"),
            length: postCode.length,
            max: POST_CODE_MAX,
          }),
        ]
      : [],
  };
}

/** Nothing in it that a parcel could be sent to. */
export const isEmptyAddress = (address: Address): boolean =>
  [address.street, address.street2, address.postCode, address.city].every(
    (part) => present(part) === null,
  );

export function sameAddress(a: Address, b: Address): boolean {
  const parts = (address: Address): string =>
    JSON.stringify(
      [
        address.name,
        address.street,
        address.street2,
        address.postCode,
        address.city,
        address.country,
      ].map((part) => oneLine(part ?? "")),
    );
  return parts(a) === parts(b);
}
