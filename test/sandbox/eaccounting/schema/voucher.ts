// VoucherApi and VoucherDraftApi. VoucherDate is required: every version of the schema but one says so.
import {
  computed,
  day,
  guid,
  instant,
  integer,
  list,
  listOf,
  maybe,
  number,
  object,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";

const account = integer({ minimum: 1, maximum: 9_999_999_999 });

/** For Dutch farms only. */
const farm = {
  Quantity: maybe(number()),
  Weight: maybe(number()),
  DeliveryDate: day(),
  HarvestYear: maybe(integer()),
};

const dimensions = {
  CostCenterItemId1: guid(),
  CostCenterItemId2: guid(),
  CostCenterItemId3: guid(),
  ProjectId: guid(),
};

export const voucherFields = {
  Id: readonly(guid()),
  VoucherDate: required(day()),
  VoucherText: required(text(1000)),
  Rows: required(
    list({
      AccountNumber: required(account),
      AccountDescription: readonly(text()),
      DebitAmount: number({ minimum: 0, maximum: 1e10, decimals: 2 }),
      CreditAmount: number({ minimum: 0, maximum: 1e10, decimals: 2 }),
      TransactionText: text(60),
      // The latest schema calls the first one read-only; the one before let it be written. A switch decides.
      ...dimensions,
      VatCodeId: guid(),
      VatCodeAndPercent: text(),
      VatAmount: maybe(number()),
      ...farm,
    }),
  ),
  NumberAndNumberSeries: readonly(text()),
  NumberSeries: text(),
  ImportedVoucherNumber: readonly(text()),
  Attachments: object({
    DocumentId: guid(),
    DocumentType: integer(),
    AttachmentIds: listOf("guid"),
  }),
  VoucherType: computed(integer()),
  SourceId: readonly(guid()),
  CreatedUtc: readonly(instant()),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;

export const voucherDraftFields = {
  Id: readonly(guid()),
  VoucherDate: required(day()),
  VoucherText: text(1000),
  NumberSeries: text(),
  Rows: list({
    AccountNumber: required(account),
    DebitAmount: number({ minimum: 0, maximum: 1e9, decimals: 2 }),
    CreditAmount: number({ minimum: 0, maximum: 1e9, decimals: 2 }),
    TransactionText: text(50),
    ...dimensions,
    VatCodeId: guid(),
    ...farm,
  }),
  CreatedUtc: readonly(instant()),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;
