/** An article's or a customer's first card: each field on both sides, what differs on top. */
import { amount, isDecimal } from "../../../../domain/money.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { RecordSides, SideRow } from "../../../usecases/jobs/record-sides.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, When } from "../../parts/ui.tsx";
import { entryOf, notedName } from "../../settings/lookups/lookup-values.ts";

type CardProps = {
  readonly sides: RecordSides;
  readonly names: NameLists;
};

export const RecordCard = ({ sides, names }: CardProps) => {
  const { t } = useMessages();
  const columns = {
    field: t("records.field"),
    ledger: "eAccounting",
    shop: "Asperion",
  };
  return (
    <section id="sides" aria-labelledby="sides-head">
      <h2 id="sides-head">{t("records.title")}</h2>
      {sides.ledgerAt === null ? null : (
        <p class="hint">
          {t("records.ledgerRead")} <When at={sides.ledgerAt} />
        </p>
      )}
      {sides.ledger && sides.ledgerAt === null ? <p class="hint">{t("records.byPass")}</p> : null}
      {sides.shopAt === null ? null : (
        <p class="hint">
          {t("records.shopRead")} <When at={sides.shopAt} />
        </p>
      )}
      {sides.shop ? null : <p>{t("records.notInShop")}</p>}
      {sides.gone ? <p>{t("records.gone")}</p> : null}
      {sides.ledger || sides.gone ? null : <p>{t("records.notRead")}</p>}
      <Stack label={t("records.title")} columns={Object.values(columns)}>
        <tbody>
          {sides.rows.map((row) => (
            <tr>
              <th scope="row">
                <FieldName of={sides.of} field={row.field} />
                {row.differs ? (
                  <>
                    {" "}
                    <Badge word={{ text: t("records.differs"), tone: "warn" }} />
                  </>
                ) : null}
                {row.note === null ? null : (
                  <p class="hint">{t(`records.notes.${sides.of}.${row.note}`)}</p>
                )}
              </th>
              <Cell of={columns.ledger}>
                <Value row={row} side="ledger" names={names} isThere={sides.ledger} />
              </Cell>
              <Cell of={columns.shop}>
                <OwnTerms row={row} names={names} />
                <Value row={row} side="shop" names={names} isThere={sides.shop} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

const FieldName = ({ of, field }: { of: RecordSides["of"]; field: string }) => {
  const { find } = useMessages();
  const id = of === "customer" ? "previews.customerFields" : "records.articleFields";
  return <>{find(`${id}.${field}`) ?? field}</>;
};

/** The shop's own payment terms, before those that they come to here. */
const OwnTerms = ({ row: { said }, names }: Pick<ValueProps, "row" | "names">) => {
  const { language } = useMessages();
  if (said === undefined) return null;
  const entry =
    said === null ? undefined : entryOf(names["asperion.paymentConditions"]?.entries ?? [], said);
  return (
    <>
      <bdi>{entry === undefined ? (said ?? "–") : notedName(language, entry)}</bdi>
      {" → "}
    </>
  );
};

/** As many as the price has: the shop may keep four. */
const decimals = (value: string): number => value.split(".")[1]?.length ?? 0;

type ValueProps = {
  readonly row: SideRow;
  readonly side: "ledger" | "shop";
  readonly names: NameLists;
  /** Whether that side has the record at all. */
  readonly isThere: boolean;
};

const LISTS = {
  vatCode: { ledger: "eaccounting.codings", shop: "asperion.vatCodes" },
  TermsOfPaymentId: { ledger: "eaccounting.termsOfPayment", shop: "eaccounting.termsOfPayment" },
} as const;

const Value = ({ row: { field, ...sides }, side, names, isThere }: ValueProps) => {
  const { t, language, format } = useMessages();
  const value = sides[side];
  if (!isThere || value === null) return <>–</>;
  if (field === "active") return <>{t(value === "true" ? "previews.yes" : "previews.no")}</>;
  if (field.startsWith("price") && isDecimal(value))
    return <>{format.amount(amount(value, Math.max(2, decimals(value))))}</>;
  if (field === "vatCode" || field === "TermsOfPaymentId") {
    const entry = entryOf(names[LISTS[field][side]]?.entries ?? [], value);
    return <bdi>{entry === undefined ? value : notedName(language, entry)}</bdi>;
  }
  return <bdi>{value}</bdi>;
};
