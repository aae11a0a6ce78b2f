/** The pages that concern all tenants, for operators. */
import { useMessages } from "../frame/use-messages.ts";

const PAGES = ["people", "tokens", "audit"] as const;

export const AdministrationNav = ({ current }: { current: (typeof PAGES)[number] | null }) => {
  const { t } = useMessages();
  return (
    <nav class="tabs" aria-label={t("people.nav.label")}>
      {PAGES.map((name) => (
        <a href={`/admin/${name}`} aria-current={name === current ? "page" : undefined}>
          {t(`people.nav.${name}`)}
        </a>
      ))}
    </nav>
  );
};
