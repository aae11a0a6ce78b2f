/** Our own articles as people see them: those that exist, and those that set-up would make. */
import { CODED, type SystemArticles, type SystemArticleView } from "../../domain/ledger/ledger.ts";
import type { Settings } from "../../settings/schema.ts";
import type { JournalEntry, LedgerLists } from "../port.ts";
import { journalled, lastWrites, numbersFor } from "./article-numbers.ts";
import {
  codingsOf,
  homeKind,
  keyOf,
  purposeOf,
  type ArticlePurpose,
  type WantedArticle,
  wantedArticles,
} from "./system-articles.ts";
import { defined } from "../../domain/platform/defined.ts";

const KINDS = ["shipping", "discount", "fee", ...CODED, "item", "adjusting"] as const;

/** `settings`: `null` before there are any; then what would be made isn't known. */
export function shownArticles(
  lists: Pick<LedgerLists, "company" | "codings" | "systemArticles" | "articleNumbers">,
  settings: Settings | null,
  journal: readonly JournalEntry[],
): readonly SystemArticleView[] {
  const { company, codings, systemArticles: made } = lists;
  const country = company?.country ?? "";
  const wanted =
    settings === null
      ? []
      : wantedArticles(codings, country, codingsOf(settings, codings), company?.usesOss === true);
  const recorded = { ...journalled(lastWrites(journal)), ...lists.articleNumbers };
  const numbers = numbersFor(wanted, recorded, country);
  const names = new Map(wanted.map((article) => [purposeOf(article), article.name]));
  const shown = (
    kind: SystemArticleView["kind"],
    key: string | null,
    oss: boolean,
    id: string | null,
  ): SystemArticleView => {
    const thing: ArticlePurpose = `${oss ? "oss-" : ""}${kind}${key === null ? "" : `:${key}`}`;
    const number = recorded[thing] ?? (id === null ? numbers[thing] : undefined) ?? null;
    const name = id === null ? names.get(thing) : undefined;
    return { kind, key, oss, number, id, ...defined({ name }) };
  };
  const single = (kind: "closing" | "shipping-abroad", id: string | null) =>
    id === null && !wanted.some((article) => article.kind === kind)
      ? []
      : [shown(kind, null, false, id)];
  return [
    ...[false, true].flatMap((oss) =>
      KINDS.flatMap((kind) => {
        const ids = idsOf(made, kind, oss);
        return keysOf(wanted, kind, oss, ids).map((key) => shown(kind, key, oss, ids[key] ?? null));
      }),
    ),
    ...single("shipping-abroad", made.shippingAbroad ?? null),
    ...single("closing", made.closing),
  ];
}

type Kind = (typeof KINDS)[number];

const idsOf = (made: SystemArticles, kind: Kind, oss: boolean): Readonly<Record<string, string>> =>
  (oss ? made.oss : made)?.[kind] ?? {};

function keysOf(
  wanted: readonly WantedArticle[],
  kind: Kind,
  oss: boolean,
  ids: Readonly<Record<string, string>>,
): readonly string[] {
  const asked = wanted.flatMap((article) => {
    const key = keyOf(article);
    return article.usesOss === oss && homeKind(article.kind) === kind && key !== null ? [key] : [];
  });
  return [...new Set([...asked, ...Object.keys(ids)])];
}
