/** Settlement files of one payout, as far as they are kept. */
import { dayOf } from "../../words/format.ts";
import type { RetainedFile } from "../../../sync/contract/payouts.ts";
import { Records } from "../parts/table.tsx";
import { useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly files: readonly RetainedFile[];
  /** Of the payout's page. */
  readonly path: string;
  /** This deployment keeps files. */
  readonly keeps: boolean;
  /** This person may read them. */
  readonly may: boolean;
};

export const Files = ({ files, path, keeps, may }: Props) => {
  const { t, format } = useMessages();
  if (files.length === 0) return keeps ? null : <p class="hint">{t("payouts.files.notKept")}</p>;
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t("payouts.files.title")}</h2>
      <Records
        label={t("payouts.files.title")}
        columns={[
          {
            name: t("payouts.files.name"),
            cell: ({ name }) => (
              <bdi>{name === null || name === "" ? t("payouts.files.unnamed") : name}</bdi>
            ),
          },
          {
            name: t("payouts.files.size"),
            figure: true,
            cell: ({ bytes }) =>
              t("payouts.files.kilobytes", { size: format.figure(Math.ceil(bytes / 1_000)) }),
          },
          { name: t("payouts.files.at"), whole: true, cell: ({ at }) => format.day(dayOf(at)) },
          {
            name: t("payouts.files.until"),
            whole: true,
            cell: ({ until }) => format.day(dayOf(until)),
          },
          {
            name: t("payouts.files.download"),
            cell: ({ id }) =>
              may ? (
                <a href={`${path}/files/${id}`} hx-boost="false" download>
                  {t("payouts.files.download")}
                </a>
              ) : (
                "–"
              ),
          },
        ]}
        records={files}
      />
    </section>
  );
};
