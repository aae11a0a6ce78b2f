// Voucher drafts: they need not balance until they are converted, and nothing is booked before.
import { isJsonObject, type Entity, type Json, type JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { toNumber } from "../../money/round.ts";
import { voucherDraftFields, voucherFields } from "../../schema/voucher.ts";
import type { Act } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { mount, stored } from "../../vendor/mount.ts";
import { queryFlags } from "../../vendor/query-flags.ts";
import { ACCOUNTING, BOOKKEEPING, commit, type Resource } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { type Posting, postVoucher } from "../ledger/post.ts";
import { newId } from "../new-id.ts";
import { withVat } from "./auto-vat.ts";
import { checkVoucher } from "./check.ts";
import { postingsOf } from "./rows.ts";

export const voucherDrafts: Resource<Entity> = {
  path: "voucherdrafts",
  entity: "VoucherDraft",
  fields: voucherDraftFields,
  scopes: ACCOUNTING,
  variants: BOOKKEEPING,
  table: (company) => company.voucherDrafts,
  replace: (act, before, body) => buildDraft(act, body, before, false),
  remove: () => undefined,
};

function buildDraft(
  act: Act,
  body: JsonObject,
  before: Entity | null,
  includesVat: boolean,
): Entity {
  const value = acceptBody(act, voucherDraftFields, body, before);
  const day = textOf(value["VoucherDate"]);
  const postings = postingsOf(act, { day, defaultVatCodes: false, manual: true }, value["Rows"]);
  const given: readonly Json[] = Array.isArray(value["Rows"]) ? value["Rows"] : [];
  const Rows = includesVat
    ? withVat(act, withDefaultCodes(act, day, postings)).map(asRow)
    : given.filter(isJsonObject);
  const stamp = act.world.stamp();
  return {
    ...value,
    Rows,
    Id: before?.Id ?? newId(),
    CreatedUtc: before?.["CreatedUtc"] ?? stamp,
    ModifiedUtc: stamp,
  };
}

function withDefaultCodes(act: Act, day: string, postings: readonly Posting[]): Posting[] {
  return postings.map((posting) => ({
    ...posting,
    vatCodeId: posting.vatCodeId ?? act.company.account(day, posting.account)?.VatCodeId ?? null,
  }));
}

function asRow({ account, amount, dimensions, vatCodeId, text }: Posting): JsonObject {
  return {
    AccountNumber: account,
    DebitAmount: amount.lt(0) ? toNumber(amount.neg()) : 0,
    CreditAmount: amount.gt(0) ? toNumber(amount) : 0,
    TransactionText: text ?? null,
    CostCenterItemId1: dimensions?.CostCenterItemId1 ?? null,
    CostCenterItemId2: dimensions?.CostCenterItemId2 ?? null,
    CostCenterItemId3: dimensions?.CostCenterItemId3 ?? null,
    ProjectId: dimensions?.ProjectId ?? null,
    VatCodeId: vatCodeId ?? null,
    Quantity: null,
    Weight: null,
    DeliveryDate: null,
    HarvestYear: null,
  };
}

export function mountVoucherDrafts(site: Site): void {
  mount(site, voucherDrafts);
  const write = { method: "POST", scopes: ACCOUNTING.write, variants: BOOKKEEPING } as const;
  endpoint(site, { ...write, path: "/voucherdrafts", body: "required" }, (act, { query, body }) => {
    const { amountIncludesVat } = queryFlags(act, query, { amountIncludesVat: false });
    return ok(
      shownFields(
        act,
        voucherDraftFields,
        commit(act, voucherDrafts, null, buildDraft(act, body, null, amountIncludesVat)),
      ),
      201,
    );
  });
  endpoint(
    site,
    { ...write, path: "/voucherdrafts/:id/convert", body: "optional" },
    (act, { param }) => {
      const draft = stored(act, voucherDrafts, param("id"));
      const flags = {
        useAutomaticVatCalculation: false,
        useDefaultVatCodes: false,
        useDefaultVoucherSeries: false,
      };
      const voucher = postVoucher(
        act,
        checkVoucher(act, { ...draft, VoucherText: draft["VoucherText"] ?? "" }, flags),
      );
      act.company.voucherDrafts.remove(draft.Id, act.world.now());
      return ok(shownFields(act, voucherFields, voucher), 201);
    },
  );
}
