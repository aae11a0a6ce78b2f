/** The pages that concern all tenants, for operators. */
import { PEOPLE } from "../../words/people/index.ts";
import { useWords } from "../../words/use.ts";

const PAGES = ["people", "tokens", "audit"] as const;

export const AdministrationNav = ({ current }: { current: (typeof PAGES)[number] | null }) => {
  const t = useWords(PEOPLE).nav;
  return (
    <nav class="tabs" aria-label={t.label}>
      {PAGES.map((name) => (
        <a href={`/admin/${name}`} aria-current={name === current ? "page" : undefined}>
          {t[name]}
        </a>
      ))}
    </nav>
  );
};
