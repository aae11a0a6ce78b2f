/**
 * The result of linking an article: the article of the ledger, that of the shop, what would be
 * written, and the stock that it would have.
 */
import type { RunPreview } from "../../../../domain/jobs/run-preview.ts";
import type { JobActionView } from "../../../usecases/jobs/job-action.ts";
import { Asides, PreviewRows, Stopped } from "../../previews/part.tsx";
import { useMessages } from "../../frame/use-messages.ts";

type LinkProps = {
  readonly id: string;
  readonly preview: RunPreview;
  readonly stock: JobActionView["stock"];
};

export const LinkPreview = ({ id, preview, stock }: LinkProps) => {
  const { t } = useMessages();
  return (
    <>
      <Articles preview={preview} />
      <h3>{t("manualLinks.linkSheet.inShop")}</h3>
      <Written preview={preview} />
      <h3>{t("manualLinks.linkSheet.stock")}</h3>
      <Stock id={id} stock={stock} />
    </>
  );
};

const Stock = ({ id, stock }: Omit<LinkProps, "preview">) => {
  const { t } = useMessages();
  if (stock === null) return <p>{t("manualLinks.linkSheet.stockOff")}</p>;
  if (stock.stopped.length > 0) return <Stopped id={id} stopped={stock.stopped} />;
  return <Written preview={stock} />;
};

/** Both by name, to avoid confusion of equal names. */
const Articles = ({ preview: { link } }: { readonly preview: RunPreview }) => {
  const { t, rich } = useMessages();
  if (link === undefined) return null;
  const { number, name, code, there, was } = link;
  const meant = there?.code ?? code;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t("manualLinks.linkSheet.ledgerArticle")}</dt>
          <dd>
            <bdi>{number}</bdi> <bdi>{name}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t("manualLinks.article.title")}</dt>
          <dd>
            <bdi>{meant ?? number}</bdi> {there === null ? null : <bdi>{there.name}</bdi>}
          </dd>
        </div>
      </dl>
      {was === null || was === (meant ?? number) ? null : (
        <p>{rich("manualLinks.linkSheet.was", { code: <bdi>{was}</bdi> })}</p>
      )}
    </>
  );
};

/** Old and new, and what is left out and why. */
const Written = ({ preview }: { readonly preview: RunPreview }) => {
  const { t } = useMessages();
  const { rows, left, held } = preview;
  const isNothing = rows.length + left.length + held.length === 0;
  return (
    <>
      {rows.length === 0 ? null : <PreviewRows preview={preview} />}
      {isNothing ? <p role="status">{t("attention.sheet.become.nothing")}</p> : null}
      <Asides title={t("previews.leftTitle")} all={left} of="articles" open />
      <Asides title={t("previews.heldTitle")} all={held} of="articles" open />
    </>
  );
};
