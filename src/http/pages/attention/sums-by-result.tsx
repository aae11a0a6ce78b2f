/** What the tried runs of several would come to, summed up for their sheet. */
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import { documentOf } from "../../../domain/jobs/planned-effect.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import type { FixPreview, ReleaseView } from "../../usecases/jobs/fix-and-retry.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { useFormat, useMessages, useStates, useTrial } from "../frame/use-messages.ts";

/** The kind of document that it would become; `null`: none, or that isn't known. */
export const documentIn = ({ would }: ReleaseView): string | null =>
  would?.become === "book" ? documentOf(would.writes) : null;

/** For several: their outcomes, by kind of document and currency. */
export const Sums = ({ fix: { releases } }: { readonly fix: FixPreview }) => {
  const { t, find } = useMessages();
  const format = useFormat();
  const { willBe } = useStates();
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
  const [items, amounts] = [t("attention.sheet.items"), t("attention.amount")];
  return (
    <>
      <h3>{t("attention.sheet.sums")}</h3>
      <Stack
        label={t("attention.sheet.sums")}
        columns={[
          t("attention.sheet.then"),
          { name: items, figure: true },
          { name: amounts, figure: true },
        ]}
      >
        <tbody>
          {[...groups.values()].map(({ name, currency, of }) => (
            <tr>
              <th scope="row">{name}</th>
              <Cell of={items} figure>
                {format.figure(of.length)}
              </Cell>
              <Cell of={amounts} figure>
                {currency === "" ? "–" : format.money(sumOf(of), currency)}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </>
  );
};

const sumOf = (releases: readonly ReleaseView[]): Decimal =>
  amount(sum(releases.map(({ job: { figures } }) => (figures ? soldOf(figures).gross : "0"))));
