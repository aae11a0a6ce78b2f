/**
 * All jobs of one order, customer or article: each look that was taken at it, the newest first, of
 * which this page is one.
 */
import { headlineOf } from "../../../domain/headline.ts";
import type { JobView } from "../../../domain/job.ts";
import { tell } from "../../usecases/words.ts";
import { useLanguage } from "../use-messages.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge, Notice, When } from "../ui.tsx";
import { useStates } from "../words.ts";
import { listOf } from "./filters.ts";
import { useMessages } from "../use-messages.ts";

export const Looks = ({
  id,
  job,
  looks,
}: {
  id: string;
  job: JobView;
  looks: readonly JobView[];
}) => {
  const { t } = useMessages();
  if (looks.length < 2) return null;
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t("lists.looks")}</h2>
      <p class="hint">{t("lists.looksLead")}</p>
      <Stack
        label={t("lists.looks")}
        columns={[t("lists.when"), t("orders.state"), t("orders.why")]}
      >
        <tbody>
          {looks.map((look) => (
            <Look id={id} look={look} here={look.id === job.id} />
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

/**
 * An older look stays as it ended. Where it stands now, and what a person does of it, is the newest
 * one's.
 */
export const Newer = ({
  id,
  job,
  looks,
}: {
  id: string;
  job: JobView;
  looks: readonly JobView[];
}) => {
  const { t } = useMessages();
  // The list has what changed last first.
  const newest = looks.reduce(
    (one, other) =>
      other.createdAt > one.createdAt || (other.createdAt === one.createdAt && other.id > one.id)
        ? other
        : one,
    job,
  );
  if (newest.id === job.id) return null;
  return (
    <Notice tone="warn">
      <p>
        {t("lists.olderLook")}{" "}
        <a href={`/admin/tenants/${id}/${listOf(newest.flow)}/${newest.id}`}>
          {t("lists.toNewest")}
        </a>
      </p>
    </Notice>
  );
};

const Look = ({ id, look, here }: { id: string; look: JobView; here: boolean }) => {
  const { t } = useMessages();
  const states = useStates();
  const language = useLanguage();
  const first = headlineOf(look);
  const when = <When at={look.createdAt} />;
  return (
    <tr>
      <th scope="row">
        {here ? (
          <>
            {when} ({t("lists.here")})
          </>
        ) : (
          <a href={`/admin/tenants/${id}/${listOf(look.flow)}/${look.id}`}>{when}</a>
        )}
      </th>
      <Cell of={t("orders.state")}>
        <Badge word={states.job(look)} />
      </Cell>
      <Cell of={t("orders.why")}>
        {first === undefined
          ? look.wait === null
            ? ""
            : states.wait(look.wait)
          : tell(first, language).text}
      </Cell>
    </tr>
  );
};
