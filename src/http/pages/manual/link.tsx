/** The way from a page to the part of the manual that explains it. */
import { MANUAL } from "../../words/manual/index.ts";
import { useWords } from "../../words/use.ts";
import type { ManualPage } from "./pages.ts";

export const ManualLink = ({ page }: { page: ManualPage }) => {
  const t = useWords(MANUAL);
  return (
    <a class="manual" href={`/admin/manual/${page}`}>
      {t.link(t.pages[page])}
    </a>
  );
};
