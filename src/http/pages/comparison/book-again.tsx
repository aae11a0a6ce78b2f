/**
 * Booking an order again whose document isn't there, beside what tells of it. Its sheet comes
 * first.
 */
import { Button, PostForm } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";

export const BookAgain = ({ address, of }: { address: string; of: string }) => {
  const { t } = useMessages();
  return (
    <PostForm action={`${address}/book-again`} class="inline">
      <Button class="plain" aria-label={`${t("orders.actions.bookAgain.button")}: ${of}`}>
        {t("orders.actions.bookAgain.button")}
      </Button>
    </PostForm>
  );
};
