/** Of one payout: how far its lines were read, their totals by kind, and all of them by page. */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { LINE_KINDS } from "../../../domain/payouts/lines.ts";
import type { PayoutLines, PayoutProgress, PayoutView } from "../../../sync/contract/payouts.ts";
import { Records } from "../parts/table.tsx";
import { MatchForm, type WrongMatch } from "./match-form.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

export const Progress = ({ progress, again }: { progress: PayoutProgress; again: boolean }) => {
  const { t, format } = useMessages();
  const { done, of } = progress;
  const text = t("payouts.progress", { done: format.figure(done), of: format.figure(of) });
  return (
    <Notice tone="warn">
      {again ? <p>{t("payouts.again")}</p> : null}
      <p>
        <progress value={done} max={Math.max(of, 1)} aria-label={text} /> {text}
      </p>
    </Notice>
  );
};

export const Kinds = ({ payout: { sums, currency } }: { payout: PayoutView }) => {
  const { t, format } = useMessages();
  const kinds = LINE_KINDS.flatMap((kind) => {
    const of = sums.kinds[kind];
    return of === undefined ? [] : [{ name: t(`payouts.kinds.${kind}`), sums: of }];
  });
  if (kinds.length === 0) return null;
  const all = (of: "gross" | "fee" | "net"): Decimal =>
    amount(sum(kinds.map(({ sums: one }) => dec(one[of]))));
  const together = {
    name: t("voucher.sum"),
    sums: {
      lines: kinds.reduce((lines, one) => lines + one.sums.lines, 0),
      gross: all("gross"),
      fee: all("fee"),
      net: all("net"),
    },
  };
  const money = (figure: string): string => format.money(figure, currency);
  return (
    <section aria-labelledby="kinds">
      <h2 id="kinds">{t("payouts.kinds.title")}</h2>
      <Records
        label={t("payouts.kinds.title")}
        columns={[
          { name: t("payouts.every.kind"), cell: ({ name }) => name },
          {
            name: t("payouts.lines"),
            figure: true,
            cell: ({ sums: of }) => format.figure(of.lines),
          },
          { name: t("payouts.amount"), figure: true, cell: ({ sums: of }) => money(of.gross) },
          { name: t("payouts.every.fee"), figure: true, cell: ({ sums: of }) => money(of.fee) },
          { name: t("payouts.every.net"), figure: true, cell: ({ sums: of }) => money(of.net) },
        ]}
        records={kinds.length > 1 ? [...kinds, together] : kinds}
      />
    </section>
  );
};

type MatchedProps = {
  readonly line: PayoutLines["rows"][number];
  /** Why it has no order stands above, with what helps. */
  readonly isTold: boolean;
};

/** How a line was matched with its order, or why it wasn't. */
const Matched = ({ line: { by, why }, isTold }: MatchedProps) => {
  const { t } = useMessages();
  if (by !== null) return <>{t(`payouts.by.${by}`)}</>;
  if (isTold) return <a href="#unmatched">{t("payouts.unmatched.title")}</a>;
  return <>{why === null ? "–" : t(`payouts.why.${why}`)}</>;
};

type LinesProps = {
  readonly lines: PayoutLines;
  readonly currency: string;
  /** Of the payout's page. */
  readonly path: string;
  readonly ordersPath: string;
  /** Nothing of it is booked or under way. */
  readonly open: boolean;
  readonly wrong: WrongMatch | null;
  /** Lines, by where they stand in the file, that are listed above without an order. */
  readonly told: ReadonlySet<number>;
};

export const EveryLine = (props: LinesProps) => {
  const {
    lines: { rows, page, pages },
    currency,
    path,
    ordersPath,
  } = props;
  const { t, format } = useMessages();
  const money = (figure: string): string => format.money(figure, currency);
  const link = (to: number): string => `${path}?page=${to + 1}#lines`;
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{t("payouts.every.title")}</h2>
      <Records
        label={t("payouts.every.title")}
        columns={[
          { name: t("payouts.unmatched.line"), isNamed: true, cell: ({ at }) => String(at) },
          { name: t("payouts.day"), whole: true, cell: ({ day }) => format.day(day) },
          { name: t("payouts.every.kind"), cell: ({ kind }) => t(`payouts.kinds.${kind}`) },
          {
            name: t("payouts.unmatched.reference"),
            cell: ({ reference }) => <bdi>{reference ?? "–"}</bdi>,
          },
          { name: t("payouts.amount"), figure: true, cell: ({ gross }) => money(gross) },
          { name: t("payouts.every.fee"), figure: true, cell: ({ fee }) => money(fee) },
          { name: t("payouts.every.net"), figure: true, cell: ({ net }) => money(net) },
          {
            name: t("payouts.unmatched.order"),
            cell: ({ order }) =>
              order === null ? (
                "–"
              ) : (
                <a href={`${ordersPath}?text=${encodeURIComponent(order)}`}>
                  <bdi>{order}</bdi>
                </a>
              ),
          },
          {
            name: t("payouts.every.matched"),
            cell: (line) => (
              <>
                <Matched line={line} isTold={props.told.has(line.at)} />
                {line.by === "person" && props.open ? <Change {...props} line={line} /> : null}
              </>
            ),
          },
        ]}
        records={rows}
      />
      {pages < 2 ? null : (
        <nav class="pager" aria-label={t("payouts.every.title")}>
          {page > 0 ? <a href={link(page - 1)}>{t("payouts.every.before")}</a> : null}{" "}
          {t("payouts.every.page", { page: String(page + 1), pages: String(pages) })}{" "}
          {page + 1 < pages ? <a href={link(page + 1)}>{t("payouts.every.after")}</a> : null}
        </nav>
      )}
    </section>
  );
};

type ChangeProps = Pick<LinesProps, "path" | "wrong"> & {
  readonly line: PayoutLines["rows"][number];
};

/** Another order for a line whose order a person chose, or none. */
const Change = ({ path, line, wrong }: ChangeProps) => {
  const { t } = useMessages();
  const { id, at } = line;
  return id === undefined ? null : (
    <details open={wrong?.line === id}>
      <summary>{t("payouts.change.title")}</summary>
      <MatchForm path={path} line={{ id, at }} number={line.order ?? ""} wrong={wrong} />
      <p class="hint">{t("payouts.change.hint")}</p>
    </details>
  );
};
