/** The ways from a page to the part of the manual that explains it. */
import { useMessages } from "../frame/use-messages.ts";
import { blockId, partsOf } from "./markdown.tsx";
import { type ManualPage, manualText } from "./pages.ts";

export const ManualLink = ({ page }: { page: ManualPage }) => {
  const { t } = useMessages();
  return (
    <a class="manual" href={`/admin/manual/${page}`}>
      {t("manual.link", { page: t(`manual.pages.${page}`) })}
    </a>
  );
};

/** To a chapter of a page, by its heading in the reader's language. */
export const ChapterLink = async ({ page, heading }: { page: ManualPage; heading: string }) => {
  const { t, language } = useMessages();
  const at = partsOf(await manualText(language, page)).indexOf(`## ${heading}`);
  return (
    <a class="manual" href={`/admin/manual/${page}${at === -1 ? "" : `#${blockId(at)}`}`}>
      {t("manual.link", { page: heading })}
    </a>
  );
};
