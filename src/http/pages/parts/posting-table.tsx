/**
 * Tables of postings, as an accountant reads them: account, name, debit, credit and, where it is
 * known, the VAT code. On a phone each line takes two: the account with its name and reasons, then
 * debit and credit (stacks.css).
 */
import type { Child } from "hono/jsx";
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { Figure } from "./ui.tsx";
import { inCurrency } from "./table.tsx";
import { useMessages } from "../frame/use-messages.ts";

type HeadProps = {
  readonly account: string;
  readonly name: string;
  /** Of all lines; `null`: they have several, or nobody knows it. */
  readonly currency: string | null;
  /** With a column for VAT codes. */
  readonly vatCode?: boolean;
};

export const PostingHead = ({ account, name, currency, vatCode = false }: HeadProps) => {
  const { t } = useMessages();
  const within = (side: string): string => inCurrency(side, currency);
  return (
    <thead class="posting">
      <tr>
        <th scope="col">{account}</th>
        <th scope="col">{name}</th>
        <th scope="col" class="figure">
          {within(t("voucher.debit"))}
        </th>
        <th scope="col" class="figure">
          {within(t("voucher.credit"))}
        </th>
        {vatCode ? <th scope="col">{t("posting.vatCode")}</th> : null}
      </tr>
    </thead>
  );
};

/** Why a line's account isn't known: before it is booked, before it is read, or for good. */
export type Lacks = "unknown" | "unread" | "unreadable";

type LineProps = {
  /** `null`: not known. */
  readonly account: number | string | null;
  readonly name: string | null;
  readonly debit: Decimal | null;
  readonly credit: Decimal | null;
  /** Of its amounts, where that is known. */
  readonly currency?: string | null;
  /** Absent: the table has no column for it. */
  readonly vatCode?: string | null;
  readonly lacks?: Lacks | undefined;
  /** Why it is there, below the name, so that account and name stand side by side. */
  readonly children?: Child;
};

export const PostingLine = (line: LineProps) => {
  const { account, name, debit, credit, currency = null } = line;
  const { vatCode, lacks = "unknown", children } = line;
  const { t } = useMessages();
  return (
    <tr>
      <td>{account ?? t(`posting.${lacks}`)}</td>
      <td>
        {name === null ? "–" : <bdi>{name}</bdi>}
        {children}
      </td>
      <Figure currency={currency}>{unlessZero(debit)}</Figure>
      <Figure currency={currency}>{unlessZero(credit)}</Figure>
      {vatCode === undefined ? null : <td>{vatCode ?? "–"}</td>}
    </tr>
  );
};

/** A side that a line doesn't stand on is left out. */
const unlessZero = (figure: Decimal | null): Decimal | null =>
  figure === null || dec(figure).eq(0) ? null : amount(figure);

type SumProps = {
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly currency?: string | null;
  readonly vatCode?: boolean;
  /** Behind the word: which currency, what doesn't balance. */
  readonly children?: Child;
};

export const PostingSum = ({
  debit,
  credit,
  currency = null,
  vatCode = false,
  children,
}: SumProps) => {
  const { t } = useMessages();
  return (
    <tr>
      <th scope="row" colspan={2}>
        {t("voucher.sum")}
        {children}
      </th>
      <Figure currency={currency}>{debit}</Figure>
      <Figure currency={currency}>{credit}</Figure>
      {vatCode ? <td /> : null}
    </tr>
  );
};
