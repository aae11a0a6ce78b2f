/** The way from a page to the part of the manual that explains it. */
import type { ManualPage } from "./pages.ts";
import { useMessages } from "../frame/use-messages.ts";

export const ManualLink = ({ page }: { page: ManualPage }) => {
  const { t } = useMessages();
  return (
    <a class="manual" href={`/admin/manual/${page}`}>
      {t("manual.link", { page: t(`manual.pages.${page}`) })}
    </a>
  );
};
