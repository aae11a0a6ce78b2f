/**
 * Lists of records. Where there is room they are tables; on a phone each record stands as a card,
 * each value with the name of its column before it (see assets/stacks.css), so that nothing lies
 * outside of what is seen. Tables of figures that are added up (rows of a document) stay tables
 * everywhere: there the columns are the point.
 */
import type { Child } from "hono/jsx";
import { useMessages } from "../frame/use-messages.ts";
import { Wide } from "./ui.tsx";

/**
 * `figure`: set to the right, and never broken. `group`: what columns that stand side by side are
 * of; it stands once, above their names.
 */
export type Column = {
  readonly name: string;
  readonly figure?: boolean;
  readonly group?: string;
  /** Where the list is sorted by it. */
  readonly href?: string;
  /** Of its link, which keeps the focus on the page that it leads to. */
  readonly id?: string;
  readonly sorted?: "ascending" | "descending" | undefined;
};

/** `Amount (SEK)`: the name of a column whose figures all have one currency. */
export const inCurrency = (name: string, currency: string | null): string =>
  currency === null ? name : `${name} (${currency})`;

type StackProps = {
  readonly label: string;
  readonly columns: readonly (Column | string)[];
  readonly kind?: string;
  /** Of the table: its bodies. */
  readonly children: Child;
};

export const Stack = ({ label, columns, kind, children }: StackProps) => (
  <Wide label={label}>
    <table class={kind === undefined ? "stack" : `stack ${kind}`}>
      <Heads
        columns={columns.map((column) => (typeof column === "string" ? { name: column } : column))}
      />
      {children}
    </table>
  </Wide>
);

/** A table that is longer shows its first rows alone until the others are opened. */
const MOST_ROWS = 30;
const FIRST_ROWS = 20;

/** Whether a row of so many is among the first ones. */
export const isAmongFirst = (index: number, of: number): boolean =>
  of <= MOST_ROWS || index < FIRST_ROWS;

type MoreProps = {
  readonly columns: number;
  /** How many are folded, and how many there are. */
  readonly count: number;
  readonly of: number;
};

/**
 * Opens what the bodies after it keep folded, themselves or in rows of class `rest`: all stay in
 * one table, its columns in line, and fields of folded rows are sent with their form.
 */
export const More = ({ columns, count, of }: MoreProps) => {
  const { t } = useMessages();
  return count === 0 ? null : (
    <tbody class="more">
      <tr>
        <td colspan={columns}>
          <details>
            <summary>{t("lists.rest", { count, of })}</summary>
          </details>
        </td>
      </tr>
    </tbody>
  );
};

/** All rows of a table, those after the first ones folded. */
export const LongBody = ({ columns, rows }: { columns: number; rows: readonly Child[] }) => {
  const first = rows.filter((_, index) => isAmongFirst(index, rows.length));
  const rest = rows.slice(first.length);
  return (
    <>
      <tbody>{first}</tbody>
      <More columns={columns} count={rest.length} of={rows.length} />
      {rest.length === 0 ? null : <tbody class="rest">{rest}</tbody>}
    </>
  );
};

const Heads = ({ columns }: { columns: readonly Column[] }) => {
  const groups = columns.flatMap(({ group }, index) =>
    group === undefined || group === columns[index - 1]?.group ? [] : [group],
  );
  return (
    <thead>
      {groups.length === 0 ? null : (
        <tr>
          {columns
            .filter(({ group }) => group === undefined)
            .map((column) => (
              <Heading {...column} rows={2} />
            ))}
          {groups.map((of) => (
            <th
              scope="colgroup"
              class="over"
              colspan={columns.filter(({ group }) => group === of).length}
            >
              {of}
            </th>
          ))}
        </tr>
      )}
      <tr>
        {columns
          .filter(({ group }) => groups.length === 0 || group !== undefined)
          .map((column) => (
            <Heading {...column} />
          ))}
      </tr>
    </thead>
  );
};

/** The head of a column. `rows`: beside heads of groups. */
export const Heading = ({
  name,
  figure,
  href,
  id,
  sorted,
  rows,
}: Column & { readonly rows?: number }) => (
  <th scope="col" class={figure === true ? "figure" : undefined} aria-sort={sorted} rowspan={rows}>
    {href === undefined ? (
      name
    ) : (
      <a href={href} id={id} data-keeps={id}>
        {name}
        {sorted === undefined ? null : (
          <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>
        )}
      </a>
    )}
  </th>
);

type CellProps = {
  /** The name of its column. */
  readonly of: string;
  readonly figure?: boolean;
  /** On one line, where the column has room for it. */
  readonly whole?: boolean;
  /** Sentences: it is never squeezed to a word a line. */
  readonly isProse?: boolean;
  /** On a phone it stands without its column's name, in a list of kind `brief`. */
  readonly plain?: boolean;
  /** A dash that keeps the column's place, and says nothing in a card. */
  readonly nothing?: boolean;
  readonly children?: Child;
};

export const Cell = (props: CellProps) => (
  <td data-of={props.of} class={props.nothing === true ? "figure nothing" : classOf(props)}>
    <div>{props.children}</div>
  </td>
);

/** A column of records: its name, and what a record has in it. */
export type RecordColumn<Of> = Column &
  Pick<CellProps, "whole" | "isProse" | "plain"> & {
    readonly cell: (record: Of) => Child;
    /** Of the first column: what shows on pointing at it. */
    readonly title?: (record: Of) => string;
    /** Of the first column: in a card its name stands before it, as it says nothing by itself. */
    readonly isNamed?: boolean;
  };

type RecordsProps<Of> = Pick<StackProps, "label" | "kind"> & {
  /** The first one names its record. */
  readonly columns: readonly RecordColumn<Of>[];
  readonly records: readonly Of[];
};

/** A list of which each record is one row. */
export const Records = <Of,>({ label, kind, columns, records }: RecordsProps<Of>) => (
  <Stack label={label} columns={columns} {...(kind === undefined ? {} : { kind })}>
    <tbody>
      {records.map((record) => (
        <tr>
          {columns.map(({ name, cell, title, isNamed, ...shape }, index) =>
            index === 0 ? (
              <th
                scope="row"
                class={shape.whole === true ? "whole" : undefined}
                title={title?.(record)}
                data-of={isNamed === true ? name : undefined}
              >
                {cell(record)}
              </th>
            ) : (
              <Cell of={name} {...shape}>
                {cell(record)}
              </Cell>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </Stack>
);

function classOf({ figure, whole, isProse, plain }: CellProps): string | undefined {
  const names = [
    ...(figure === true ? ["figure"] : []),
    ...(figure !== true && whole === true ? ["whole"] : []),
    ...(figure !== true && whole !== true && isProse === true ? ["told"] : []),
    ...(plain === true ? ["plain"] : []),
  ];
  return names.length === 0 ? undefined : names.join(" ");
}
