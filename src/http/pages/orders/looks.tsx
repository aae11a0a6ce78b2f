/**
 * All jobs of one order, customer or article: each look that was taken at it, the newest first, of
 * which this page is one.
 */
import { headlineOf } from "../../../domain/headline.ts";
import type { JobView } from "../../../domain/job.ts";
import { tell } from "../../usecases/words.ts";
import { LIST_WORDS } from "../../words/lists/index.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useLanguage, useWords } from "../../words/use.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge, Notice, When } from "../ui.tsx";
import { useStates } from "../words.ts";
import { listOf } from "./filters.ts";

export const Looks = ({
  id,
  job,
  looks,
}: {
  id: string;
  job: JobView;
  looks: readonly JobView[];
}) => {
  const t = useWords(LIST_WORDS);
  const { why, state } = useWords(ORDERS);
  if (looks.length < 2) return null;
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t.looks}</h2>
      <p class="hint">{t.looksLead}</p>
      <Stack label={t.looks} columns={[t.when, state, why]}>
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
  const t = useWords(LIST_WORDS);
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
        {t.olderLook}{" "}
        <a href={`/admin/tenants/${id}/${listOf(newest.flow)}/${newest.id}`}>{t.toNewest}</a>
      </p>
    </Notice>
  );
};

const Look = ({ id, look, here }: { id: string; look: JobView; here: boolean }) => {
  const t = useWords(LIST_WORDS);
  const { why, state } = useWords(ORDERS);
  const states = useStates();
  const language = useLanguage();
  const first = headlineOf(look);
  const when = <When at={look.createdAt} />;
  return (
    <tr>
      <th scope="row">
        {here ? (
          <>
            {when} ({t.here})
          </>
        ) : (
          <a href={`/admin/tenants/${id}/${listOf(look.flow)}/${look.id}`}>{when}</a>
        )}
      </th>
      <Cell of={state}>
        <Badge word={states.job(look)} />
      </Cell>
      <Cell of={why}>
        {first === undefined
          ? look.wait === null
            ? ""
            : states.wait(look.wait)
          : tell(first, language).text}
      </Cell>
    </tr>
  );
};
