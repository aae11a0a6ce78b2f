/** Settlement files of one payout, as far as they are kept. */
import { dayOf } from "../../words/format.ts";
import type { KeptFile } from "../../../sync/contract/payouts.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { useFormat, useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly files: readonly KeptFile[];
  /** Of the payout's page. */
  readonly path: string;
  /** This deployment keeps files. */
  readonly keeps: boolean;
  /** This person may read them. */
  readonly may: boolean;
};

export const Files = ({ files, path, keeps, may }: Props) => {
  const { t } = useMessages();
  const format = useFormat();
  if (files.length === 0) return keeps ? null : <p class="hint">{t("payouts.files.notKept")}</p>;
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t("payouts.files.title")}</h2>
      <Stack
        label={t("payouts.files.title")}
        columns={[
          t("payouts.files.name"),
          { name: t("payouts.files.size"), figure: true },
          t("payouts.files.at"),
          t("payouts.files.until"),
          t("payouts.files.download"),
        ]}
      >
        <tbody>
          {files.map(({ id, name, bytes, at, until }) => (
            <tr>
              <th scope="row">
                <bdi>{name === null || name === "" ? t("payouts.files.unnamed") : name}</bdi>
              </th>
              <Cell of={t("payouts.files.size")} figure>
                {t("payouts.files.kilobytes", { size: format.figure(Math.ceil(bytes / 1_000)) })}
              </Cell>
              <Cell of={t("payouts.files.at")} whole>
                {format.day(dayOf(at))}
              </Cell>
              <Cell of={t("payouts.files.until")} whole>
                {format.day(dayOf(until))}
              </Cell>
              <Cell of={t("payouts.files.download")}>
                {may ? (
                  <a href={`${path}/files/${id}`} hx-boost="false" download>
                    {t("payouts.files.download")}
                  </a>
                ) : (
                  "–"
                )}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </section>
  );
};
