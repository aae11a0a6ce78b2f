/** What the tried runs of several would come to, summed up for their sheet. */
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import { documentOf } from "../../../domain/jobs/planned-effect.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import type { FixPreview, ReleaseView } from "../../usecases/jobs/fix-and-retry.ts";
import { Records } from "../parts/table.tsx";
import { useMessages, useTrial } from "../frame/use-messages.ts";

/** The kind of document that it would become; `null`: none, or that isn't known. */
export const documentIn = ({ would }: ReleaseView): string | null =>
  would?.become === "book" ? documentOf(would.writes) : null;

/** For several: their outcomes, by kind of document and currency. */
export const Sums = ({ fix: { releases } }: { readonly fix: FixPreview }) => {
  const {
    t,
    find,
    format,
    states: { willBe },
  } = useMessages();
  const isTrial = useTrial();
  const trial = isTrial ? "yes" : "no";
  const nameOf = (release: ReleaseView): string => {
    const { would, stands } = release;
    const kind = documentIn(release);
    if (kind !== null && isTrial) return willBe("book", kind, isTrial);
    if (kind !== null) return find(`differences.documents.${kind}`) ?? kind;
    if (would === null && stands) return t("attention.sheet.stands", { trial });
    return would === null || would.become === "open"
      ? t("attention.sheet.untried")
      : willBe(would.become, null, isTrial);
  };
  const groups = new Map<string, { name: string; currency: string; of: ReleaseView[] }>();
  for (const release of releases) {
    const [name, currency] = [nameOf(release), release.job.figures?.currency ?? ""];
    const key = `${name} ${currency}`;
    const known = groups.get(key) ?? { name, currency, of: [] };
    groups.set(key, known);
    known.of.push(release);
  }
  return (
    <>
      <h3>{t("attention.sheet.sums")}</h3>
      <Records
        label={t("attention.sheet.sums")}
        columns={[
          { name: t("attention.sheet.then"), cell: ({ name }) => name },
          {
            name: t("attention.sheet.items"),
            figure: true,
            cell: ({ of }) => format.figure(of.length),
          },
          {
            name: t("attention.amount"),
            figure: true,
            cell: ({ currency, of }) => (currency === "" ? "–" : format.money(sumOf(of), currency)),
          },
        ]}
        records={[...groups.values()]}
      />
    </>
  );
};

const sumOf = (releases: readonly ReleaseView[]): Decimal =>
  amount(sum(releases.map(({ job: { figures } }) => (figures ? soldOf(figures).gross : "0"))));
