/** Under a list that has more than a page shows: how many there are, and the way to the others. */
import { useMessages } from "../frame/use-messages.ts";

type Props = {
  /** Of the list. */
  readonly path: string;
  readonly label: string;
  /** How many there are, in words. */
  readonly all: string;
  /** From 0. */
  readonly page: number;
  readonly total: number;
  /** On one page. */
  readonly most: number;
};

export const Older = ({ path, label, all, page, total, most }: Props) => {
  const { t, format } = useMessages();
  const pages = Math.max(1, Math.ceil(total / most));
  if (pages < 2 && page === 0) return null;
  const of = { page: format.figure(page + 1), pages: format.figure(pages) };
  const link = (to: number): string => (to === 0 ? path : `${path}?page=${to + 1}`);
  return (
    <nav class="pager" aria-label={label}>
      {page > 0 ? <a href={link(page - 1)}>{t("pager.newer")}</a> : null}{" "}
      {t("payouts.every.page", of)} · {all}{" "}
      {page + 1 < pages ? <a href={link(page + 1)}>{t("pager.older")}</a> : null}
    </nav>
  );
};

/** From 0, of an address that counts from one. */
export function pageIn(query: string | undefined): number {
  const page = Number(query ?? "1") - 1;
  return Number.isSafeInteger(page) && page > 0 ? page : 0;
}
